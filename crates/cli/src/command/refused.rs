use onionskin_analysis::Problem;

use crate::failure::Failure;

/// The failure of a file that BuildKit refuses, for the first of these `problems`.
pub(super) fn refused(problems: &[Problem]) -> Result<(), Failure> {
    let Some(problem) = problems.first() else { return Ok(()) };
    Err(Failure::Refused(match problem.line {
        Some(line) => format!("line {line}: {}", problem.message),
        None => problem.message.clone(),
    }))
}
