//! How fast shell text is parsed, and how the time grows.
//!
//! `cargo bench -p onionskin-shell -- PATH…` parses every file under the given files and folders; without a path, the
//! RUN bodies that the tests use. Prints the fastest of several rounds in megabytes a second, then, for each shape of
//! text, the time for n, 10n and 100n pieces and how many times longer each step takes. Linear time means about 10.

#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "a benchmark reports to a terminal")]

#[path = "../tests/shell/bodies.rs"]
mod bodies;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Enough that the fastest round is one that nothing else disturbed.
const N_ROUNDS: usize = 10;

/// How many pieces the shortest text of a shape has.
const N_PIECES: usize = 1_000;

/// A shape: its name, how the text starts, the piece that is repeated, how it ends.
const SHAPES: [(&str, &str, &str, &str); 9] = [
    ("words", "echo", " hello", ""),
    ("and", "a", " && b", ""),
    ("lines", "", "echo hello\n", ""),
    ("quotes", "echo", " \"a $b\" 'c'", ""),
    ("substitutions", "echo", " $(a \"$(b)\")", ""),
    ("open quotes", "", "\"$(\"", ""),
    ("open brackets", "", "((", ""),
    ("ifs", "", "if a; then b; fi\n", ""),
    ("heredocs", "", "cat <<EOF\n$x\nEOF\n", ""),
];

fn main() -> std::io::Result<()> {
    let mut texts = Vec::new();
    for path in std::env::args_os().skip(1).filter(|arg| arg != "--bench") {
        read(Path::new(&path), &mut texts)?;
    }
    if texts.is_empty() {
        texts.extend(bodies::bodies().map(str::to_owned));
    }
    let n_bytes: usize = texts.iter().map(String::len).sum();
    let total: Duration = texts.iter().map(|text| fastest(text)).sum();
    println!(
        "parse: {} texts, {:.2} MB in {:.1} ms, {:.1} MB/s (for each text, the fastest of {N_ROUNDS} rounds)",
        texts.len(),
        n_bytes as f64 / 1e6,
        total.as_secs_f64() * 1e3,
        n_bytes as f64 / 1e6 / total.as_secs_f64(),
    );
    for (name, start, piece, end) in SHAPES {
        let times =
            [1, 10, 100].map(|factor| fastest(&format!("{start}{}{end}", piece.repeat(N_PIECES * factor))));
        let [one, ten, hundred] = times.map(|time| time.as_secs_f64() * 1e3);
        println!(
            "{name:13} {one:8.3} ms {ten:9.3} ms (x{:.1}) {hundred:9.3} ms (x{:.1})",
            ten / one,
            hundred / ten
        );
    }
    Ok(())
}

fn fastest(text: &str) -> Duration {
    (0..N_ROUNDS).map(|_| round(text)).min().unwrap_or_default()
}

fn round(text: &str) -> Duration {
    let start = Instant::now();
    black_box(onionskin_shell::parse(black_box(text)));
    start.elapsed()
}

fn read(path: &Path, texts: &mut Vec<String>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            read(&entry?.path(), texts)?;
        }
    } else {
        texts.push(String::from_utf8_lossy(&std::fs::read(path)?).into_owned());
    }
    Ok(())
}
