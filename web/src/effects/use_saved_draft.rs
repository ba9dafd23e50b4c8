use onionskin_app::Draft;
use yew::prelude::*;

use crate::browser::{storage, timer};

/// How long the text must rest before it is saved, in milliseconds: short, since what is not saved is lost when
/// the page is closed.
const DELAY_MS: u32 = 200;

/// Keeps the reader's draft on their device.
#[hook]
pub(crate) fn use_saved_draft(draft: Draft) {
    use_effect_with(draft, |draft| {
        let draft = draft.clone();
        let timer = timer::after(DELAY_MS, move || save(&draft));
        move || drop(timer)
    });
}

fn save(draft: &Draft) {
    match draft {
        Draft::Leave => {}
        Draft::Clear => storage::remove(storage::DRAFT),
        Draft::Save(text) => storage::write(storage::DRAFT, text),
    }
}
