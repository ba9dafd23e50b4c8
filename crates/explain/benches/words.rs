//! How fast the words of a file are found and explained, commands included.
//!
//! `cargo bench -p onionskin-explain --bench words -- PATH…` takes every file under the given files and folders, and of a
//! `.jsonl` file the `text` of every line; without a path, the Dockerfiles that the tests use. What is timed is the index
//! of words; parsing the file and building its graph are not. Behind that it prints for some shapes of file the times for
//! n, 10n and 100n, and how many times longer each step takes. Linear time means about 10.

#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "a benchmark reports to a terminal")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use onionskin_cache::Replay;
use onionskin_explain::{Registry, Subject, embedded, words};
use onionskin_graph::{BuildGraph, Inputs, build};
use onionskin_syntax::{Dockerfile, parse};

/// Enough that the fastest round is one that nothing else disturbed.
const N_ROUNDS: usize = 10;
/// Enough that a small shape takes longer than the clock's step.
const N_OF_SHAPE: usize = 100;

/// A file that is ready to be explained.
struct File {
    text: String,
    dockerfile: Dockerfile,
    graph: BuildGraph,
}

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
    let registry = embedded();
    let files: Vec<_> = texts.into_iter().map(file).collect();
    report_files(&registry, &files);
    report_growth(&registry);
    Ok(())
}

fn file(text: String) -> File {
    let dockerfile = parse(&text).dockerfile;
    let graph = build(&dockerfile, &Inputs::default());
    File { text, dockerfile, graph }
}

/// How long the words of `file` take.
fn time(registry: &Registry, file: &File) -> (Duration, usize) {
    let replay = Replay::default();
    let File { text, dockerfile, graph } = file;
    let subject = Subject { registry, source: text, dockerfile, graph, replay: &replay };
    let start = Instant::now();
    let n_words = black_box(words(black_box(&subject))).len();
    (start.elapsed(), n_words)
}

/// Prints how long `files` take together, each the fastest of several rounds: whatever else runs on the machine disturbs
/// some files of every round.
fn report_files(registry: &Registry, files: &[File]) {
    let fastest = |file: &File| {
        let rounds = (0..N_ROUNDS).map(|_| time(registry, file));
        rounds.min().unwrap_or_default()
    };
    let (times, counts): (Vec<_>, Vec<_>) = files.iter().map(fastest).unzip();
    let time = times.iter().sum::<Duration>().as_secs_f64();
    let n_bytes: usize = files.iter().map(|file| file.text.len()).sum();
    println!(
        "{} files, {:.2} MB, {} words in {:.1} ms: {:.1} MB/s (each file the fastest of {N_ROUNDS} rounds)",
        files.len(),
        n_bytes as f64 / 1e6,
        counts.iter().sum::<usize>(),
        time * 1e3,
        n_bytes as f64 / 1e6 / time,
    );
}

/// A shape of file: its name and the text of it for a size.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: [Shape; 8] = [
    ("commands", |n| format!("FROM a\n{}", "RUN apt-get install -y curl\n".repeat(n))),
    ("one command", |n| format!("FROM a\nRUN apt-get install{}\n", " \\\n  curl".repeat(n))),
    ("unknown command", |n| format!("FROM a\nRUN frobnicate{}\n", " --x y".repeat(n))),
    ("one list", |n| format!("FROM a\nRUN true{}\n", " && \\\n  mkdir -p /a".repeat(n))),
    ("scripts", |n| format!("FROM a\nRUN true{}\n", "; sh -c 'ls | sort'".repeat(n))),
    ("heredoc", |n| format!("FROM a\nRUN <<EOF\n{}EOF\n", "rm -rf $a\n".repeat(n))),
    ("ENV", |n| format!("FROM a\nENV{}\n", " A=$B".repeat(n))),
    ("open variables", |n| format!("FROM a\nENV A={}\n", "${a".repeat(n))),
];

/// Prints how the time grows with the size of each shape.
fn report_growth(registry: &Registry) {
    for (name, text) in SHAPES {
        let sizes = [N_OF_SHAPE, 10 * N_OF_SHAPE, 100 * N_OF_SHAPE];
        let times = sizes.map(|n| {
            let file = file(text(n));
            (0..3).map(|_| time(registry, &file).0.as_secs_f64()).fold(f64::MAX, f64::min)
        });
        let [small, medium, large] = times;
        println!(
            "{name:17} {:9.3} ms {:9.3} ms {:9.3} ms   x{:.1} x{:.1}",
            small * 1e3,
            medium * 1e3,
            large * 1e3,
            medium / small,
            large / medium,
        );
    }
}

/// Adds the texts of the files under `path`.
fn read(path: &Path, texts: &mut Vec<String>) -> std::io::Result<()> {
    if path.is_dir() {
        for item in std::fs::read_dir(path)? {
            read(&item?.path(), texts)?;
        }
        return Ok(());
    }
    let bytes = std::fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        let text_of = |line: &str| {
            let value: serde_json::Value = serde_json::from_str(line).ok()?;
            Some(value.get("text")?.as_str()?.to_owned())
        };
        texts.extend(text.lines().filter_map(text_of));
    } else {
        texts.push(text);
    }
    Ok(())
}
