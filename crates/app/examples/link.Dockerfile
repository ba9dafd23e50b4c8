# syntax=docker/dockerfile:1
# With --link, a copy is a layer that does not rest on
# the layers below it. It stays as it is when they
# change, and can be put on a new base image without
# being built again.
FROM node:22-slim AS build
WORKDIR /site
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM nginx:1.27
RUN rm /etc/nginx/conf.d/default.conf
COPY --link nginx.conf /etc/nginx/conf.d/site.conf
COPY --link --from=build /site/dist /usr/share/nginx/html
COPY robots.txt /usr/share/nginx/html/
