//! Where things are in a source text.
//!
//! In: a source text. Out: [`Span`]s (UTF-8 byte ranges), [`LineIndex`] (bytes to lines and back) and the
//! conversion to and from the UTF-16 offsets that browsers count in ([`utf16`]). And in which order things come
//! ([`sorted`]). Nothing here knows what a Dockerfile is.

mod line_index;
mod order;
mod span;
pub mod utf16;

pub use line_index::{LineIndex, LineRange};
pub use order::{sorted, sorted_by};
pub use span::Span;
