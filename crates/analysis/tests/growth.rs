//! Files and contexts of one size, ten times and a hundred times that. The largest take seconds where the time is linear,
//! and hours where it grows with the square; nothing is measured here (`benches/analyze.rs` does).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use onionskin_cache::{Baseline, Entry, FileTree, IgnoreFile, NoCache, Replay, Reruns, World};
use onionskin_graph::{BuildGraph, Inputs, build};

fn graph(text: &str) -> BuildGraph {
    let file = onionskin_syntax::parse(text).dockerfile;
    let graph = build(&file, &Inputs::default());
    assert_eq!(graph.instructions.len(), file.instructions().count());
    graph
}

/// The second of two builds in contexts of the files `before` and `after`.
fn replay(text: &str, graph: &BuildGraph, before: &FileTree, after: &FileTree) -> Replay {
    let none = BTreeMap::new();
    let world = |files: &FileTree| World {
        source: text,
        graph,
        files: files.clone(),
        images: BTreeMap::new(),
        build_args: &none,
        no_cache: NoCache::None,
    };
    let before = world(before);
    Baseline::of(&before, Reruns::Unknown).replay(&before, &world(after))
}

/// Checks that builds of `text(n)` are replayed, for three sizes from `smallest` on, and that every chain of causes is
/// short.
#[track_caller]
fn check(smallest: usize, text: impl Fn(usize) -> String) {
    let entry = |path: &str, content: &str| (path.to_owned(), Entry::named_file(content, 0o644));
    let before = FileTree::new(["a", "b", "dir/c"].map(|path| entry(path, "old")));
    let after = before.with_changes([("a".to_owned(), Some(Entry::named_file("new", 0o644)))]);
    for factor in [1, 10, 100] {
        let text = text(smallest * factor);
        let replay = replay(&text, &graph(&text), &before, &after);
        assert!(replay.outcomes.iter().all(|outcome| (1..=4).contains(&outcome.causes.len())));
    }
}

fn repeated(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |mut text, at| {
        let _ = text.write_str(&line(at));
        text
    })
}

#[test]
fn instructions() {
    check(100, |n| "FROM x\nCOPY a /\n".to_owned() + &"RUN y\nCOPY b /\nLABEL l=1\n".repeat(n));
    check(100, |n| "FROM x\n".to_owned() + &repeated(n, |at| format!("COPY --link a /a{at}\n")));
    check(100, |n| "FROM x\n".to_owned() + &"EXPOSE x\nNOPE\nCOPY\n".repeat(n));
    check(40, |n| "FROM x\nCOPY a /\n".to_owned() + &repeated(n, |at| format!("WORKDIR w{at}\n")));
}

#[test]
fn stages_in_a_chain() {
    check(60, |n| {
        "FROM x AS s0\nCOPY a /\n".to_owned()
            + &repeated(n, |at| format!("FROM s{at} AS s{}\nRUN y\n", at + 1))
    });
    check(40, |n| {
        "FROM x AS s0\nCOPY a /\n".to_owned()
            + &repeated(n, |at| format!("FROM x AS s{}\nCOPY --from=s{at} / /\n", at + 1))
    });
    check(40, |n| {
        let stage = |at| format!("FROM x AS s{}\nRUN --mount=from=s{at},target=/m y\n", at + 1);
        "FROM x AS s0\nCOPY a /\n".to_owned() + &repeated(n, stage)
    });
    check(40, |n| repeated(n, |at| format!("FROM image{at} AS s{at}\nRUN y\nCOPY --from=other{at} /x /\n")));
}

#[test]
fn stages_on_one_base_with_many_variables() {
    check(20, |n| {
        let variables = repeated(n, |at| format!("ENV V{at}={at}\nARG A{at}={at}\n"));
        let stages = repeated(n, |at| format!("FROM s AS s{at}\nENV W={at}\nRUN y\n"));
        let copies = repeated(n, |at| format!("COPY --from=s{at} /o /\n"));
        ["FROM x AS s\nCOPY a /\n", &variables, &stages, "FROM s\n", &copies].concat()
    });
    check(20, |n| {
        let triggers = repeated(n, |at| format!("ONBUILD RUN x{at}\n"));
        ["FROM x AS s\nCOPY a /\n", &triggers, &"FROM s\n".repeat(n)].concat()
    });
}

#[test]
fn variables() {
    check(60, |n| "FROM x\n".to_owned() + &repeated(n, |at| format!("ENV V{}=$V{at}x\nRUN y\n", at + 1)));
    check(60, |n| "FROM x\n".to_owned() + &repeated(n, |at| format!("ARG V{}=$V{at}x\nRUN y\n", at + 1)));
    check(60, |n| repeated(n, |at| format!("ARG V{}=$V{at}x\n", at + 1)) + "FROM x:$V1\n");
    check(60, |n| format!("FROM x\nENV{}\nRUN y\n", repeated(n, |at| format!(" \\\n V{at}={at}"))));
    check(60, |n| "FROM x\n".to_owned() + &repeated(n, |at| format!("ENV A=$A{}\nRUN $A\n", at % 10)));
}

#[test]
fn mounts_and_documents() {
    for mount in [
        "type=cache,target=/c",
        "source=a,target=/c",
        "type=secret,id=s",
        "type=ssh,target=/c",
        "type=tmpfs,target=/c",
    ] {
        check(40, |n| format!("FROM x\nRUN{} y\n", repeated(n, |at| format!(" \\\n --mount={mount}{at}"))));
    }
    check(40, |n| {
        let stages = repeated(n, |at| format!("FROM x AS s{at}\nRUN y{at}\n"));
        let mounts = repeated(n, |at| format!(" \\\n --mount=from=s{at},target=/c{at}"));
        [&stages, "FROM x\nRUN", &mounts, " y\n"].concat()
    });
    check(20, |n| {
        let openers = repeated(n, |at| format!(" \\\n <<E{at}"));
        let copies = repeated(n, |at| format!("COPY --from=s /E{at} /\n"));
        let bodies = repeated(n, |at| format!("E{at}\n"));
        ["FROM scratch AS s\nCOPY", &openers, " /\n", &bodies, "FROM x\n", &copies].concat()
    });
    check(40, |n| format!("FROM x\nADD{} /\n", repeated(n, |at| format!(" \\\n https://h/f{at}"))));
    check(40, |n| {
        format!("FROM x\nCOPY{} /\n", repeated(n, |at| format!(" \\\n {}", ["a", "b*", "dir/c"][at % 3])))
    });
}

#[test]
fn wildcards_and_exclusions() {
    check(20, |n| "FROM x\n".to_owned() + &repeated(n, |at| format!("COPY *a{at}* *b /\n")));
    check(20, |n| "FROM x\n".to_owned() + &repeated(n, |at| format!("COPY --exclude=*{at} --parents . /\n")));
    check(20, |n| "FROM x\nCOPY".to_owned() + &repeated(n, |at| format!(" \\\n --exclude=*{at}")) + " . /\n");
}

fn path(at: usize) -> String {
    let ending = if at.is_multiple_of(2) { "rs" } else { "md" };
    format!("d{}/e{}/file{at}.{ending}", at % 7, at % 700)
}

#[test]
fn files_and_change_sets() {
    let text = "FROM x\nCOPY d1/e1/*.rs /\nCOPY --exclude=**/*.md . /\nRUN --mount=source=d2,target=/m y\n";
    let graph = graph(text);
    for n in [300, 3_000, 100_000] {
        let entry = |content: &'static str| move |at| (path(at), Entry::named_file(content, 0o644));
        let before = FileTree::new((0..n).map(entry("old")));
        let all = FileTree::new((0..n).map(entry("new")));
        let one = before.with_changes([(path(1), Some(Entry::named_file("new", 0o644)))]);
        let none = before.with_changes((0..n).map(|at| (path(at), None)));
        for after in [&all, &one, &none] {
            let replay = replay(text, &graph, &before, after);
            assert!(replay.outcomes.iter().all(|outcome| (1..=4).contains(&outcome.causes.len())));
        }
        assert_eq!(none.n_entries(), 0);
    }
}

#[test]
fn ignore_patterns() {
    let tree = FileTree::new((0..1_000).map(|at| (path(at), Entry::named_file("", 0o644))));
    for n in [10, 100, 1_000] {
        for line in ["x", "**/x", "d1/*x", "!d1/e1/x"] {
            let (ignore, errors) = IgnoreFile::parse(&repeated(n, |at| format!("{line}{at}\n")));
            assert!(errors.is_empty());
            assert_eq!(tree.without(&ignore).n_entries(), tree.n_entries());
        }
    }
}
