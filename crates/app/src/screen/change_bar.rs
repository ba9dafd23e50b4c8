use onionskin_analysis::Analysis;
use onionskin_cache::Change;
use onionskin_explain::{Inline, Prose, Registry, Subject, change_labels, costs, summarize};

/// A change to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The change.
    pub change: Change,
    /// What it is called.
    pub label: Prose,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
}

/// The changes to choose from.
pub(crate) fn choices(registry: &Registry, analysis: &Analysis) -> Vec<Choice> {
    let changes = || analysis.scenarios.iter().map(|scenario| &scenario.change);
    let labelled = changes().zip(change_labels(registry, changes())).enumerate();
    labelled
        .map(|(at, (change, label))| Choice {
            change: change.clone(),
            label,
            is_chosen: at == analysis.chosen,
        })
        .collect()
}

/// What the file builds, and what its changes cost.
pub(crate) fn summary(subject: &Subject<'_>, analysis: &Analysis) -> Prose {
    let replays = analysis.scenarios.iter().map(|scenario| (&scenario.change, || scenario.replay()));
    let mut pieces = summarize(subject).0;
    let costs = costs(subject, replays).0;
    if !pieces.is_empty() && !costs.is_empty() {
        pieces.push(Inline::Text(" ".to_owned()));
    }
    pieces.extend(costs);
    Prose(pieces)
}
