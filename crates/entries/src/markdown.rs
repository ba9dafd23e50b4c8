//! Entries as they are written.

mod folder;
mod lines;
mod lists;
mod malformed;
mod prose;
mod read_entry;
mod read_file;

pub use folder::{Example, Written, read};
pub use malformed::Malformed;
pub use read_entry::read_entry;
pub use read_file::read_file;
