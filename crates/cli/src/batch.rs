//! Answers to JSON lines.

mod explain;
mod graph;
mod parse;
mod simulate;

use std::io::{self, BufRead, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use explain::explain;
pub(crate) use graph::graph;
pub(crate) use parse::parse;
pub(crate) use simulate::simulate;

/// Reads a question from each line of `input` and writes what `reply` says of it to `output`, a line each, in
/// order. A line that is no question gets an answer that says so, with its id where it has one.
pub(crate) fn answer<Question: DeserializeOwned, Answer: Serialize>(
    input: &mut impl BufRead,
    output: &mut impl Write,
    reply: impl Fn(Question) -> Answer,
) -> io::Result<()> {
    let mut output = io::BufWriter::new(output);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        // Halves of surrogate pairs are no UTF-8; they become U+FFFD, as everything else that is none.
        let text = String::from_utf8_lossy(&line);
        if !text.trim().is_empty() {
            match serde_json::from_str::<Question>(&text) {
                Ok(question) => serde_json::to_writer(&mut output, &reply(question))?,
                Err(error) => serde_json::to_writer(&mut output, &misread(&text, &error))?,
            }
            output.write_all(b"\n")?;
        }
        line.clear();
    }
    output.flush()
}

fn misread(text: &str, error: &serde_json::Error) -> Value {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let message = format!("this line is not a question that onionskin can read: {error}");
    serde_json::json!({ "id": value.get("id"), "error": { "message": message, "line": null } })
}
