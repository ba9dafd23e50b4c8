//! One call from a source text and a change to everything there is to show.
//!
//! In: the text of a Dockerfile and a [`Setup`]: the [`Change`] that the reader chose, and what the build is told. Out:
//! an [`Analysis`], plain data: the tree, the problems, the graph, the changes that make sense for this file, and a
//! verdict for every instruction.
//!
//! Where the build context is not known, one is imagined from what the Dockerfile names.

mod context;
mod cost;
mod imagined;
mod manifest;
#[cfg(test)]
mod manifest_data_tests;
mod offers;
mod path;
mod problem;
mod sources;

use std::collections::BTreeMap;

use onionskin_cache::{Baseline, Change, FileTree, NoCache, Replay, Reruns, World, simulate};
use onionskin_graph::{BuildGraph, Inputs, full_reference};
use onionskin_syntax::Dockerfile;

use context::Files;
use imagined::ImaginedContext;
use path::is_clean_path;

pub use context::Context;
pub use cost::{Cost, cost};
pub use manifest::ecosystem_of;
pub use offers::Argument;
pub use problem::Problem;

/// The content of an image, or of a file, that has changed.
const OTHER: &str = "other";

/// What a file is analyzed with.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// What is different.
    pub change: Change,
    /// The stage to build (`--target`); the last one where there is none.
    pub target: Option<String>,
    /// Build arguments (`--build-arg`) by name.
    pub build_args: BTreeMap<String, String>,
    /// The build context, where it is known.
    pub context: Option<Context>,
}

/// Everything that is known about a Dockerfile under a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The tree.
    pub dockerfile: Dockerfile,
    /// All problems, the one that BuildKit stops at first.
    pub problems: Vec<Problem>,
    /// The stages and steps; those of the last stage where the file has no target of the name that was asked for, which
    /// is one of the problems.
    pub graph: BuildGraph,
    /// The build arguments that the file declares.
    pub arguments: Vec<Argument>,
    /// The changes to choose from and what each of them rebuilds, in the order of the change bar: first build, nothing,
    /// each dependency manifest that the file copies, app code where it copies any, each base image, each build
    /// argument. Never empty.
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

/// Analyzes `source` with `setup`.
///
/// A change of files that is not offered, as a link may ask for, has its scenario behind the others, where their paths
/// can be those of files in a build context.
pub fn analyze(source: &str, setup: &Setup) -> Analysis {
    let parse = onionskin_syntax::parse(source);
    let target = setup.target.as_ref();
    let graph = build(&parse.dockerfile, target, &setup.build_args);
    let arguments = offers::arguments(&graph);
    let files = Files::of(&graph, setup.context.as_ref());

    let mut changes = vec![Change::FirstBuild, Change::Nothing];
    changes.extend(files.changes());
    changes.extend(offers::changes(&graph, &arguments));
    if !changes.contains(&setup.change) && is_possible(&setup.change) {
        changes.push(setup.change.clone());
    }
    let index_of = |wanted: &Change| changes.iter().position(|change| change == wanted);
    let chosen = index_of(&setup.change).or_else(|| index_of(&Change::Nothing)).unwrap_or_default();

    let world = World {
        source,
        graph: &graph,
        files: files.before_and_after(&Change::Nothing).0,
        images: BTreeMap::new(),
        build_args: &setup.build_args,
        no_cache: NoCache::None,
    };
    let baseline = Baseline::of(&world, Reruns::Unknown);
    let scenario = |change: Change| {
        let replay = match &change {
            Change::FirstBuild => simulate(None, &world, Reruns::Unknown),
            Change::Argument(name) => {
                let build_args = offers::with_other_value(&setup.build_args, &arguments, name);
                let graph = build(&parse.dockerfile, target, &build_args);
                baseline.replay(&World { graph: &graph, build_args: &build_args, ..world.clone() })
            }
            Change::BaseImage(image) => {
                let mut images = BTreeMap::new();
                images.insert(full_reference(image), OTHER.to_owned());
                baseline.replay(&World { images, ..world.clone() })
            }
            Change::NoCache => baseline.replay(&World { no_cache: NoCache::All, ..world.clone() }),
            Change::Nothing | Change::Dockerfile => baseline.replay(&world),
            Change::File(path) if !world.files.has(path) => {
                // Where it is not there yet, it is there in both builds: it changed, it did not come.
                let (before, after) = files.before_and_after(&change);
                let before = World { files: before, ..world.clone() };
                simulate(Some(&before), &World { files: after, ..world.clone() }, Reruns::Unknown)
            }
            Change::AppCode | Change::File(_) | Change::Files(_) => {
                let (_, after) = files.before_and_after(&change);
                baseline.replay(&World { files: after, ..world.clone() })
            }
        };
        Scenario { replay: replay.with_root(&change), change }
    };
    let scenarios: Vec<Scenario> = changes.into_iter().map(scenario).collect();
    let mut problems = problem::problems(&parse, &graph);
    if setup.context.is_some() && problems.is_empty() {
        let failures = scenarios.get(chosen).map(|scenario| scenario.replay.failures.as_slice());
        problems.extend(failures.unwrap_or_default().iter().map(|(at, failure)| {
            let message =
                format!("failed to compute cache key: failed to calculate checksum of ref: {failure}");
            problem::at(&parse.dockerfile, *at, message)
        }));
    }
    Analysis { dockerfile: parse.dockerfile, problems, graph, arguments, scenarios, chosen }
}

/// The files that the Dockerfiles behind `graphs` name, before and after those at `changed` change. For builds whose
/// context is not known.
pub fn assumed_files(graphs: &[&BuildGraph], changed: &[String]) -> (FileTree, FileTree) {
    ImaginedContext::of_all(graphs).before_and_after(&Change::Files(changed.to_vec()))
}

fn build(file: &Dockerfile, target: Option<&String>, build_args: &BTreeMap<String, String>) -> BuildGraph {
    let (target, build_args) = (target.cloned(), build_args.clone());
    onionskin_graph::build(file, &Inputs { target, build_args, ..Inputs::default() })
}

/// Whether a change that is not offered can be looked at all the same.
fn is_possible(change: &Change) -> bool {
    match change {
        Change::File(path) => is_clean_path(path),
        Change::Files(paths) => !paths.is_empty() && paths.iter().all(|path| is_clean_path(path)),
        Change::NoCache => true,
        Change::FirstBuild
        | Change::Nothing
        | Change::AppCode
        | Change::BaseImage(_)
        | Change::Argument(_)
        | Change::Dockerfile => false,
    }
}
