//! What is it as data?
//!
//! In: a Dockerfile and what its build is told. Out: plain data that becomes JSON, the same for the `onionskin` command and
//! for the npm package: [`Analysis`], [`Simulation`], [`Explanation`], and the [`Document`] of a link. Sentences in it are Markdown.
//! What the npm package is asked to render is a [`Rendering`].
//!
//! The first three carry [`VERSION`] as `version`. Within a version, fields come but never go, change their type or their meaning;
//! whoever reads must leave aside what they do not know. `schema/` at the side of this folder has the JSON Schema of these three
//! and of a document, and the TypeScript of all of it, both made from these types (feature `schema`), and a test keeps them equal.
//!
//! Not here: who asks and how the answer travels.

mod analysis;
mod document;
mod explanation;
mod offsets;
mod problem;
mod rendering;
#[cfg(feature = "schema")]
pub mod schema;
mod setup;
mod side;
mod simulation;
mod step;

pub use analysis::{Analysis, Argument, Choice, Stage};
pub use document::Document;
pub use explanation::{Explanation, Idea, Instruction, Link, Place, Word};
pub use offsets::Offsets;
pub use problem::Problem;
pub use rendering::{Format, Rendered, Rendering, Theme, View};
pub use setup::{Setup, SetupError, Then};
pub use side::Side;
pub use simulation::Simulation;
pub use step::{Step, Verdict, steps};

/// The version of these shapes: another one where a field goes, or changes its type or its meaning.
pub const VERSION: u32 = 1;
