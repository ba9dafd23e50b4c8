//! The address of the page, which may carry a link.

use gloo_events::EventListener;
use onionskin_share::split_address;
use wasm_bindgen::JsValue;

/// The address of the page, without a link.
pub(crate) fn page_url() -> Option<String> {
    Some(split_address(&href()?).0)
}

/// What may be a link in the address; empty where nothing is.
pub(crate) fn fragment() -> Option<String> {
    Some(split_address(&href()?).1.to_owned())
}

/// Puts `fragment` into the address, without an entry in the history; nothing where the browser refuses, which
/// some do when it happens too often. A link that stood elsewhere in the address goes.
pub(crate) fn replace_fragment(fragment: &str) {
    let Some(href) = href() else { return };
    let address = format!("{}#{fragment}", split_address(&href).0);
    if address == href {
        return;
    }
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

fn href() -> Option<String> {
    web_sys::window()?.location().href().ok()
}

/// Calls `then` when the fragment changes other than by [`replace_fragment`], for as long as the listener lives.
pub(crate) fn on_fragment_change(then: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| then()))
}
