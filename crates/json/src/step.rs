use onionskin_cache::Replay;
use onionskin_graph::BuildGraph;
use onionskin_report::cause_chain;
use onionskin_syntax::Dockerfile;
use serde::Serialize;

/// What the second build does with an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is taken from the cache (`CACHED`).
    Reused,
    /// It runs again.
    Rebuilds,
    /// It runs again unless a command that runs again before it gives exactly the same output.
    RebuildsUnlessSame,
    /// Its stage is not needed for the target.
    NotBuilt,
    /// It only writes settings of the image: there is no step, and nothing to rebuild.
    Settings,
}

impl From<onionskin_cache::Verdict> for Verdict {
    fn from(verdict: onionskin_cache::Verdict) -> Self {
        match verdict {
            onionskin_cache::Verdict::Reused => Self::Reused,
            onionskin_cache::Verdict::Rebuilds => Self::Rebuilds,
            onionskin_cache::Verdict::RebuildsUnlessSame => Self::RebuildsUnlessSame,
            onionskin_cache::Verdict::NotBuilt => Self::NotBuilt,
            onionskin_cache::Verdict::Settings => Self::Settings,
        }
    }
}

/// An instruction and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Step {
    /// The first and the last line, counted from 1.
    pub lines: [u32; 2],
    /// The keyword in capitals; empty where the line has none that BuildKit knows.
    pub instruction: String,
    /// The index of its stage, counted from 0; −1 in front of the first FROM.
    pub stage: i32,
    /// The label that `docker build` prints, such as `[build 2/5]`; not there where the instruction is no step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub step: Option<String>,
    /// What the second build does with it.
    pub verdict: Verdict,
    /// Why, from the step back to the root cause, with `←` between the links.
    pub cause: String,
}

/// What becomes of each instruction of `file`, in file order.
pub fn steps(file: &Dockerfile, graph: &BuildGraph, replay: &Replay) -> Vec<Step> {
    let nodes = graph.instructions.iter().zip(&replay.outcomes);
    file.instructions()
        .zip(nodes)
        .enumerate()
        .map(|(at, (instruction, (node, outcome)))| Step {
            lines: [instruction.lines.first, instruction.lines.last],
            instruction: instruction.keyword.map_or("", |keyword| keyword.name()).to_owned(),
            stage: node.stage.and_then(|stage| i32::try_from(stage).ok()).unwrap_or(-1),
            step: node.step.as_ref().map(|step| step.label.clone()),
            verdict: outcome.verdict.into(),
            cause: cause_chain(at, &outcome.causes, graph),
        })
        .collect()
}
