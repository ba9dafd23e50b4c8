use crate::words::export as words;
use crate::{Arrival, ExportFormat, ExportOutcome, Layers, State};

/// What the export dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Why there is nothing to save at all.
    pub obstacle: Option<String>,
    /// Why the files with explanations cannot be made.
    pub missing: Option<&'static str>,
    /// What came of the last press on a button.
    pub outcome: Option<ExportOutcome>,
}

impl Export {
    /// Whether the file can be made.
    pub fn has(&self, format: ExportFormat) -> bool {
        self.obstacle.is_none() && (self.missing.is_none() || !format.needs_explanations())
    }
}

/// The export dialog for a page that shows `layers`.
pub(crate) fn export(state: &State, layers: &Layers) -> Export {
    let obstacle = match layers {
        Layers::Rows(_) => None,
        Layers::Empty => Some(words::EMPTY.to_owned()),
        Layers::TooLarge(message) => Some(message.clone()),
    };
    let missing = match state.explanations.arrival {
        Arrival::Awaited | Arrival::Retried => Some(words::LOADING),
        Arrival::Failed(_) => Some(words::FAILED),
        Arrival::Done => None,
    };
    Export { obstacle, missing, outcome: state.exported }
}
