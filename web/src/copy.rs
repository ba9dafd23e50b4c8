use onionskin_app::{Action, Copied, CopyField, CopyOutcome};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{clipboard, focus};

/// A text to copy.
pub(crate) struct Copy {
    /// What it is of.
    pub(crate) field: CopyField,
    /// The text.
    pub(crate) text: String,
    /// The field that shows it, at the latest once the browser has refused to copy it.
    pub(crate) place: NodeRef,
}

/// Copies a text and tells what came of it. What the browser refuses to copy is selected, for the reader to copy it.
#[hook]
pub(crate) fn use_copy(dispatch: &Callback<Action>) -> Callback<Copy> {
    // What was refused last, and how often that came: each time the text is selected anew.
    let refused = use_state(|| (NodeRef::default(), 0_u32));
    use_effect_with((*refused).clone(), |(place, _)| focus::select(place));
    let (dispatch, n_refused) = (dispatch.clone(), refused.1);
    Callback::from(move |Copy { field, text, place }| {
        let (dispatch, refused) = (dispatch.clone(), refused.clone());
        spawn_local(async move {
            let is_copied = clipboard::copy(&text).await.is_ok();
            let outcome = if is_copied { CopyOutcome::Done } else { CopyOutcome::Refused };
            dispatch.emit(Action::CopyFinished(Copied { field, outcome }));
            if !is_copied {
                refused.set((place, n_refused.wrapping_add(1)));
            }
        });
    })
}
