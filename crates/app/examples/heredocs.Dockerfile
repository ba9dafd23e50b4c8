# syntax=docker/dockerfile:1
# A heredoc is text of several lines inside the
# Dockerfile: a script for RUN, or a file for COPY. It
# is part of the instruction, so that an edit of it
# rebuilds this very step.
FROM debian:bookworm-slim

RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends cron tzdata
rm -rf /var/lib/apt/lists/*
EOF

COPY <<EOF /etc/cron.d/report
0 6 * * * root /usr/local/bin/report
EOF

COPY --chmod=755 report.sh /usr/local/bin/report
CMD ["cron", "-f"]
