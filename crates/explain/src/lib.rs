//! What it means to you.
//!
//! In: a Dockerfile with its graph and a replay. Out: sentences about its instructions, words, images, reasons
//! and ideas. What is said is data: one Markdown entry a file under `data/`, whose format `data/README.md`
//! describes; no sentence stands in the code. The build script compiles the entries, so no parser of them is here.
//!
//! Not here: how it looks. Sentences are [`Prose`], pieces of plain text, code and emphasis.

#[macro_use]
mod named;

mod explanation;
mod prose;

mod fact;
mod part;
mod slot;
mod traits;

mod entry;
mod markup;
mod render;
mod values;

mod path;
mod scene;
mod term;

mod arguments;
mod image;
mod invocation;
mod notes;
mod producer;
mod script;
mod shell_line;

mod causes;
mod explain;
mod instruction;

mod costs;
mod count;
mod ideas;
mod labels;
mod sentence;
mod summary;
mod totals;
mod unpack;

#[cfg(test)]
mod registry;

pub use costs::costs;
pub use explain::explain;
pub use explanation::{Explanation, Idea, Reference, Subject, WordNote};
pub use ideas::ideas;
pub use labels::change_labels;
pub use prose::{Inline, Prose};
pub use summary::summarize;
pub use totals::totals;
