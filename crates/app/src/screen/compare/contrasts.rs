use onionskin_analysis::Contrast;
use onionskin_cache::{Replay, Verdict};
use onionskin_explain::{Inline, Prose, change_labels, totals};

use super::Sides;
use crate::words::compare as words;

/// A change, and what it costs with either Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContrastRow {
    /// What the change is called.
    pub label: Prose,
    /// What it rebuilds with the document.
    pub before: Prose,
    /// What it rebuilds with the other Dockerfile.
    pub after: Prose,
    /// Which is better.
    pub kind: ContrastKind,
    /// The same in words.
    pub words: String,
}

/// What a change costs with the other Dockerfile, compared with the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContrastKind {
    /// Fewer steps.
    Better,
    /// More steps.
    Worse,
    /// As many steps.
    Equal,
    /// What commands write decides.
    Open,
    /// Only one of them takes what changes.
    Apart,
}

impl ContrastKind {
    /// The kind as scripts see it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Equal => "same",
            Self::Open => "open",
            Self::Apart => "apart",
        }
    }
}

pub(super) fn contrasts(sides: &Sides<'_>) -> Vec<ContrastRow> {
    let contrasts = &sides.comparison.contrasts;
    let changes = contrasts.iter().map(|contrast| &contrast.change);
    let labels = change_labels(&sides.state.explanations.registry, changes);
    let row = |(contrast, label): (&Contrast, Prose)| {
        let not_taken = || Prose(vec![Inline::Text(words::NOT_TAKEN.to_owned())]);
        let (before, after) = (contrast.before.as_ref(), contrast.after.as_ref());
        let (kind, words) = verdict(before, after);
        ContrastRow {
            label,
            before: before.map_or_else(not_taken, |replay| totals(&sides.before(replay))),
            after: after.map_or_else(not_taken, |replay| totals(&sides.after(replay))),
            kind,
            words,
        }
    };
    contrasts.iter().zip(labels).map(row).collect()
}

fn verdict(before: Option<&Replay>, after: Option<&Replay>) -> (ContrastKind, String) {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (Cost::of(before), Cost::of(after)),
        (Some(_), None) => return (ContrastKind::Apart, words::NOT_AFTER.to_owned()),
        (None, _) => return (ContrastKind::Apart, words::NOT_BEFORE.to_owned()),
    };
    if before == after {
        return (ContrastKind::Equal, words::EQUAL.to_owned());
    }
    let is_known = before.at_least == before.at_most && after.at_least == after.at_most;
    if after.at_least <= before.at_least && after.at_most <= before.at_most {
        let n_fewer = before.at_most - after.at_most;
        let words = if is_known { words::fewer(n_fewer) } else { words::BETTER.to_owned() };
        (ContrastKind::Better, words)
    } else if after.at_least >= before.at_least && after.at_most >= before.at_most {
        let n_more = after.at_most - before.at_most;
        let words = if is_known { words::more(n_more) } else { words::WORSE.to_owned() };
        (ContrastKind::Worse, words)
    } else {
        (ContrastKind::Open, words::OPEN.to_owned())
    }
}

/// How many steps rebuild.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cost {
    /// Where all outputs that nobody knows are the same.
    at_least: usize,
    /// Where none is.
    at_most: usize,
}

impl Cost {
    fn of(replay: &Replay) -> Self {
        let count =
            |wanted: Verdict| replay.outcomes.iter().filter(|outcome| outcome.verdict == wanted).count();
        let at_least = count(Verdict::Rebuilds);
        Self { at_least, at_most: at_least + count(Verdict::RebuildsUnlessSame) }
    }
}

/// For which changes the other Dockerfile is the better one.
pub(super) fn summary(contrasts: &[ContrastRow]) -> Prose {
    let parts = [
        (ContrastKind::Better, words::SUMMARY_BETTER),
        (ContrastKind::Worse, words::SUMMARY_WORSE),
        (ContrastKind::Equal, words::SUMMARY_EQUAL),
        (ContrastKind::Open, words::SUMMARY_OPEN),
    ];
    let labels = |kind: ContrastKind| -> Vec<&Prose> {
        contrasts.iter().filter(|row| row.kind == kind).map(|row| &row.label).collect()
    };
    let told: Vec<_> = parts
        .into_iter()
        .map(|(kind, lead)| (kind, lead, labels(kind)))
        .filter(|part| !part.2.is_empty())
        .collect();
    if told.is_empty() {
        return Prose::default();
    }
    let mut prose = Vec::new();
    if contrasts.iter().all(|row| row.kind == ContrastKind::Equal) {
        prose.push(Inline::Text([words::SUMMARY, words::SUMMARY_ALL_EQUAL].concat()));
        return Prose(prose);
    }
    for (at, (_, lead, labels)) in told.iter().enumerate() {
        let join = if at == 0 { words::SUMMARY } else { "; " };
        prose.push(Inline::Text([join, lead].concat()));
        for (at, label) in labels.iter().enumerate() {
            if at > 0 {
                let join = if at + 1 == labels.len() { words::LAST_JOIN } else { ", " };
                prose.push(Inline::Text(join.to_owned()));
            }
            prose.extend(label.0.iter().cloned());
        }
    }
    prose.push(Inline::Text(".".to_owned()));
    Prose(prose)
}
