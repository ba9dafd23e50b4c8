use onionskin_app::Draft;
use yew::prelude::*;

use crate::browser::{storage, timer};

/// How long the text must rest before it is saved, in milliseconds: short, since what is not saved is lost when
/// the page is closed.
const DELAY_MS: u32 = 200;

/// Keeps a draft of the reader's on their device, under `key`.
#[hook]
pub(crate) fn use_saved_draft(key: &'static str, draft: Draft) {
    use_effect_with(draft, move |draft| {
        let draft = draft.clone();
        let timer = timer::after(DELAY_MS, move || save(key, &draft));
        move || drop(timer)
    });
}

fn save(key: &str, draft: &Draft) {
    match draft {
        Draft::Leave => {}
        Draft::Clear => storage::remove(key),
        Draft::Save(text) => storage::write(key, text),
    }
}
