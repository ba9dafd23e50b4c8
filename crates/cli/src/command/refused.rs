use onionskin_analysis::Problem;

use crate::failure::Failure;

/// The failure of a file that BuildKit refuses, for the first of these `problems`.
pub(super) fn refused(problems: &[Problem]) -> Result<(), Failure> {
    let first = problems.first().map(onionskin_json::Problem::from);
    first.map_or(Ok(()), |problem| Err(Failure::Refused(problem.to_string())))
}
