//! How fast Dockerfiles are parsed.
//!
//! `cargo bench -p onionskin-syntax -- PATH…` parses every file under the given files and folders; without a
//! path, the Dockerfiles that the tests use. Prints the fastest of several rounds in megabytes a second.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    reason = "a benchmark reports to a terminal"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Enough that the fastest round is one that nothing else disturbed.
const N_ROUNDS: usize = 10;

fn main() -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data"));
    }
    let mut texts = Vec::new();
    for path in paths {
        read(&path, &mut texts)?;
    }
    let n_bytes: usize = texts.iter().map(String::len).sum();
    if n_bytes == 0 {
        eprintln!("there is no text to parse under the given paths");
        return Ok(());
    }
    let fastest = (0..N_ROUNDS).map(|_| round(&texts)).min().unwrap_or_default();
    let rate = n_bytes as f64 / 1e6 / fastest.as_secs_f64();
    println!(
        "parse: {} files, {:.2} MB in {:.1} ms, {rate:.1} MB/s (fastest of {N_ROUNDS} rounds)",
        texts.len(),
        n_bytes as f64 / 1e6,
        fastest.as_secs_f64() * 1e3,
    );
    Ok(())
}

fn round(texts: &[String]) -> Duration {
    let start = Instant::now();
    for text in texts {
        black_box(onionskin_syntax::parse(black_box(text)));
    }
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
