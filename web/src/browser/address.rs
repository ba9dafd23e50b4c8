//! The address of the page, whose fragment carries a document.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

/// The address without its fragment.
pub(crate) fn page_url() -> Option<String> {
    let href = web_sys::window()?.location().href().ok()?;
    Some(href.split('#').next().unwrap_or_default().to_owned())
}

/// The fragment, without its `#`; empty where there is none.
pub(crate) fn fragment() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    Some(hash.strip_prefix('#').unwrap_or(&hash).to_owned())
}

/// Puts `fragment` into the address, without an entry in the history; nothing where the browser refuses, which
/// some do when it happens too often.
pub(crate) fn replace_fragment(fragment: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Calls `then` when the fragment changes other than by [`replace_fragment`], for as long as the listener lives.
pub(crate) fn on_fragment_change(then: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| then()))
}
