use std::collections::BTreeMap;

use onionskin_analysis::assumed_files;
use onionskin_cache::{Entry, FileTree, NoCache, Replay, Reruns, simulate};
use onionskin_explain::{Registry, Subject, totals};
use onionskin_graph::{BuildGraph, full_reference};
use onionskin_report::markdown_inline;
use serde::Serialize;

use crate::setup::cleaned;
use crate::{Problem, Setup, SetupError, Side, Step, Then, VERSION, steps};

/// What stands for the content of something that is not as it was.
const OTHER: &str = "other";

/// What a second build does with every instruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Simulation {
    /// The version of this shape.
    pub version: u32,
    /// What the second build stops at; null where it stops at nothing.
    pub error: Option<Problem>,
    /// How many steps rebuild, and which, in a sentence.
    pub totals: String,
    /// One for each instruction of the second build, in file order.
    pub steps: Vec<Step>,
}

impl Simulation {
    /// What `replay` says of the build of `after`, which stops at `error`.
    pub fn of(registry: &Registry, after: &Side, replay: &Replay, error: Option<Problem>) -> Self {
        let Side { source, parse, graph, .. } = after;
        let subject = Subject { registry, source, dockerfile: &parse.dockerfile, graph, replay };
        Self {
            version: VERSION,
            error,
            totals: markdown_inline(&totals(&subject)),
            steps: steps(&parse.dockerfile, graph, replay),
        }
    }

    /// The build of `source` with `setup`, then the one where `then` is different.
    ///
    /// # Errors
    /// What in `setup` or `then` cannot be.
    pub fn run(registry: &Registry, source: &str, setup: &Setup, then: &Then) -> Result<Self, SetupError> {
        let side = |source: &str, build_args| Side::new(source.to_owned(), setup.target.clone(), build_args);
        let mut build_args = setup.build_args.clone().unwrap_or_default();
        let before = side(source, build_args.clone());
        build_args.extend(then.build_args.clone().unwrap_or_default());
        let after = side(then.source.as_deref().unwrap_or(source), build_args);
        let (files, after_files) = files(setup, then, &[&before.graph, &after.graph])?;
        let images = then.images.iter().flatten().map(|image| (full_reference(image), OTHER.to_owned()));
        let no_cache = if then.no_cache == Some(true) { NoCache::All } else { NoCache::None };
        let replay = simulate(
            Some(&before.world(files, BTreeMap::new(), NoCache::None)),
            &after.world(after_files, images.collect(), no_cache),
            Reruns::Unknown,
        );
        let failure = || Problem::missing(&after.parse.dockerfile, &replay).filter(|_| setup.files.is_some());
        let error = after.error.clone().or_else(failure);
        Ok(Self::of(registry, &after, &replay, error))
    }
}

fn files(setup: &Setup, then: &Then, graphs: &[&BuildGraph]) -> Result<(FileTree, FileTree), SetupError> {
    let changed: Result<Vec<String>, _> = then.changed.iter().flatten().map(|path| cleaned(path)).collect();
    let changed = changed?;
    let Some(files) = setup.files()? else { return Ok(assumed_files(graphs, &changed)) };
    let below = |path: &String| match files.files_below(path) {
        below if below.is_empty() => vec![path.clone()],
        below => below,
    };
    let paths = changed.iter().flat_map(below);
    let after = files.with_changes(paths.map(|path| (path, Some(Entry::named_file(OTHER, 0o644)))));
    Ok(match setup.ignore_file() {
        Some(ignore) => (files.without(&ignore), after.without(&ignore)),
        None => (files, after),
    })
}
