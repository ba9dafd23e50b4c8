//! What shell text is read as.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::too_many_lines,
    clippy::wildcard_enum_match_arm,
    reason = "a test may panic, and looks at a few of many kinds"
)]

mod bodies;
mod draw;
mod leaves;
mod parts;
mod spans;
mod tree;
mod walk;
