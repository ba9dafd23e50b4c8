//! The text field of the editor. It counts in UTF-16.

use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{Element, HtmlTextAreaElement};
use yew::{InputEvent, NodeRef, TargetCast};

/// What there is of a text field to be taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) text: String,
    /// The end of the selection that stays while the other one, the head, is moved.
    pub(crate) anchor: u32,
    pub(crate) head: u32,
    pub(crate) has_focus: bool,
    /// How far the text is scrolled to the side, in CSS pixels.
    pub(crate) scroll_left: i32,
}

/// What is in the text field at `field` now.
pub(crate) fn taken(field: &NodeRef) -> Option<Field> {
    let field = field.cast::<HtmlTextAreaElement>()?;
    let start = caret_of(&field).unwrap_or_default();
    let end = field.selection_end().ok().flatten().unwrap_or(start);
    let is_backward = field.selection_direction().ok().flatten().as_deref() == Some("backward");
    let (anchor, head) = if is_backward { (end, start) } else { (start, end) };
    let scroller = field.closest(".editor-scroll").ok().flatten();
    Some(Field {
        text: field.value(),
        anchor,
        head,
        has_focus: has_focus(&field),
        scroll_left: scroller.map_or_else(|| field.scroll_left(), |scroller: Element| scroller.scroll_left()),
    })
}

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
    if has_focus(&field) { caret_of(&field) } else { None }
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

/// Calls `then` with whether a text is being composed in the field at `field` (as when Japanese is typed), at each start
/// and end, for as long as the listeners live.
pub(crate) fn on_composition(field: &NodeRef, then: impl Fn(bool) + 'static) -> Option<[EventListener; 2]> {
    let field = field.cast::<Element>()?;
    let at_start = Rc::new(then);
    let at_end = Rc::clone(&at_start);
    Some([
        EventListener::new(&field, "compositionstart", move |_| at_start(true)),
        EventListener::new(&field, "compositionend", move |_| at_end(false)),
    ])
}

fn has_focus(field: &HtmlTextAreaElement) -> bool {
    let focused = web_sys::window().and_then(|window| window.document()?.active_element());
    focused.is_some_and(|focused| focused == ***field)
}

fn caret_of(field: &HtmlTextAreaElement) -> Option<u32> {
    field.selection_start().ok()?
}
