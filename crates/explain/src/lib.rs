//! What it means to you.
//!
//! In: a Dockerfile with its graph and a replay. Out: sentences about its instructions, words, images, reasons
//! and ideas. What is said is data: one Markdown entry a file under `data/`; no sentence stands in the code.
//!
//! Not here: how it looks. Sentences are [`Prose`], pieces of plain text, code and emphasis.

mod explanation;
mod prose;

pub use explanation::{Explanation, Idea, Reference, Subject, WordNote};
pub use prose::{Inline, Prose};

/// Explains the instruction with index `instruction`; `None` where the file has no such instruction.
pub fn explain(subject: &Subject<'_>, instruction: usize) -> Option<Explanation> {
    let _ = (subject, instruction);
    None
}

/// The key ideas that this file shows, in teaching order.
pub fn ideas(subject: &Subject<'_>) -> Vec<Idea> {
    let _ = subject;
    Vec::new()
}

/// One sentence for what the file builds and in how many steps: "Builds a Python 3.11 app in 5 steps, 4 of them
/// layers."
pub fn summarize(subject: &Subject<'_>) -> Prose {
    let _ = subject;
    Prose::default()
}
