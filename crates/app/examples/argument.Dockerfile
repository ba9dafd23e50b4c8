# A build argument counts from where it is declared.
# Declared last, a new version number leaves the
# packages in the cache; one line further up, it would
# install them again.
FROM alpine:3.21
RUN apk add --no-cache ca-certificates tini

WORKDIR /app
COPY . .

ARG VERSION=1.0.0
RUN echo "$VERSION" > VERSION
LABEL org.opencontainers.image.version=$VERSION
ENTRYPOINT ["tini", "--", "/app/run.sh"]
