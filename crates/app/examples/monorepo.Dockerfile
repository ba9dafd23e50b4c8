# Three programs of one repository. Each has a stage of
# its own, and all rest on one list of packages. Choose
# a target: stages that it does not need are not built.
FROM node:22-slim AS base
WORKDIR /repo
COPY package.json package-lock.json ./
COPY packages/shared/package.json packages/shared/
COPY packages/api/package.json packages/api/
COPY packages/web/package.json packages/web/
RUN npm ci
COPY packages/shared packages/shared

FROM base AS test
COPY packages packages
RUN npm test --workspaces

FROM base AS web-build
COPY packages/web packages/web
RUN npm run build --workspace packages/web

FROM nginx:1.27-alpine AS web
COPY --from=web-build /repo/packages/web/dist /usr/share/nginx/html

FROM base AS api
COPY packages/api packages/api
USER node
CMD ["node", "packages/api/server.js"]
