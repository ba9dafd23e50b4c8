# Everything is copied, then installed. Each edit, even
# one of the README, installs all packages again; and
# where the lock file does not fit, npm install changes
# it and goes on.
FROM node:22
WORKDIR /srv

COPY . .
RUN npm install

CMD ["npm", "start"]
