# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    # where npm keeps its downloads
    NPM_CONFIG_CACHE=/tmp/npm

LABEL org.opencontainers.image.title="Shop" org.opencontainers.image.licenses=MIT
WORKDIR /srv
COPY package.json package-lock.json ./
RUN <<EOF
set -eu
npm ci --omit=dev
rm -rf "$NPM_CONFIG_CACHE"
EOF
COPY <<-"CONFIG" config.json
	{ "port": 3000 }
	CONFIG
COPY --chown=node:node src/ src/
USER node
EXPOSE 3000
CMD ["node", "src/server.js"]
