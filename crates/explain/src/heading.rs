use onionskin_cache::Verdict;
use onionskin_graph::{BuildGraph, Step, stage_name};
use onionskin_syntax::{Instruction, Keyword};

use crate::Subject;

/// The most characters of an unknown word that a title has.
const MAX_TITLE_CHARACTERS: usize = 30;

/// What stands above the explanation of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Which instruction: "Step 4 of 5", "Step 2 of 5 in build"; the keyword where it is no step.
    pub title: String,
    /// What kind of instruction it is, as a phrase.
    pub kind: &'static str,
}

/// The heading of the instruction with index `at`; `None` where the file has no such instruction.
pub fn heading(subject: &Subject<'_>, at: usize) -> Option<Heading> {
    let instruction = subject.dockerfile.instructions().nth(at)?;
    let step = subject.graph.instructions.get(at).and_then(|node| node.step.as_ref());
    let verdict = subject.replay.outcomes.get(at).map(|outcome| outcome.verdict);
    Some(Heading {
        title: title(instruction, step, subject.graph, at),
        kind: kind(instruction, step, verdict == Some(Verdict::NotBuilt)),
    })
}

fn title(instruction: &Instruction, step: Option<&Step>, graph: &BuildGraph, at: usize) -> String {
    let Some(step) = step else {
        let as_written = || instruction.word.text.chars().take(MAX_TITLE_CHARACTERS).collect();
        return instruction.keyword.map_or_else(as_written, |keyword| keyword.name().to_owned());
    };
    let place = format!("Step {} of {}", step.number, step.total);
    match graph.instructions.get(at).and_then(|node| node.stage) {
        Some(stage) if graph.stages.len() > 1 => format!("{place} in {}", stage_name(graph, stage)),
        Some(_) | None => place,
    }
}

fn kind(instruction: &Instruction, step: Option<&Step>, is_left_out: bool) -> &'static str {
    match (step, instruction.keyword) {
        (_, _) if is_left_out => "not part of this build",
        (Some(step), _) if step.makes_layer => "runs at build time, makes a layer",
        (Some(_), _) => "runs at build time, makes no layer",
        (None, None) => "not an instruction that BuildKit knows",
        (None, Some(Keyword::From)) => "starts from an earlier stage: no step, no layer",
        (None, Some(_)) => "a setting: no step, no layer",
    }
}
