use onionskin_cache::Verdict;
use onionskin_graph::{BuildGraph, Stage, stage_name};

use super::layers::LayerRow;
use super::takings::Taking;
use crate::words;

/// The most stages that the slab of a folded stage names of those that it takes from.
const MAX_NAMED: usize = 4;

/// A stage whose steps are one slab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedStage {
    /// Its steps in words: "7 steps".
    pub steps: String,
    /// The verdict of most consequence in it.
    pub verdict: Verdict,
    /// How many steps have it.
    pub n_with_verdict: usize,
    /// Whether BuildKit refuses something in it.
    pub has_error: bool,
    /// Whether the selected instruction is in it.
    pub has_selected: bool,
    /// What it takes from other stages, in words: "takes from base, deps".
    pub takes: Option<String>,
    /// The verdicts of its steps, in order.
    pub skins: Vec<Verdict>,
}

/// The slab of `stage`, whose own rows are `rows` and take `takings`.
pub(crate) fn folded(
    graph: &BuildGraph,
    stage: &Stage,
    rows: &[LayerRow],
    takings: &[Vec<Taking>],
) -> FoldedStage {
    let own = rows.get(stage.instructions.clone()).unwrap_or_default();
    let skins: Vec<Verdict> = own.iter().filter(|row| row.step.is_some()).map(|row| row.verdict).collect();
    let verdict = skins.iter().copied().max_by_key(|verdict| weight(*verdict));
    let fallback = if stage.is_needed { Verdict::Settings } else { Verdict::NotBuilt };
    let verdict = verdict.unwrap_or(fallback);
    FoldedStage {
        steps: words::n_steps(skins.len()),
        verdict,
        n_with_verdict: skins.iter().filter(|skin| **skin == verdict).count(),
        has_error: own.iter().any(|row| row.has_error),
        has_selected: own.iter().any(|row| row.is_selected),
        takes: takes(graph, takings.get(stage.instructions.clone()).unwrap_or_default()),
        skins,
    }
}

/// What tells most about a stage comes last.
const fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Settings => 0,
        Verdict::NotBuilt => 1,
        Verdict::Reused => 2,
        Verdict::RebuildsUnlessSame => 3,
        Verdict::Rebuilds => 4,
    }
}

fn takes(graph: &BuildGraph, takings: &[Vec<Taking>]) -> Option<String> {
    let mut stages: Vec<usize> = Vec::new();
    let mut is_all = true;
    for taking in takings.iter().flatten() {
        if stages.contains(&taking.stage) {
            continue;
        }
        if stages.len() < MAX_NAMED {
            stages.push(taking.stage);
        } else {
            is_all = false;
        }
    }
    let names: Vec<String> = stages.iter().map(|stage| stage_name(graph, *stage)).collect();
    (!names.is_empty()).then(|| words::takes_from(&names, is_all))
}
