use std::rc::Rc;

use onionskin_cache::{Change, Replay};
use onionskin_graph::{BuildGraph, full_reference};
use onionskin_syntax::Dockerfile;

use crate::built::Built;
use crate::context::Files;
use crate::pairs::{Pair, pairs};
use crate::rebuilt::Rebuilt;
use crate::{Problem, Setup, is_possible, offers, problem};

/// Two Dockerfiles, and what a build of the second one reuses of a build of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The first one.
    pub before: Side,
    /// The second one.
    pub after: Side,
    /// What becomes of each instruction of the second one, where the first one was built with the same context before.
    pub replay: Replay,
    /// The instructions of both, each once.
    pub pairs: Vec<Pair>,
    /// What each change costs with either, in the order of the change bar; "first build" and "nothing" are not among them,
    /// since they say nothing of a difference.
    pub contrasts: Vec<Contrast>,
}

/// One of two Dockerfiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The tree.
    pub dockerfile: Rc<Dockerfile>,
    /// All problems, the one that BuildKit stops at first.
    pub problems: Vec<Problem>,
    /// The stages and steps.
    pub graph: Rc<BuildGraph>,
}

/// A change, and what it rebuilds with either Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// The change.
    pub change: Change,
    /// What it rebuilds with the first one; `None` where that has no such image or argument.
    pub before: Option<Replay>,
    /// What it rebuilds with the second one.
    pub after: Option<Replay>,
}

/// Compares the Dockerfiles `before` and `after`, which are built with the same `setup`. Its change is among those that are
/// compared where it makes sense.
///
/// Where the build context is not known, it has what either of them names.
pub fn compare(before: &str, after: &str, setup: &Setup) -> Comparison {
    let (one, other) = (Built::new(before, setup), Built::new(after, setup));
    let files = Files::of(&[&one.graph, &other.graph], setup.context.as_ref());
    let changes = changes(&one, &other, &files, setup);
    let one = Rebuilt::new(one, files);
    let other = one.beside(other);
    let replay = one.baseline.replay(&one.world(), &other.world());

    let of = |side: &Rebuilt, change: &Change| knows(&side.built, change).then(|| side.replay(change));
    let contrast =
        |change: Change| Contrast { before: of(&one, &change), after: of(&other, &change), change };
    let contrasts = changes.into_iter().map(contrast).collect();

    let (one, other) = (one.built, other.built);
    let mut other_problems = other.problems();
    if setup.context.is_some() && other_problems.is_empty() {
        other_problems.extend(problem::missing(&other.dockerfile, &replay.failures));
    }
    let pairs = pairs((&one.dockerfile, &one.graph), (&other.dockerfile, &other.graph));
    Comparison {
        replay,
        pairs,
        contrasts,
        before: side(one.problems(), one),
        after: side(other_problems, other),
    }
}

fn side(problems: Vec<Problem>, built: Built) -> Side {
    Side { dockerfile: built.dockerfile, problems, graph: built.graph }
}

/// The changes that make sense for either.
fn changes(one: &Built, other: &Built, files: &Files, setup: &Setup) -> Vec<Change> {
    let (images, arguments): (Vec<_>, Vec<_>) = [one, other]
        .into_iter()
        .flat_map(|built| offers::changes(&built.graph, &built.arguments))
        .partition(|change| matches!(change, Change::BaseImage(_)));
    let mut changes = files.changes();
    for change in images.into_iter().chain(arguments) {
        // There are no more of them than fit two change bars.
        if !changes.iter().any(|known| is_same(known, &change)) {
            changes.push(change);
        }
    }
    if !changes.contains(&setup.change) && is_possible(&setup.change) {
        changes.push(setup.change.clone());
    }
    changes
}

fn is_same(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (Change::BaseImage(one), Change::BaseImage(other)) => full_reference(one) == full_reference(other),
        (one, other) => one == other,
    }
}

/// Whether a build of `built` has what changes.
fn knows(built: &Built, change: &Change) -> bool {
    match change {
        Change::BaseImage(image) => {
            let reference = full_reference(image);
            built.graph.images().any(|known| known == reference)
        }
        Change::Argument(name) => built.arguments.iter().any(|argument| argument.name == *name),
        Change::FirstBuild
        | Change::Nothing
        | Change::AppCode
        | Change::File(_)
        | Change::Files(_)
        | Change::Dockerfile
        | Change::NoCache => true,
    }
}
