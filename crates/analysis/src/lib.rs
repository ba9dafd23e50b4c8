//! One call from a source text and a change to everything there is to show.
//!
//! In: the text of a Dockerfile and the [`Change`] that the reader chose. Out: an [`Analysis`], plain data: the
//! tree, the errors, the graph, the changes that make sense for this file, and a verdict for every instruction.
//!
//! A browser does not know the build context, so one is imagined from what the Dockerfile names.

mod context;
mod manifest;
#[cfg(test)]
mod manifest_data_tests;
mod sources;

use onionskin_cache::{Change, Replay, World, simulate};
use onionskin_graph::{BuildGraph, Inputs};
use onionskin_syntax::{Dockerfile, Parse, SyntaxError};

use context::{ImaginedContext, is_clean_path};

pub use manifest::ecosystem_of;

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
///
/// A change of a file that is not offered, as a link may ask for, has its scenario behind the others, where its path
/// can be that of a file in a build context.
pub fn analyze(source: &str, change: &Change) -> Analysis {
    let Parse { dockerfile, errors } = onionskin_syntax::parse(source);
    let graph = onionskin_graph::build(&dockerfile, &Inputs::default());
    let context = ImaginedContext::of(&graph);
    let mut changes = vec![Change::FirstBuild, Change::Nothing];
    changes.extend(context.changes());
    if let Change::File(path) = change
        && !changes.contains(change)
        && is_clean_path(path)
    {
        changes.push(change.clone());
    }
    let index_of = |wanted: &Change| changes.iter().position(|change| change == wanted);
    let chosen = index_of(change).or_else(|| index_of(&Change::Nothing)).unwrap_or_default();
    let scenarios = changes.into_iter().map(|change| scenario(change, &graph, &context)).collect();
    Analysis { dockerfile, errors, graph, scenarios, chosen }
}

fn scenario(change: Change, graph: &BuildGraph, context: &ImaginedContext) -> Scenario {
    let (before, after) = context.before_and_after(&change);
    let world = |files| World { graph, files, images: [].into() };
    let before = (change != Change::FirstBuild).then(|| world(before));
    let replay = simulate(before.as_ref(), &world(after), &change);
    Scenario { change, replay }
}
