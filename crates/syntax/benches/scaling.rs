//! How parse time grows with the number of lines: for each shape of file, the time for n, 10n and 100n lines and
//! how many times longer each step takes. Linear time means about 10.
//!
//! `cargo bench -p onionskin-syntax --bench scaling`

#![expect(clippy::print_stdout, reason = "a benchmark reports to a terminal")]

use std::hint::black_box;
use std::time::{Duration, Instant};

const N_LINES: usize = 1_000;
const N_ROUNDS: usize = 7;

/// A shape: its name, how the file starts, the line that is repeated, how it ends.
const SHAPES: [(&str, &str, &str, &str); 7] = [
    ("plain", "FROM a\n", "RUN echo hello\n", ""),
    ("continued", "FROM a\nRUN x", " \\\n  && echo hello", "\n"),
    ("heredoc", "FROM a\nRUN <<EOF\n", "echo hello\n", "EOF\n"),
    ("heredocs", "FROM a\n", "RUN <<EOF\necho hello\nEOF\n", ""),
    ("unterminated", "FROM a\nRUN <<EOF\n", "echo hello\n", ""),
    ("unterminated each", "FROM a\n", "RUN <<EOF\n", ""),
    ("comments", "FROM a\n", "# a comment\n", ""),
];

fn main() {
    for (name, start, line, end) in SHAPES {
        let times = [1, 10, 100].map(|factor| {
            let text = format!("{start}{}{end}", line.repeat(N_LINES * factor));
            (0..N_ROUNDS).map(|_| time(&text)).min().unwrap_or_default()
        });
        let [one, ten, hundred] = times.map(|time| time.as_secs_f64() * 1e3);
        println!(
            "{name:17} {one:8.3} ms {ten:9.3} ms (x{:.1}) {hundred:9.3} ms (x{:.1})",
            ten / one,
            hundred / ten
        );
    }
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    black_box(onionskin_syntax::parse(black_box(text)));
    start.elapsed()
}
