use std::collections::BTreeMap;

use onionskin_cache::{Baseline, Change, FileTree, NoCache, Replay, Reruns, World, simulate};
use onionskin_graph::{BuildGraph, Inputs, full_reference};
use onionskin_syntax::{Dockerfile, Parse};

use crate::context::Files;
use crate::offers::{self, Argument};
use crate::{Setup, problem};

/// The content of an image that has changed.
const OTHER: &str = "other";

/// A Dockerfile and all that a build of it follows from.
pub(crate) struct Built<'a> {
    pub(crate) source: &'a str,
    pub(crate) parse: Parse,
    pub(crate) graph: BuildGraph,
    /// The build arguments that it declares.
    pub(crate) arguments: Vec<Argument>,
    target: Option<&'a String>,
    build_args: &'a BTreeMap<String, String>,
}

impl<'a> Built<'a> {
    pub(crate) fn new(source: &'a str, setup: &'a Setup) -> Self {
        let parse = onionskin_syntax::parse(source);
        let (target, build_args) = (setup.target.as_ref(), &setup.build_args);
        let graph = graph(&parse.dockerfile, target, build_args);
        let arguments = offers::arguments(&graph);
        Self { source, parse, graph, arguments, target, build_args }
    }

    /// Its build with the context `files`.
    pub(crate) fn world(&self, files: FileTree) -> World<'_> {
        World {
            source: self.source,
            graph: &self.graph,
            files,
            images: BTreeMap::new(),
            build_args: self.build_args,
            no_cache: NoCache::None,
        }
    }

    /// Its build after `change`, where `baseline` is that of `world` and the context is one of `files`.
    pub(crate) fn replay(
        &self,
        baseline: &Baseline<'_>,
        world: &World<'_>,
        files: &Files<'_>,
        change: &Change,
    ) -> Replay {
        let replay = match change {
            Change::FirstBuild => simulate(None, world, Reruns::Unknown),
            Change::Argument(name) => {
                let build_args = offers::with_other_value(self.build_args, &self.arguments, name);
                let graph = graph(&self.parse.dockerfile, self.target, &build_args);
                baseline.replay(&World { graph: &graph, build_args: &build_args, ..world.clone() })
            }
            Change::BaseImage(image) => {
                let mut images = BTreeMap::new();
                images.insert(full_reference(image), OTHER.to_owned());
                baseline.replay(&World { images, ..world.clone() })
            }
            Change::NoCache => baseline.replay(&World { no_cache: NoCache::All, ..world.clone() }),
            Change::Nothing | Change::Dockerfile => baseline.replay(world),
            Change::File(path) if !world.files.has(path) => {
                // Where it is not there yet, it is there in both builds: it changed, it did not come.
                let (before, after) = files.before_and_after(change);
                let before = World { files: before, ..world.clone() };
                simulate(Some(&before), &World { files: after, ..world.clone() }, Reruns::Unknown)
            }
            Change::AppCode | Change::File(_) | Change::Files(_) => {
                let (_, after) = files.before_and_after(change);
                baseline.replay(&World { files: after, ..world.clone() })
            }
        };
        replay.with_root(change)
    }

    /// What is wrong with it.
    pub(crate) fn problems(&self) -> Vec<problem::Problem> {
        problem::problems(&self.parse, &self.graph)
    }
}

fn graph(file: &Dockerfile, target: Option<&String>, build_args: &BTreeMap<String, String>) -> BuildGraph {
    let (target, build_args) = (target.cloned(), build_args.clone());
    onionskin_graph::build(file, &Inputs { target, build_args, ..Inputs::default() })
}
