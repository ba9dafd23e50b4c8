//! How long links to Dockerfiles are.
//!
//! In: files with a line of JSON for each Dockerfile, which has its `text`; `-` is standard input. Out: how many characters
//! their links have (`p50`: half of them have at most so many), and whether each of them is read as it was made.
//!
//! ```sh
//! gzip -dc corpus.jsonl.gz | cargo run --release -p onionskin-share --example link-lengths -- -
//! ```

#![expect(clippy::print_stdout, reason = "that is what it is for")]

use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::process::ExitCode;

use onionskin_share::{Document, decode, encode};
use serde_json::Value;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut lengths = Vec::new();
    let mut n_other = 0;
    for path in std::env::args().skip(1) {
        let input: Box<dyn BufRead> = if path == "-" {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(path)?))
        };
        for line in input.lines() {
            let dockerfile: Value = serde_json::from_str(&line?)?;
            let text = dockerfile.get("text").and_then(Value::as_str).ok_or("a line without a text")?;
            let document = Document { source: text.to_owned(), ..Document::default() };
            let link = encode(&document)?;
            let is_same = decode(&link).as_ref() == Ok(&document);
            let ends_well = link.ends_with(|end: char| end.is_ascii_alphanumeric());
            n_other += usize::from(!is_same || !ends_well);
            lengths.push(link.len());
        }
    }
    lengths.sort_unstable();
    for percent in [50, 75, 90, 99, 100] {
        let place = (lengths.len() * percent / 100).min(lengths.len().saturating_sub(1));
        println!("p{percent}: {} characters", lengths.get(place).ok_or("no Dockerfile")?);
    }
    println!("{} links; {n_other} that are not read as they were made, or end in - or _", lengths.len());
    Ok(if n_other == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
