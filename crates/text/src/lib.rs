//! Where things are in a source text.
//!
//! In: a source text. Out: [`Span`]s (UTF-8 byte ranges), [`LineIndex`] (bytes to lines and back) and the
//! conversion to and from the UTF-16 offsets that browsers count in ([`utf16`]). Nothing here knows what a
//! Dockerfile is.

mod line_index;
mod span;
pub mod utf16;

pub use line_index::{LineIndex, LineRange};
pub use span::Span;
