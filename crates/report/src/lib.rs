//! What there is to read.
//!
//! In: an analyzed Dockerfile and the registry of explanations. Out: a [`Report`], all that there is to say about the
//! file in the order of reading, which can be written as Markdown, as an HTML page or as plain text.
//!
//! Not here: what is said (`explain`), and which change a build would see: a report is about the file alone.

mod block;
mod cause_chain;
mod escape;
mod html;
mod markdown;
mod printable;
mod report;
mod text;

pub use block::Block;
pub use cause_chain::cause_chain;
pub use escape::escaped;
pub use markdown::inline as markdown_inline;
pub use report::{Report, report};
