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

/// Keeps the reader's draft on their device; at the latest when the page is left.
#[hook]
pub(crate) fn use_saved_draft(draft: Draft) -> DraftKeeping {
    let keeping = use_state_eq(|| DraftKeeping::Kept);
    {
        let keeping = keeping.setter();
        use_effect_with(draft, move |draft| {
            let draft = draft.clone();
            let timer = timer::after_or_leaving(DELAY_MS, move || keeping.set(save(&draft)));
            move || drop(timer)
        });
    }
    *keeping
}

fn save(draft: &Draft) -> DraftKeeping {
    match draft {
        Draft::Leave => DraftKeeping::Kept,
        Draft::Clear => {
            storage::remove(storage::DRAFT);
            DraftKeeping::Kept
        }
        Draft::Save(text) => match storage::write(storage::DRAFT, text) {
            Ok(()) => DraftKeeping::Kept,
            Err(storage::Refused) => DraftKeeping::Refused,
        },
    }
}
