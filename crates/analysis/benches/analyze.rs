//! How fast graphs are built and builds are replayed, and how that grows with the size of a file.
//!
//! `cargo bench -p onionskin-analysis --bench analyze -- PATH…` takes every file under the given files and folders, and of
//! a `.jsonl` file the `text` of every line; without a path, the Dockerfiles that the tests use. What is timed is the graph
//! and the replay of two builds between which one file has changed; parsing is not. Behind that it prints for each shape of
//! file the times for n, 10n and 100n and how many times longer each step takes. Linear time means about 10.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    reason = "a benchmark reports to a terminal"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use onionskin_cache::{Baseline, Entry, FileTree, NoCache, Reruns, World};
use onionskin_graph::{BuildGraph, Inputs};
use onionskin_syntax::{Dockerfile, parse};

/// Enough that the fastest round is one that nothing else disturbed.
const N_ROUNDS: usize = 10;
/// Enough that a small shape takes longer than the clock's step.
const N_OF_SHAPE: usize = 300;
/// Large shapes take so long that little disturbs them.
const N_SHAPE_ROUNDS: usize = 3;

fn main() -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("../syntax/tests/data"));
    }
    let mut texts = Vec::new();
    for path in paths {
        read(&path, &mut texts)?;
    }
    if texts.is_empty() {
        eprintln!("there is no text under the given paths");
    } else {
        report_files(&texts);
    }
    report_growth();
    Ok(())
}

/// Prints how long `texts` take together.
fn report_files(texts: &[String]) {
    let files: Vec<_> = texts.iter().map(|text| parse(text).dockerfile).collect();
    let before = context("old");
    let after = before.with_changes([("src/main.rs".to_owned(), Some(Entry::named_file("new", 0o644)))]);
    // The fastest time of each file by itself: whatever else runs on the machine disturbs some files of every round.
    let fastest = |run: &dyn Fn(&str, &Dockerfile)| {
        let mut times = vec![Duration::MAX; texts.len()];
        for _ in 0..N_ROUNDS {
            for ((text, file), fastest) in texts.iter().zip(&files).zip(&mut times) {
                let start = Instant::now();
                run(text, file);
                *fastest = start.elapsed().min(*fastest);
            }
        }
        times.iter().sum::<Duration>()
    };
    let n_bytes: usize = texts.iter().map(String::len).sum();
    let report = |name: &str, time: Duration| {
        println!(
            "{name:17} {} files, {:.2} MB in {:.1} ms, {:.1} MB/s, {:.1} µs a file (each file the fastest of {N_ROUNDS} rounds)",
            texts.len(),
            n_bytes as f64 / 1e6,
            time.as_secs_f64() * 1e3,
            n_bytes as f64 / 1e6 / time.as_secs_f64(),
            time.as_secs_f64() * 1e6 / texts.len() as f64,
        );
    };
    report("graph", fastest(&|_, file| drop(black_box(build(file)))));
    report("graph and replay", fastest(&|text, file| replay(text, &build(file), &before, &after)));
}

/// A small build context with the files that Dockerfiles often name.
fn context(content: &str) -> FileTree {
    let paths = ["package.json", "package-lock.json", "requirements.txt", "go.mod", "Cargo.toml"];
    let sources = (0..20).map(|at| format!("src/file{at}.rs"));
    let paths = paths.into_iter().map(str::to_owned).chain(sources).chain(["src/main.rs".to_owned()]);
    FileTree::new(paths.map(|path| (path, Entry::named_file(content, 0o644))))
}

fn build(file: &Dockerfile) -> BuildGraph {
    onionskin_graph::build(black_box(file), &Inputs::default())
}

/// Does a build in a context of the files `before`, and replays it in one of the files `after`.
fn replay(source: &str, graph: &BuildGraph, before: &FileTree, after: &FileTree) {
    let no_arguments = BTreeMap::new();
    let world = |files: &FileTree| World {
        source,
        graph,
        files: files.clone(),
        images: BTreeMap::new(),
        build_args: &no_arguments,
        no_cache: NoCache::None,
    };
    let before = world(before);
    black_box(Baseline::of(&before, Reruns::Unknown).replay(&before, &world(after)));
}

/// A shape of file: its name and the text of it for a size.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: [Shape; 15] = [
    ("commands", |n| repeated("FROM a\n", n, |_| "RUN x\n".to_owned())),
    ("copies", |n| repeated("FROM a\n", n, |at| format!("COPY src/file{at}.rs /\n"))),
    ("chain of stages", |n| {
        repeated("FROM a AS s\n", n, |at| match at {
            0 => "FROM s AS s0\nRUN x\n".to_owned(),
            _ => format!("FROM s{} AS s{at}\nRUN x\n", at - 1),
        })
    }),
    ("stages on one", |n| {
        let variables = repeated("FROM a AS s\n", n, |at| format!("ENV V{at}={at}\n"));
        let stages = repeated("", n, |at| format!("FROM s AS s{at}\nENV W={at}\nRUN x\n"));
        let copies = repeated("FROM s\n", n, |at| format!("COPY --from=s{at} /x /\n"));
        [variables, stages, copies].concat()
    }),
    ("stages from stages", |n| {
        repeated("FROM a AS s0\nCOPY src /\n", n, |at| {
            format!("FROM a AS s{}\nCOPY --from=s{at} / /\n", at + 1)
        })
    }),
    ("ENV", |n| repeated("FROM a\n", n, |at| format!("ENV V{at}=$V{}x\nRUN x\n", at.saturating_sub(1)))),
    ("ENV, one line", |n| repeated("FROM a\nENV", n, |at| format!(" \\\n V{at}={at}")) + "\nRUN x\n"),
    ("ARG", |n| repeated("FROM a\n", n, |at| format!("ARG V{at}={at}\nRUN x\n"))),
    ("global ARG", |n| repeated("", n, |at| format!("ARG V{at}=$V{}\n", at.saturating_sub(1))) + "FROM a\n"),
    ("mounts", |n| {
        repeated("FROM a\nRUN", n, |at| format!(" \\\n --mount=type=cache,target=/c{at}")) + " x\n"
    }),
    ("mounts of files", |n| {
        repeated("FROM a\nRUN", n, |at| format!(" \\\n --mount=source=src/file{at}.rs,target=/c{at}"))
            + " x\n"
    }),
    ("mounts of stages", |n| {
        let stages = repeated("", n, |at| format!("FROM a AS s{at}\nRUN x{at}\n"));
        stages + &repeated("FROM a\nRUN", n, |at| format!(" \\\n --mount=from=s{at},target=/c{at}")) + " x\n"
    }),
    ("heredocs", |n| {
        let openers = repeated("FROM a\nCOPY", n, |at| format!(" \\\n <<E{at}"));
        openers + " /\n" + &repeated("", n, |at| format!("x{at}\nE{at}\n"))
    }),
    ("wildcards", |n| repeated("FROM a\n", n, |at| format!("COPY s*/*{at}* /\n"))),
    ("triggers", |n| {
        repeated("FROM a AS s\n", n, |at| format!("ONBUILD RUN x{at}\n")) + "FROM s\nFROM s\nFROM s\n"
    }),
];

fn repeated(start: &str, n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).fold(start.to_owned(), |mut text, at| {
        let _ = text.write_str(&line(at));
        text
    })
}

fn report_growth() {
    let before = context("old");
    let after = before.with_changes([("src/main.rs".to_owned(), Some(Entry::named_file("new", 0o644)))]);
    for (name, text) in SHAPES {
        report_shape(name, &|n| {
            let text = text(n);
            let file = parse(&text).dockerfile;
            let (before, after) = (before.clone(), after.clone());
            Box::new(move || replay(&text, &build(&file), &before, &after))
        });
    }
    report_shape("files", &|n| {
        let path = |at: usize| format!("src/d{}/e{}/file{at}.rs", at % 7, at % 77);
        let entry = |at: usize| (path(at), Entry::named_file("old", 0o644));
        let before = FileTree::new((0..n * 10).map(entry));
        let after = before.with_changes([(path(3), Some(Entry::named_file("new", 0o644)))]);
        let text = "FROM a\nCOPY src/*/*/*3.rs /\nCOPY --exclude=**/*4.rs . /\n";
        let file = parse(text).dockerfile;
        Box::new(move || replay(text, &build(&file), &before, &after))
    });
    report_shape("changed files", &|n| {
        let path = |at: usize| format!("src/d{}/e{}/file{at}.rs", at % 7, at % 77);
        let before = FileTree::new((0..n * 10).map(|at| (path(at), Entry::named_file("old", 0o644))));
        let text = "FROM a\nCOPY . /\n";
        let file = parse(text).dockerfile;
        Box::new(move || {
            let changes = (0..n * 10).map(|at| (path(at), Some(Entry::named_file("new", 0o644))));
            replay(text, &build(&file), &before, &before.with_changes(changes));
        })
    });
}

/// Prints how the time of what `make` makes for a size grows with it.
fn report_shape(name: &str, make: &dyn Fn(usize) -> Box<dyn Fn()>) {
    let times = [1, 10, 100].map(|factor| {
        let run = make(N_OF_SHAPE * factor);
        let round = |_| {
            let start = Instant::now();
            run();
            start.elapsed()
        };
        (0..N_SHAPE_ROUNDS).map(round).min().unwrap_or_default().as_secs_f64() * 1e3
    });
    let [one, ten, hundred] = times;
    println!(
        "{name:18} {one:9.3} ms {ten:9.3} ms (x{:.1}) {hundred:10.3} ms (x{:.1})",
        ten / one,
        hundred / ten
    );
}

fn read(path: &Path, texts: &mut Vec<String>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            read(&entry?.path(), texts)?;
        }
        return Ok(());
    }
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        let field = |line: &str| {
            serde_json::from_str::<serde_json::Value>(line).ok()?.get("text")?.as_str().map(str::to_owned)
        };
        texts.extend(text.lines().filter_map(field));
    } else {
        texts.push(text);
    }
    Ok(())
}
