//! The reader's own files: a build context that is known by its names, and the text of what Docker reads of it.
//!
//! In: paths as a browser or a list has them, and bytes of files. Out: a [`ContextInput`], which the analysis takes.

mod action;
mod context_input;
mod intake;
mod listed;
mod path;
mod problem;
mod state;
mod text;

pub use action::{FilesAction, Phase};
pub use context_input::{ContextInput, IgnoreInput, Listing};
pub use intake::{BATCH, Intake, MAX_FILES};
pub use listed::listed;
pub use path::{MAX_DEPTH, Why};
pub use problem::FileProblem;
pub use state::{FilesState, MAX_CHANGED_FILES, Offer, Reading};
pub use text::{Dropped, MAX_IGNORE_BYTES, dropped, text_of};

pub(crate) use state::apply;
