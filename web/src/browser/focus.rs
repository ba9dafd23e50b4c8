//! The focus: which element the keyboard goes to.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::{KeyboardEvent, NodeRef, TargetCast};

/// Moves the focus to the text field at `field` and selects its text; its start stays in sight.
pub(crate) fn select(field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        field.select();
    }
    if let Some(field) = field.cast::<HtmlTextAreaElement>() {
        field.select();
    }
    if let Some(field) = field.cast::<HtmlElement>() {
        let _ = field.focus();
        field.set_scroll_left(0);
        field.set_scroll_top(0);
    }
}

/// Keeps the focus from `first` to `last`: Tab on the last goes to the first, Shift and Tab on the first to the
/// last.
pub(crate) fn keep_between(event: &KeyboardEvent, first: &NodeRef, last: &NodeRef) {
    if event.key() != "Tab" {
        return;
    }
    let (edge, other) = if event.shift_key() { (first, last) } else { (last, first) };
    let is_at_edge = event.target_dyn_into::<HtmlElement>().is_some_and(|target| edge.cast() == Some(target));
    if let Some(other) = other.cast::<HtmlElement>().filter(|_| is_at_edge) {
        event.prevent_default();
        let _ = other.focus();
    }
}

/// Walks a list whose items have a button: the arrow keys, Home and End move the focus to another item's button
/// and press it.
pub(crate) fn walk_items(event: &KeyboardEvent) {
    if let Some(button) = goal(event) {
        event.prevent_default();
        let _ = button.focus();
        button.click();
    }
}

/// Walks buttons that stand side by side in a text: the arrow keys, Home and End move the focus to another one.
pub(crate) fn walk_words(event: &KeyboardEvent) {
    let Some(button) = event.target_dyn_into::<Element>() else { return };
    let goal = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => button.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => button.previous_element_sibling(),
        "Home" => button.parent_element().and_then(|text| text.first_element_child()),
        "End" => button.parent_element().and_then(|text| text.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    if let Some(goal) = goal.and_then(|goal| goal.dyn_into::<HtmlElement>().ok()) {
        let _ = goal.focus();
    }
}

fn goal(event: &KeyboardEvent) -> Option<HtmlElement> {
    let item = event.target_dyn_into::<Element>()?.closest("li").ok()??;
    let goal = match event.key().as_str() {
        "ArrowDown" => item.next_element_sibling(),
        "ArrowUp" => item.previous_element_sibling(),
        "Home" => item.parent_element()?.first_element_child(),
        "End" => item.parent_element()?.last_element_child(),
        _ => None,
    };
    goal?.query_selector("button").ok()??.dyn_into().ok()
}
