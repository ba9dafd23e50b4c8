use onionskin_app::Draft;
use yew::prelude::*;

use crate::browser::{storage, timer};

/// How long the text must rest before it is saved, in milliseconds: short, since what is not saved is lost when
/// the page is closed.
const DELAY_MS: u32 = 200;

/// What came of the last attempt to keep the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DraftKeeping {
    /// It is kept, or there is none.
    Kept,
    /// The browser refused.
    Refused,
}

/// Keeps a draft of the reader's on their device, under `key`; at the latest when the page is left.
#[hook]
pub(crate) fn use_saved_draft(key: &'static str, draft: Draft) -> DraftKeeping {
    let keeping = use_state_eq(|| DraftKeeping::Kept);
    {
        let keeping = keeping.setter();
        use_effect_with(draft, move |draft| {
            let draft = draft.clone();
            let timer = timer::after_or_leaving(DELAY_MS, move || keeping.set(save_draft(key, &draft)));
            move || drop(timer)
        });
    }
    *keeping
}

/// Keeps a draft now.
pub(crate) fn save_draft(key: &'static str, draft: &Draft) -> DraftKeeping {
    let draft = match draft {
        Draft::Leave => return DraftKeeping::Kept,
        Draft::Clear => None,
        Draft::Save(text) => Some(text),
    };
    match storage::keep_draft(key, draft) {
        Ok(()) => DraftKeeping::Kept,
        Err(storage::Refused) => DraftKeeping::Refused,
    }
}
