use onionskin_app::{CopyOutcome, words};
use yew::prelude::*;

/// What came of the last press on a Copy button.
pub(crate) fn copy_outcome(outcome: Option<CopyOutcome>) -> Html {
    let words = match outcome {
        None => "",
        Some(CopyOutcome::Done) => words::COPIED,
        Some(CopyOutcome::Refused) => words::COPY_REFUSED,
    };
    html! { <p class="copy-outcome" aria-live="polite">{ words }</p> }
}
