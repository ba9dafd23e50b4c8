# A web service in Python. The list of packages changes
# seldom, the code changes all day: the list is copied
# first, so that the packages stay in the cache when the
# code changes.
FROM python:3.13-slim
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY . .
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]
