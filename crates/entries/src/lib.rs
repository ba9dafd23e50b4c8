//! What there is to say.
//!
//! In: a folder of entries, one Markdown file a thing (`crates/explain/data/README.md` has the format), or the one text
//! that they were packed into. Out: a [`Registry`], in which entries are found by what they are about.
//!
//! Markdown is read when Onionskin is built; the page only ever sees the packed text.
//!
//! Not here: when an entry is told, and of what. That is `crates/explain`.

#[macro_use]
mod named;

mod fact;
mod kind;
mod part;
mod slot;
mod traits;

mod entry;
pub mod markup;
mod registry;

mod checksum;
mod file_name;
mod packed;

#[cfg(feature = "markdown")]
mod markdown;

pub use entry::{Argument, Entry, EntryOption, Takes, Text};
pub use fact::Fact;
pub use file_name::file_name;
pub use kind::Kind;
#[cfg(feature = "markdown")]
pub use markdown::{Example, Malformed, Written, read, read_entry, read_file};
pub use packed::{Damaged, Unpacking};
pub use part::Part;
pub use registry::Registry;
pub use slot::Slot;
pub use traits::Trait;
