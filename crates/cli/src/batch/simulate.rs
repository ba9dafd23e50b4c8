//! `onionskin batch simulate`: what a second build reuses of a first one.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use onionskin_cache::{Entry, FileTree, IgnoreFile, NoCache, Reruns, World, simulate as replay};
use onionskin_graph::{BuildGraph, Inputs, KnownImages, OtherImages};
use onionskin_json::{Problem, Step, steps};
use onionskin_syntax::Parse;
use serde::{Deserialize, Serialize};

/// The permission bits of what has none.
const FILE_MODE: u32 = 0o644;
const DIRECTORY_MODE: u32 = 0o755;

/// Two states of the world: the first is built on an empty cache, then the second.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    id: String,
    before: State,
    after: State,
    reruns: Option<String>,
}

#[derive(Debug, Deserialize)]
struct State {
    dockerfile: String,
    dockerfile_ignore: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, File>,
    #[serde(default)]
    build_args: BTreeMap<String, String>,
    #[serde(default)]
    images: BTreeMap<String, String>,
    target: Option<String>,
    #[serde(default)]
    options: Options,
}

#[derive(Debug, Deserialize)]
struct File {
    text: Option<String>,
    base64: Option<String>,
    link: Option<String>,
    mode: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
struct Options {
    no_cache: Option<OptionNoCache>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OptionNoCache {
    All(bool),
    Stages(Vec<String>),
}

/// What becomes of each instruction.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    id: String,
    error: Option<Problem>,
    steps: Vec<Step>,
}

/// Replays the second build in `question`.
pub(crate) fn simulate(question: Question) -> Answer {
    let Question { id, before, after, reruns } = question;
    let (before, after) = (Built::of(&before), Built::of(&after));
    let reruns = if reruns.as_deref() == Some("same") { Reruns::Same } else { Reruns::Unknown };
    let replay = replay(Some(&before.world()), &after.world(), reruns);
    let steps = steps(&after.parse.dockerfile, &after.graph, &replay);
    let failure = Problem::missing(&after.parse.dockerfile, &replay);
    Answer { id, error: after.error.or(failure), steps }
}

/// A state with all that follows from it.
struct Built<'a> {
    state: &'a State,
    parse: Parse,
    graph: BuildGraph,
    error: Option<Problem>,
}

impl<'a> Built<'a> {
    fn of(state: &'a State) -> Self {
        let parse = onionskin_syntax::parse(&state.dockerfile);
        let images = KnownImages { others: OtherImages::Empty, ..KnownImages::default() };
        let State { target, build_args, .. } = state;
        let inputs =
            Inputs { target: target.clone(), build_args: build_args.clone(), images, ..Inputs::default() };
        let graph = onionskin_graph::build(&parse.dockerfile, &inputs);
        let error = Problem::of(&state.dockerfile, &parse, &graph, &inputs);
        Self { state, parse, graph, error }
    }

    fn world(&self) -> World<'_> {
        let images = self.state.images.iter();
        let images = images.map(|(image, content)| (onionskin_graph::full_reference(image), content.clone()));
        World {
            source: &self.state.dockerfile,
            graph: &self.graph,
            files: files(self.state),
            images: images.collect(),
            build_args: &self.state.build_args,
            no_cache: match &self.state.options.no_cache {
                None | Some(OptionNoCache::All(false)) => NoCache::None,
                Some(OptionNoCache::All(true)) => NoCache::All,
                Some(OptionNoCache::Stages(names)) => {
                    NoCache::Stages(names.iter().map(|name| name.to_lowercase()).collect())
                }
            },
        }
    }
}

/// The build context as the builder receives it.
fn files(state: &State) -> FileTree {
    let entry = |(path, file): (&String, &File)| {
        let entry = match file {
            File { link: Some(target), .. } => Entry::link(target),
            File { mode, .. } if path.ends_with('/') => Entry::directory(mode.unwrap_or(DIRECTORY_MODE)),
            File { text, base64, mode, .. } => {
                let decoded = base64.as_ref().and_then(|text| BASE64.decode(text.as_bytes()).ok());
                let bytes = decoded.or_else(|| Some(text.clone()?.into_bytes())).unwrap_or_default();
                Entry::file(&bytes, mode.unwrap_or(FILE_MODE))
            }
        };
        (path.clone(), entry)
    };
    let tree = FileTree::new(state.files.iter().map(entry));
    let in_context = || Some(state.files.get(".dockerignore")?.text.clone().unwrap_or_default());
    match state.dockerfile_ignore.clone().or_else(in_context) {
        Some(text) => tree.without(&IgnoreFile::parse(&text).0),
        None => tree,
    }
}
