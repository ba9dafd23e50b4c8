//! Keys that are pressed anywhere on the page.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Where keys write or choose something.
const TAKES_KEYS: &str =
    "input:not([type='radio']):not([type='checkbox']), textarea, select, [contenteditable], dialog, dialog *";

/// Calls `then` with each key that is pressed alone, outside of text fields and dialogs, for as long as the listener lives.
/// It says whether it made use of the key, which then does nothing else.
pub(crate) fn on_single_key(then: impl Fn(&str) -> bool + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new_with_options(
        &document,
        "keydown",
        gloo_events::EventListenerOptions::enable_prevent_default(),
        move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let is_taken = target.is_some_and(|target| target.matches(TAKES_KEYS).unwrap_or(false));
            let is_alone = !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing());
            if is_alone && !is_taken && !event.default_prevented() && then(&event.key()) {
                event.prevent_default();
            }
        },
    ))
}
