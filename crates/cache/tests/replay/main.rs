//! What a second build does, drawn as one line for every instruction.

mod draw;
mod one_stage;
mod several_stages;

use onionskin_cache::{Change, Entry, FileTree, Replay, World, simulate};
use onionskin_graph::{BuildGraph, Inputs, build};

fn graph(source: &str) -> BuildGraph {
    build(&onionskin_syntax::parse(source).dockerfile, &Inputs::default())
}

fn files(paths: &[&str], changed: Option<&str>) -> FileTree {
    let content = |path: &str| if Some(path) == changed { "new" } else { "old" };
    FileTree::new(paths.iter().map(|&path| (path.to_owned(), Entry::named_file(content(path), 0o644))))
}

/// The second build of `source` in a context of the files `paths`, of which `changed` is different from before.
fn replay(source: &str, paths: &[&str], changed: &str) -> Replay {
    let graph = graph(source);
    let world = |changed| World { graph: &graph, files: files(paths, changed), images: [].into() };
    simulate(Some(&world(None)), &world(Some(changed)), &Change::File(changed.to_owned()))
}

/// Checks what the instructions of `source` do and why, in a context with the files `a`, `b`, `dir/c` and `dir/d`
/// of which `changed` is different from before. Instructions count from 0.
#[track_caller]
fn check(source: &str, changed: &str, expected: &[&str]) {
    assert_eq!(draw::replay(&replay(source, &["a", "b", "dir/c", "dir/d"], changed)), expected);
}

#[test]
fn a_first_build_rebuilds_everything() {
    let source = "ARG V\nFROM x AS s\nENV A=1\nRUN y\nFROM z AS unused\nRUN y\nFROM scratch\nCOPY --from=s /o /o\nCOPY a /a\n";
    let graph = graph(source);
    let world = World { graph: &graph, files: FileTree::default(), images: [].into() };
    assert_eq!(
        draw::replay(&simulate(None, &world, &Change::Nothing)),
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
fn another_image_rebuilds_what_stands_on_it() {
    let graph = graph("FROM x AS s\nCOPY a /\nFROM y\nCOPY --link a /\nCOPY --from=s /a /b\n");
    let world = |content: &str| World {
        graph: &graph,
        files: files(&["a"], None),
        images: [("y".to_owned(), content.to_owned())].into(),
    };
    assert_eq!(
        draw::replay(&simulate(Some(&world("1")), &world("2"), &Change::Nothing)),
        [
            "reused: same image",
            "reused",
            "rebuilds: nothing",
            "reused",
            "rebuilds: nothing > 4 starts from 3",
        ]
    );
}

#[test]
fn edits_rebuild_from_the_edited_step_on() {
    let (before, after) = (
        graph("FROM x\nCOPY a /\nRUN y\nCOPY b /\n"),
        graph("FROM x\nLABEL l=1\nCOPY a /\nRUN z\nCOPY b /\n"),
    );
    let world = |graph| World { graph, files: files(&["a", "b"], None), images: [].into() };
    assert_eq!(
        draw::replay(&simulate(Some(&world(&before)), &world(&after), &Change::Nothing)),
        [
            "reused: same image",
            "settings",
            "reused",
            "rebuilds: nothing",
            "rebuilds: nothing > 4 starts from 3"
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
