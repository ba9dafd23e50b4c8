//! What a second build does, drawn as one line for every instruction.

mod draw;
mod edits;
mod failures;
mod one_stage;
mod outside;
mod several_stages;

use std::collections::BTreeMap;

use onionskin_cache::{Baseline, Entry, FileTree, NoCache, Replay, Reruns, World, simulate};
use onionskin_graph::{BuildGraph, Inputs, build};

/// A state of the world: a Dockerfile and all that a build of it is given.
#[derive(Clone)]
struct State {
    source: String,
    graph: BuildGraph,
    files: FileTree,
    images: BTreeMap<String, String>,
    build_args: BTreeMap<String, String>,
    no_cache: NoCache,
}

impl State {
    fn new(source: &str, files: FileTree) -> Self {
        Self::with_arguments(source, files, &[])
    }

    fn with_arguments(source: &str, files: FileTree, arguments: &[(&str, &str)]) -> Self {
        let build_args: BTreeMap<_, _> =
            arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let inputs = Inputs { build_args: build_args.clone(), ..Inputs::default() };
        Self {
            source: source.to_owned(),
            graph: build(&onionskin_syntax::parse(source).dockerfile, &inputs),
            files,
            images: BTreeMap::new(),
            build_args,
            no_cache: NoCache::None,
        }
    }

    /// The same with other content in an image, which is given by its full reference.
    fn with_image(mut self, reference: &str, content: &str) -> Self {
        self.images.insert(reference.to_owned(), content.to_owned());
        self
    }

    fn world(&self) -> World<'_> {
        World {
            source: &self.source,
            graph: &self.graph,
            files: self.files.clone(),
            images: self.images.clone(),
            build_args: &self.build_args,
            no_cache: self.no_cache.clone(),
        }
    }
}

fn files(paths: &[&str], changed: Option<&str>) -> FileTree {
    let content = |path: &str| if Some(path) == changed { "new" } else { "old" };
    FileTree::new(paths.iter().map(|&path| (path.to_owned(), Entry::named_file(content(path), 0o644))))
}

/// The files `a`, `b`, `dir/c` and `dir/d`.
fn four_files() -> FileTree {
    files(&["a", "b", "dir/c", "dir/d"], None)
}

/// The second build of `source` in a context of the files `paths`, of which `changed` is different from before.
fn replay(source: &str, paths: &[&str], changed: &str) -> Replay {
    let (before, after) =
        (State::new(source, files(paths, None)), State::new(source, files(paths, Some(changed))));
    simulate(Some(&before.world()), &after.world(), Reruns::Unknown)
}

/// Checks what the instructions of `source` do and why, in a context with the files `a`, `b`, `dir/c` and `dir/d`
/// of which `changed` is different from before. Instructions count from 0.
#[track_caller]
fn check(source: &str, changed: &str, expected: &[&str]) {
    assert_eq!(draw::replay(&replay(source, &["a", "b", "dir/c", "dir/d"], changed)), expected);
}

/// Checks what the instructions of `after` do and why where `before` was built before.
#[track_caller]
fn check_worlds(before: &State, after: &State, expected: &[&str]) {
    let replay = Baseline::of(&before.world(), Reruns::Unknown).replay(&before.world(), &after.world());
    assert_eq!(draw::replay(&replay), expected);
}

#[test]
fn a_first_build_rebuilds_everything() {
    let source = "ARG V\nFROM x AS s\nENV A=1\nRUN y\nFROM z AS unused\nRUN y\nFROM scratch\nCOPY --from=s /o /o\nCOPY a /a\n";
    let state = State::new(source, FileTree::default());
    assert_eq!(
        draw::replay(&simulate(None, &state.world(), Reruns::Unknown)),
        [
            "settings",
            "rebuilds: first build",
            "settings",
            "rebuilds: first build",
            "not built",
            "not built",
            "settings",
            "rebuilds: first build",
            "rebuilds: first build",
        ]
    );
}

#[test]
fn large_files_take_time_in_proportion() {
    const N: usize = 5_000;
    let lines = |line: &dyn Fn(usize) -> String| (1..N).map(line).collect::<String>();
    let sources = [
        ("one stage", lines(&|_| "COPY a /\nRUN x\n".to_owned())),
        ("a chain of stages", lines(&|i| format!("FROM s{} AS s{i}\nRUN x\n", i - 1))),
        (
            "copies from stage to stage",
            lines(&|i| format!("FROM scratch AS s{i}\nCOPY --from=s{} / /\n", i - 1)),
        ),
        ("copies from one stage", lines(&|i| format!("FROM scratch AS s{i}\nCOPY --from=s0 / /\n"))),
        ("wildcards", lines(&|i| format!("COPY *a{i}* /\n"))),
        ("exclusions", lines(&|i| format!("COPY --exclude=*{i} . /\n"))),
    ];
    for (name, source) in sources {
        let replay = replay(&format!("FROM scratch AS s0\nCOPY a /\n{source}"), &["a"], "a");
        assert!(replay.outcomes.len() > N, "{name}");
        assert!(replay.outcomes.iter().all(|outcome| (1..=4).contains(&outcome.causes.len())), "{name}");
    }
}
