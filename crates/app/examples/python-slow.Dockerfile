# The same service with its lines in the order in which
# one thinks of them. It builds the same image, and
# installs every package again after each edit of the
# code.
FROM python:3.13-slim
WORKDIR /app

COPY . .
RUN pip install --no-cache-dir -r requirements.txt

EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]
