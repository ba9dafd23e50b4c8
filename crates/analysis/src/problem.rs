use onionskin_cache::SelectError;
use onionskin_graph::BuildGraph;
use onionskin_syntax::{Dockerfile, Instruction, SyntaxError};
use onionskin_text::Span;

/// Something that a build stops at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// BuildKit's wording.
    pub message: String,
    /// The line that BuildKit names, counted from 1; `None` where it names none.
    pub line: Option<u32>,
    /// What it is about, to be marked in the source; empty at the start of the file where it is about nothing in it.
    pub span: Span,
}

/// What is wrong with a file, the problem that BuildKit stops at first. What it means is looked at only where its syntax
/// is right.
pub(crate) fn problems(file: &Dockerfile, errors: &[SyntaxError], graph: &BuildGraph) -> Vec<Problem> {
    if errors.is_empty() {
        let instructions: Vec<_> = file.instructions().collect();
        let error = |error: &onionskin_graph::GraphError| {
            let instruction = error.instruction.and_then(|at| instructions.get(at).copied());
            about(instruction, error.message.clone())
        };
        return graph.errors.iter().map(error).collect();
    }
    let error =
        |error: &SyntaxError| Problem { message: error.message.clone(), line: error.line, span: error.span };
    errors.iter().map(error).collect()
}

/// What a build with a known context stops at because files are not there or cannot be selected.
pub(crate) fn missing<'a>(
    file: &'a Dockerfile,
    failures: &'a [(usize, SelectError)],
) -> impl Iterator<Item = Problem> + use<'a> {
    failures.iter().map(|(at, failure)| {
        let message = format!("failed to compute cache key: failed to calculate checksum of ref: {failure}");
        about(file.instructions().nth(*at), message)
    })
}

fn about(instruction: Option<&Instruction>, message: String) -> Problem {
    Problem {
        message,
        line: instruction.map(|instruction| instruction.lines.first),
        span: instruction.map_or_else(|| Span::new(0, 0), |instruction| instruction.span),
    }
}
