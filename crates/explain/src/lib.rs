//! What it means to you.
//!
//! In: a Dockerfile with its graph and a replay, and a [`Registry`] of what there is to say. Out: sentences about its
//! instructions, words, images, reasons and ideas. What is said is data: one Markdown entry a file under `data/`, whose
//! format `data/README.md` describes; no sentence stands in the code. The build script packs the entries: all of them
//! into the text that a page fetches as [`EXPLANATIONS_FILE`], and what the first paint needs into [`first_words`].
//!
//! Not here: how it looks. Sentences are [`Prose`], pieces of plain text, code and emphasis.

mod data;
mod explanation;
mod prose;

mod render;
mod values;

mod image_part;
mod mount;
mod path;
mod places;
mod references;
mod scene;
mod setters;
mod syntax;
mod term;
mod variables;
mod word;

mod arguments;
mod image;
mod invocation;
mod notes;
mod producer;
mod script;
mod words;

mod causes;
mod dependencies;
mod explain;
mod heading;
mod instruction;
mod reasons;

mod costs;
mod count;
mod ideas;
mod labels;
mod sentence;
mod summary;
mod totals;

#[cfg(test)]
#[cfg(feature = "embedded")]
mod registry;

pub use costs::costs;
#[cfg(feature = "embedded")]
pub use data::embedded;
pub use data::{EXPLANATIONS_FILE, first_words};
pub use explain::{explain, explain_first};
pub use explanation::{Explanation, Idea, Reference, Subject, WordNote};
pub use heading::{Heading, heading};
pub use ideas::ideas;
pub use labels::change_labels;
pub use prose::{Inline, Prose};
pub use reasons::reasons;
pub use summary::summarize;
pub use totals::totals;
pub use word::{EntryName, Word, WordKind};
pub use words::words;

pub use onionskin_entries::{Damaged, Registry, Unpacking};
