# A service in JavaScript. npm ci installs what the lock
# file says, and fails where the two files disagree:
# both are copied before it, and nothing else is.
FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /srv

COPY package.json package-lock.json ./
RUN npm ci

COPY src ./src
USER node
CMD ["node", "src/server.js"]
