# syntax=docker/dockerfile:1
# A program in Rust. What Cargo downloads and compiles
# stays in cache mounts: a step that runs again starts
# from what the last run left there, and none of it is
# in the image.
FROM rust:1.86 AS build
WORKDIR /src

COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked && \
    cp target/release/server /usr/local/bin/server

FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/server /usr/local/bin/server
CMD ["server"]
