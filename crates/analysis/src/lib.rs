//! One call from a source text and a change to everything there is to show.
//!
//! In: the text of a Dockerfile and a [`Setup`]: the [`Change`] that the reader chose, and what the build is told. Out:
//! an [`Analysis`]: the tree, the problems, the graph, the changes that make sense for this file, and for each of them, once
//! somebody asks, a verdict for every instruction.
//!
//! Where the build context is not known, one is imagined from what the Dockerfile names.

mod built;
mod compare;
mod context;
mod cost;
mod file_costs;
mod imagined;
mod manifest;
#[cfg(test)]
mod manifest_data_tests;
mod offers;
mod pairs;
mod path;
mod problem;
mod rebuilt;
mod scenario;
mod sources;

use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_cache::{Change, FileTree, Replay, SelectError};
use onionskin_graph::BuildGraph;
use onionskin_syntax::Dockerfile;

use built::Built;
use context::Files;
use imagined::ImaginedContext;
use path::is_clean_path;
use rebuilt::Rebuilt;

pub use compare::{Comparison, Contrast, Side, compare};
pub use context::{Context, ContextBuilder};
pub use cost::{Cost, cost};
pub use file_costs::{FileCost, StepCounts, file_costs};
pub use manifest::ecosystem_of;
pub use offers::Argument;
pub use pairs::Pair;
pub use problem::Problem;
pub use scenario::Scenario;

/// What a file is analyzed with.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// What is different.
    pub change: Change,
    /// The stage to build (`--target`); the last one where there is none, or an empty name.
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
    pub dockerfile: Rc<Dockerfile>,
    /// All problems, the one that BuildKit stops at first.
    pub problems: Vec<Problem>,
    /// The stages and steps; those of the last stage where the file has no target of the name that was asked for, which
    /// is one of the problems.
    pub graph: Rc<BuildGraph>,
    /// The build arguments that the file declares.
    pub arguments: Vec<Argument>,
    /// The changes to choose from, each with what it rebuilds, in the order of the change bar: first build, nothing,
    /// each dependency manifest that the file copies, app code where it copies any, each base image, each build
    /// argument. Never empty.
    pub scenarios: Vec<Scenario>,
    /// The index of the chosen scenario: that of the change that was asked for where it makes sense for this
    /// file, else that of [`Change::Nothing`].
    pub chosen: usize,
    /// How many of the scenarios every file like this is offered. One that only was asked for stands behind them.
    pub n_offered: usize,
}

impl Analysis {
    /// Chooses `change`, so that this is what [`analyze`] makes of the same source with that change and else the same setup.
    /// Returns whether it is; where not, nothing is different. A context that is known must not be part of the setup: with
    /// one, problems depend on the change.
    pub fn choose(&mut self, change: &Change) -> bool {
        let chosen = self.scenarios.iter().position(|scenario| scenario.change == *change);
        let Some(chosen) = chosen.filter(|_| self.scenarios.len() == self.n_offered) else { return false };
        self.chosen = chosen;
        true
    }
}

/// Analyzes `source` with `setup`.
///
/// A change of files that is not offered, as a link may ask for, has its scenario behind the others, where their paths
/// can be those of files in a build context.
pub fn analyze(source: &str, setup: &Setup) -> Analysis {
    let built = Built::new(source, setup);
    let files = Files::of(&[&built.graph], setup.context.as_ref());

    let mut changes = vec![Change::FirstBuild, Change::Nothing];
    changes.extend(files.changes());
    changes.extend(offers::changes(&built.graph, &built.arguments));
    let n_offered = changes.len();
    if !changes.contains(&setup.change) && is_possible(&setup.change) {
        changes.push(setup.change.clone());
    }
    let index_of = |wanted: &Change| changes.iter().position(|change| change == wanted);
    let chosen = index_of(&setup.change).or_else(|| index_of(&Change::Nothing)).unwrap_or_default();

    let rebuilt = Rc::new(Rebuilt::new(built, files));
    let scenarios: Vec<Scenario> =
        changes.into_iter().map(|change| Scenario::new(change, &rebuilt)).collect();
    let Built { dockerfile, graph, arguments, .. } = &rebuilt.built;
    let mut problems = rebuilt.built.problems();
    if setup.context.is_some() && problems.is_empty() {
        problems.extend(problem::missing(dockerfile, failures(&scenarios)));
    }
    Analysis {
        dockerfile: Rc::clone(dockerfile),
        problems,
        graph: Rc::clone(graph),
        arguments: arguments.clone(),
        scenarios,
        chosen,
        n_offered,
    }
}

/// Where the build fails with the files as they are. A change of a file that is not there yet takes it to be there.
fn failures(scenarios: &[Scenario]) -> &[(usize, SelectError)] {
    let as_it_is = scenarios.iter().find(|scenario| scenario.change == Change::Nothing);
    as_it_is.map(|scenario| scenario.replay().failures.as_slice()).unwrap_or_default()
}

impl Analysis {
    /// What the chosen change rebuilds.
    pub fn replay(&self) -> &Replay {
        static NOTHING: Replay = Replay { outcomes: Vec::new(), failures: Vec::new() };
        self.scenarios.get(self.chosen).map_or(&NOTHING, Scenario::replay)
    }

    /// Where the build fails with the files as they are, by the index of the instruction.
    pub fn failures(&self) -> &[(usize, SelectError)] {
        failures(&self.scenarios)
    }
}

/// The files that the Dockerfiles behind `graphs` name, before and after those at `changed` change. For builds whose
/// context is not known.
pub fn assumed_files(graphs: &[&BuildGraph], changed: &[String]) -> (FileTree, FileTree) {
    ImaginedContext::of_all(graphs).before_and_after(&Change::Files(changed.to_vec()))
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
