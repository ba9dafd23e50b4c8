//! One call from a source text and a change to everything there is to show.
//!
//! In: the text of a Dockerfile and the [`Change`] that the reader chose. Out: an [`Analysis`], plain data: the
//! tree, the errors, the graph, the changes that make sense for this file, and a verdict for every instruction.

use onionskin_cache::{Change, Replay};
use onionskin_graph::BuildGraph;
use onionskin_syntax::{Dockerfile, SyntaxError};

/// Everything that is known about a Dockerfile under a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The tree.
    pub dockerfile: Dockerfile,
    /// All errors, BuildKit's first.
    pub errors: Vec<SyntaxError>,
    /// The stages and steps.
    pub graph: BuildGraph,
    /// The changes to choose from and what each of them rebuilds, in the order of the change bar: first build,
    /// nothing, each dependency manifest that the file copies, app code where it copies any. Never empty.
    pub scenarios: Vec<Scenario>,
    /// The index of the chosen scenario: that of the change that was asked for where it makes sense for this
    /// file, else that of [`Change::Nothing`].
    pub chosen: usize,
}

/// A change and what it rebuilds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What is different.
    pub change: Change,
    /// What the second build does.
    pub replay: Replay,
}

/// Analyzes `source` under `change`.
pub fn analyze(source: &str, change: &Change) -> Analysis {
    let _ = (source, change);
    todo!("analysis")
}
