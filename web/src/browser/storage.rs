//! What is kept on the reader's device. Storage may be blocked or full; then the page works without.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::Storage;

thread_local! {
    /// The drafts that this tab has last found or kept, by their keys. Another tab may have kept another one since.
    static DRAFTS: RefCell<BTreeMap<&'static str, Rc<str>>> = RefCell::default();
}

/// The key of the draft.
pub(crate) const DRAFT: &str = "onionskin.draft";

/// The key of the Dockerfile that the draft is compared with.
pub(crate) const OTHER: &str = "onionskin.other";

/// The key of how long steps take.
pub(crate) const DURATIONS: &str = "onionskin.durations";

/// The key of the theme's name; `boot.js` reads it too.
pub(crate) const THEME: &str = "onionskin.theme";

/// The key of a text that was in the editor when the page stopped; `boot.js` writes it.
pub(crate) const RESCUED: &str = "onionskin.rescued";

/// The key that says whether single keys do something.
pub(crate) const SINGLE_KEYS: &str = "onionskin.single-keys";

/// The browser has no room, or does not let the page keep anything.
pub(crate) struct Refused;

/// What is kept under `key`.
pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// The draft that is kept under `key`. It is what this tab starts from.
pub(crate) fn find_draft(key: &'static str) -> Option<String> {
    let draft = read(key)?;
    DRAFTS.with_borrow_mut(|drafts| drafts.insert(key, draft.as_str().into()));
    Some(draft)
}

/// Keeps a draft under `key`, or none, where it is other than what this tab has found or kept last: what another tab has kept
/// meanwhile is newer than what was not changed here.
pub(crate) fn keep_draft(key: &'static str, draft: Option<&Rc<str>>) -> Result<(), Refused> {
    DRAFTS.with_borrow_mut(|drafts| {
        if drafts.get(key) == draft {
            return Ok(());
        }
        if let Some(draft) = draft {
            write(key, draft)?;
            drafts.insert(key, Rc::clone(draft));
        } else {
            remove(key);
            drafts.remove(key);
        }
        Ok(())
    })
}

/// Keeps `value` under `key`, where the browser lets it.
pub(crate) fn write(key: &str, value: &str) -> Result<(), Refused> {
    storage().ok_or(Refused)?.set_item(key, value).map_err(|_| Refused)
}

/// Forgets what is kept under `key`.
pub(crate) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
