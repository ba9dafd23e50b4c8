//! What is kept on the reader's device. Storage may be blocked or full; then the page works without.

use web_sys::Storage;

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
