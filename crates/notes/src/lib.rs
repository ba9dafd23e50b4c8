//! What does the author say?
//!
//! In: a Dockerfile and its tree. Out: its [`Notes`], which stand in comments that start with `# onionskin:`, each with what
//! it is about; and with [`with_note`] the file with another note. Comments mean nothing to BuildKit, so a note changes no
//! build.
//!
//! Not here: how a note looks. Its markup is a flat list of [`Piece`]s, in which nothing is ever HTML.

mod line;
mod markup;
mod notes;
mod write;

pub use line::is_note;
pub use markup::{MAX_URL_BYTES, Piece};
pub use notes::{Note, Notes, Remarks, notes};
pub use write::{About, MAX_NOTE_BYTES, Refusal, cleaned, with_note};
