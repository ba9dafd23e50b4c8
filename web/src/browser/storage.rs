//! What is kept on the reader's device. Storage may be blocked or full; then the page works without.

use web_sys::Storage;

/// The key of the draft.
pub(crate) const DRAFT: &str = "onionskin.draft";

/// The key of how long steps take.
pub(crate) const DURATIONS: &str = "onionskin.durations";

/// The key of the theme's name; `boot.js` reads it too.
pub(crate) const THEME: &str = "onionskin.theme";

/// What is kept under `key`.
pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `value` under `key`, where the browser lets it.
pub(crate) fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
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
