use onionskin_analysis::Problem;
use onionskin_syntax::Instruction;

/// For each of the instructions, the problems that are about it, as they come in a build.
pub(crate) fn by_instruction<'a>(
    problems: &'a [Problem],
    instructions: &[&Instruction],
) -> Vec<Vec<&'a Problem>> {
    let mut by_instruction = vec![Vec::new(); instructions.len()];
    for problem in problems.iter().filter(|problem| is_in_the_text(problem)) {
        let n_started =
            instructions.partition_point(|instruction| instruction.span.start <= problem.span.start);
        if let Some(own) = n_started.checked_sub(1).and_then(|at| by_instruction.get_mut(at)) {
            own.push(problem);
        }
    }
    by_instruction
}

/// Whether a problem is about something that stands in the file. That a target is missing, say, is not.
pub(crate) fn is_in_the_text(problem: &Problem) -> bool {
    problem.line.is_some() || !problem.span.is_empty()
}

/// BuildKit's message, with the line that BuildKit names beside it where the message itself has none.
pub(crate) fn told(problem: &Problem) -> String {
    let Problem { message, line, .. } = problem;
    match line {
        Some(line) if !message.contains(&format!("line {line}:")) => format!("{message} (line {line})"),
        _ => message.clone(),
    }
}
