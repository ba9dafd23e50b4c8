//! What a second build does, as JSON.

use onionskin_cache::Replay;
use onionskin_graph::BuildGraph;
use onionskin_syntax::Dockerfile;
use serde::Serialize;

use onionskin_report::cause_chain;

/// What becomes of an instruction.
#[derive(Debug, Serialize)]
pub(crate) struct Step {
    lines: [u32; 2],
    instruction: String,
    /// −1 in front of the first FROM.
    stage: i64,
    #[serde(rename = "step", skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    verdict: &'static str,
    cause: String,
}

/// One for each instruction, in file order.
pub(crate) fn steps(file: &Dockerfile, graph: &BuildGraph, replay: &Replay) -> Vec<Step> {
    let nodes = graph.instructions.iter().zip(&replay.outcomes);
    file.instructions()
        .zip(nodes)
        .enumerate()
        .map(|(at, (instruction, (node, outcome)))| Step {
            lines: [instruction.lines.first, instruction.lines.last],
            instruction: instruction.keyword.map_or("", |keyword| keyword.name()).to_owned(),
            stage: node.stage.and_then(|stage| i64::try_from(stage).ok()).unwrap_or(-1),
            label: node.step.as_ref().map(|step| step.label.clone()),
            verdict: outcome.verdict.name(),
            cause: cause_chain(at, &outcome.causes, graph),
        })
        .collect()
}
