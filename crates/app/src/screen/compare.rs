//! The document beside another Dockerfile.

mod contrasts;
mod rows;

use std::rc::Rc;

use onionskin_analysis::{Comparison, Side};
use onionskin_cache::Replay;
use onionskin_explain::{Prose, Subject};
use onionskin_text::LineIndex;

use super::editor;
use crate::words::compare as words;
use crate::{EXAMPLE, Editor, State, TooLarge, View, limit};

pub use contrasts::{ContrastKind, ContrastRow};
pub use rows::{PairRow, PairSide, RowKind};

/// The document beside another Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compare {
    /// The editor of the other Dockerfile.
    pub editor: Rc<Editor>,
    /// Whether there is an example of another Dockerfile.
    pub has_example: bool,
    /// What came of it.
    pub result: CompareResult,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareResult {
    /// There is no other Dockerfile yet.
    Empty,
    /// One of the two is too large, and why.
    TooLarge(String),
    /// They are compared.
    Compared(Rc<Compared>),
}

/// Two Dockerfiles compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// How many steps are reused, and why the first one is not that is not.
    pub totals: Prose,
    /// Why the builds that are compared are not those that would be.
    pub caveat: Option<&'static str>,
    /// The instructions of both.
    pub rows: Vec<Rc<PairRow>>,
    /// For which changes the other Dockerfile is the better one; empty where no change can be compared.
    pub summary: Prose,
    /// The changes, and what they cost with either.
    pub contrasts: Vec<ContrastRow>,
}

/// The view for `state`, where it is chosen; `document_too_large` says why the document is not explained.
pub(crate) fn compare(state: &State, document_too_large: Option<TooLarge>) -> Option<Rc<Compare>> {
    if state.view != View::Compare {
        return None;
    }
    let has_example = *state.source == *EXAMPLE;
    let Some(other) = &state.other else {
        // The same kind of editor as when there is something in it, so that the field keeps the focus.
        let editor = Editor { chunks: Some(Vec::new()), ..editor::plain_text(&"".into()) };
        return Some(Rc::new(Compare { editor: Rc::new(editor), has_example, result: CompareResult::Empty }));
    };
    let comparison = match document_too_large {
        None => limit::compare(&state.source, other, &state.setup()),
        Some(too_large) => Err(too_large),
    };
    let (editor, result) = match comparison {
        Ok(comparison) => {
            let Side { dockerfile, problems, .. } = &comparison.after;
            let editor = editor::coloured(other, dockerfile, problems, &LineIndex::new(other));
            (editor, CompareResult::Compared(Rc::new(compared(state, other, &comparison))))
        }
        Err(too_large) => (editor::plain_text(other), CompareResult::TooLarge(too_large.to_string())),
    };
    Some(Rc::new(Compare { editor: Rc::new(editor), has_example, result }))
}

fn compared(state: &State, other: &str, comparison: &Comparison) -> Compared {
    let sides = Sides { state, other, comparison };
    let contrasts = contrasts::contrasts(&sides);
    let has_problems = |side: &Side| !side.problems.is_empty();
    Compared {
        totals: rows::totals(&sides),
        caveat: (has_problems(&comparison.before) || has_problems(&comparison.after))
            .then_some(words::CAVEAT),
        rows: rows::rows(&sides),
        summary: contrasts::summary(&contrasts),
        contrasts,
    }
}

/// Both Dockerfiles.
struct Sides<'a> {
    state: &'a State,
    other: &'a str,
    comparison: &'a Comparison,
}

impl<'a> Sides<'a> {
    /// The document under `replay`.
    fn before(&self, replay: &'a Replay) -> Subject<'a> {
        self.subject(&self.state.source, &self.comparison.before, replay)
    }

    /// The other Dockerfile under `replay`.
    fn after(&self, replay: &'a Replay) -> Subject<'a> {
        self.subject(self.other, &self.comparison.after, replay)
    }

    fn subject(&self, source: &'a str, side: &'a Side, replay: &'a Replay) -> Subject<'a> {
        let Side { dockerfile, graph, .. } = side;
        Subject { registry: &self.state.explanations.registry, source, dockerfile, graph, replay }
    }
}

#[cfg(test)]
mod tests;
