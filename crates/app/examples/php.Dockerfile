# One file, two images: PHP runs the code, nginx serves
# what is public and asks PHP for the rest. Build them
# with --target php and --target nginx.
FROM composer:2 AS vendor
WORKDIR /app
COPY composer.json composer.lock ./
RUN composer install --no-dev --no-scripts --no-interaction

FROM nginx:1.27 AS nginx
COPY nginx.conf /etc/nginx/conf.d/default.conf
COPY public /var/www/public

FROM php:8.4-fpm AS php
RUN docker-php-ext-install pdo_mysql opcache
WORKDIR /var/www
COPY --from=vendor /app/vendor ./vendor
COPY src ./src
COPY public ./public
