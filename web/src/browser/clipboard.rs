//! The clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The browser has no clipboard for pages, or refuses this one to write to it.
pub(crate) struct Refused;

/// Puts `text` on the clipboard.
pub(crate) async fn copy(text: &str) -> Result<(), Refused> {
    let navigator = web_sys::window().ok_or(Refused)?.navigator();
    let clipboard = navigator.clipboard();
    // Pages that are not served over HTTPS have no clipboard, whatever the type says.
    if !clipboard.is_instance_of::<web_sys::Clipboard>() {
        return Err(Refused);
    }
    let written = JsFuture::from(clipboard.write_text(text)).await;
    written.map(|_: JsValue| ()).map_err(|_| Refused)
}
