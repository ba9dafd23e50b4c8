use std::collections::BTreeMap;

use onionskin_cache::{FileTree, NoCache, World};
use onionskin_graph::{BuildGraph, Inputs};
use onionskin_syntax::Parse;

use crate::Problem;

/// One of two builds: a Dockerfile and what its build is told.
#[derive(Clone, Debug)]
pub struct Side {
    /// The text of the Dockerfile.
    pub source: String,
    /// What is written in it.
    pub parse: Parse,
    /// Its stages and steps.
    pub graph: BuildGraph,
    /// What BuildKit stops at.
    pub error: Option<Problem>,
    build_args: BTreeMap<String, String>,
}

impl Side {
    /// The build of `source` up to `target`, the last stage where there is none, with `build_args`.
    pub fn new(source: String, target: Option<String>, build_args: BTreeMap<String, String>) -> Self {
        let parse = onionskin_syntax::parse(&source);
        let inputs = Inputs { target, build_args: build_args.clone(), ..Inputs::default() };
        let graph = onionskin_graph::build(&parse.dockerfile, &inputs);
        let error = Problem::of(&source, &parse, &graph, &inputs);
        Self { source, parse, graph, error, build_args }
    }

    /// The state of the world that is built, with the context `files` and the content of `images` that changed.
    pub fn world(&self, files: FileTree, images: BTreeMap<String, String>, no_cache: NoCache) -> World<'_> {
        World {
            source: &self.source,
            graph: &self.graph,
            files,
            images,
            build_args: &self.build_args,
            no_cache,
        }
    }
}
