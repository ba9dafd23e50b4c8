//! What is said about a Dockerfile, from its source to sentences.

mod seed;
mod support;
