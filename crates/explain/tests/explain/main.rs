//! What is said about a Dockerfile, from its source to sentences.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod causes;
mod files;
mod images;
mod listed;
mod lists;
mod scripts;
mod seed;
mod shell;
mod support;
mod totals;
mod words;
