//! The text field of the editor. It counts in UTF-16.

use gloo_events::EventListener;
use web_sys::HtmlTextAreaElement;
use yew::{InputEvent, NodeRef, TargetCast};

/// The text of the field that `event` comes from, and where the caret stands.
pub(crate) fn edited(event: &InputEvent) -> Option<(String, u32)> {
    let field = event.target_dyn_into::<HtmlTextAreaElement>()?;
    let caret = caret_of(&field).unwrap_or_default();
    Some((field.value(), caret))
}

/// The text of `field`.
pub(crate) fn text(field: &NodeRef) -> Option<String> {
    Some(field.cast::<HtmlTextAreaElement>()?.value())
}

/// Puts `text` into `field`.
pub(crate) fn set_text(field: &NodeRef, text: &str) {
    if let Some(field) = field.cast::<HtmlTextAreaElement>() {
        field.set_value(text);
    }
}

/// Where the caret of `field` stands, if the field has the focus.
pub(crate) fn caret(field: &NodeRef) -> Option<u32> {
    let field = field.cast::<HtmlTextAreaElement>()?;
    let focused = web_sys::window()?.document()?.active_element()?;
    if focused == **field { caret_of(&field) } else { None }
}

/// Moves the caret of `field`, unless text is selected.
pub(crate) fn set_caret(field: &NodeRef, caret: u32) {
    let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
    let end = field.selection_end().ok().flatten();
    if caret_of(&field) == end && end != Some(caret) {
        let _ = field.set_selection_range(caret, caret);
    }
}

/// Calls `then` when a caret or selection moves anywhere on the page, for as long as the listener lives.
pub(crate) fn on_caret_move(then: impl Fn() + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "selectionchange", move |_| then()))
}

fn caret_of(field: &HtmlTextAreaElement) -> Option<u32> {
    field.selection_start().ok()?
}
