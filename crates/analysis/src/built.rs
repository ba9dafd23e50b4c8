use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_cache::{FileTree, NoCache, World};
use onionskin_graph::{BuildGraph, Inputs};
use onionskin_syntax::{Dockerfile, Parse, SyntaxError};

use crate::offers::{self, Argument};
use crate::{Setup, problem};

/// A Dockerfile and all that a build of it follows from, but for its context.
#[derive(Debug)]
pub(crate) struct Built {
    source: Box<str>,
    pub(crate) dockerfile: Rc<Dockerfile>,
    errors: Vec<SyntaxError>,
    pub(crate) graph: Rc<BuildGraph>,
    /// The build arguments that it declares.
    pub(crate) arguments: Vec<Argument>,
    target: Option<String>,
    pub(crate) build_args: BTreeMap<String, String>,
}

impl Built {
    pub(crate) fn new(source: &str, setup: &Setup) -> Self {
        let Parse { dockerfile, errors, .. } = onionskin_syntax::parse(source);
        let graph = graph(&dockerfile, setup.target.as_ref(), &setup.build_args);
        let arguments = offers::arguments(&graph);
        Self {
            source: source.into(),
            dockerfile: Rc::new(dockerfile),
            errors,
            graph: Rc::new(graph),
            arguments,
            target: setup.target.clone(),
            build_args: setup.build_args.clone(),
        }
    }

    /// Its build with the context `files`.
    pub(crate) fn world(&self, files: FileTree) -> World<'_> {
        World {
            source: &self.source,
            graph: &self.graph,
            files,
            images: BTreeMap::new(),
            build_args: &self.build_args,
            no_cache: NoCache::None,
        }
    }

    /// The stages and steps with other build arguments.
    pub(crate) fn graph_with(&self, build_args: &BTreeMap<String, String>) -> BuildGraph {
        graph(&self.dockerfile, self.target.as_ref(), build_args)
    }

    /// What is wrong with it.
    pub(crate) fn problems(&self) -> Vec<problem::Problem> {
        problem::problems(&self.dockerfile, &self.errors, &self.graph)
    }
}

fn graph(file: &Dockerfile, target: Option<&String>, build_args: &BTreeMap<String, String>) -> BuildGraph {
    let (target, build_args) = (target.cloned(), build_args.clone());
    onionskin_graph::build(file, &Inputs { target, build_args, ..Inputs::default() })
}
