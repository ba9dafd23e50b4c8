use std::fmt;

use onionskin_cache::Replay;
use onionskin_graph::{BuildGraph, Inputs, check_options_error};
use onionskin_syntax::{Dockerfile, Parse, SyntaxError};
use serde::Serialize;

/// What BuildKit stops at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Problem {
    /// BuildKit's wording.
    pub message: String,
    /// The line that BuildKit names, counted from 1; null where it names none.
    pub line: Option<u32>,
}

impl Problem {
    /// The first error of a file: one of its syntax, else one of what it means.
    pub fn of(source: &str, parse: &Parse, graph: &BuildGraph, inputs: &Inputs) -> Option<Self> {
        if source.is_empty() {
            // A build looks at this before it parses.
            return Some(Self { message: "the Dockerfile cannot be empty".to_owned(), line: None });
        }
        if let Some(message) = check_options_error(&parse.dockerfile, inputs) {
            return Some(Self { message, line: None });
        }
        if let Some(SyntaxError { message, line, .. }) = parse.errors.first() {
            return Some(Self { message: message.clone(), line: *line });
        }
        let error = graph.errors.first()?;
        let instruction = error.instruction.and_then(|at| parse.dockerfile.instructions().nth(at));
        Some(Self {
            message: error.message.clone(),
            line: instruction.map(|instruction| instruction.lines.first),
        })
    }

    /// The first file that the build of `file` does not find, as `replay` has it.
    pub fn missing(file: &Dockerfile, replay: &Replay) -> Option<Self> {
        let (at, failure) = replay.failures.first()?;
        Some(Self {
            message: format!("failed to compute cache key: failed to calculate checksum: {failure}"),
            line: file.instructions().nth(*at).map(|instruction| instruction.lines.first),
        })
    }
}

impl From<&onionskin_analysis::Problem> for Problem {
    fn from(problem: &onionskin_analysis::Problem) -> Self {
        Self { message: problem.message.clone(), line: problem.line }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
