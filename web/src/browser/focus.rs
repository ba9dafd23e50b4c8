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

/// Moves the focus to the element at `node`.
pub(crate) fn on(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves the focus to the choice of views, where one is chosen always.
pub(crate) fn on_views() {
    let document = web_sys::window().and_then(|window| window.document());
    let first = document.and_then(|document| document.query_selector(".view-bar input").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Moves the focus to the selected instruction of the stack.
pub(crate) fn selected_layer() {
    let document = web_sys::window().and_then(|window| window.document());
    let button = document.and_then(|document| document.query_selector("[aria-current] button").ok()?);
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// Moves the focus to the editor.
pub(crate) fn on_editor() {
    let document = web_sys::window().and_then(|window| window.document());
    let editor =
        document.and_then(|document| document.query_selector(".editor :is(.cm-content, textarea)").ok()?);
    if let Some(editor) = editor.and_then(|editor| editor.dyn_into::<HtmlElement>().ok()) {
        let _ = editor.focus();
    }
}

/// Moves the focus to the text of a link, which is read and not typed into.
pub(crate) fn on_received_text() {
    let document = web_sys::window().and_then(|window| window.document());
    let text = document.and_then(|document| document.query_selector(".editor-scroll[tabindex]").ok()?);
    if let Some(text) = text.and_then(|text| text.dyn_into::<HtmlElement>().ok()) {
        let _ = text.focus();
    }
}

/// Whether nothing on the page has the focus.
pub(crate) fn is_nowhere() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| match (document.active_element(), document.body()) {
        (Some(active), Some(body)) => active == *body,
        (active, _) => active.is_none(),
    })
}

/// What can have the focus in a dialog.
const FOCUSABLE: &str =
    "a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex='0']";

/// Keeps the focus in the dialog at `dialog`: Tab on its last control goes to the first one, Shift and Tab on the first one
/// to the last.
pub(crate) fn keep_inside(event: &KeyboardEvent, dialog: &NodeRef) {
    if event.key() != "Tab" {
        return;
    }
    let Some(all) = dialog.cast::<Element>().and_then(|it| it.query_selector_all(FOCUSABLE).ok()) else {
        return;
    };
    let at = |index: u32| all.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (first, last) = (at(0), all.length().checked_sub(1).and_then(at));
    let (edge, other) = if event.shift_key() { (first, last) } else { (last, first) };
    let is_at_edge = edge.is_some() && event.target_dyn_into::<HtmlElement>() == edge;
    if let Some(other) = other.filter(|_| is_at_edge) {
        event.prevent_default();
        let _ = other.focus();
    }
}

/// Walks a list, or the rows of a table, whose items have a button: the arrow keys, Home and End move the focus to another item's button, and press
/// it unless it opens something. Items without a button are passed over. In a list that `is_turned` over, the arrow keys
/// lead the other way.
pub(crate) fn walk_items(event: &KeyboardEvent, is_turned: bool) {
    if let Some(button) = goal(event, is_turned) {
        event.prevent_default();
        let _ = button.focus();
        if !button.has_attribute("aria-expanded") {
            button.click();
        }
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

fn goal(event: &KeyboardEvent, is_turned: bool) -> Option<HtmlElement> {
    let item = event.target_dyn_into::<Element>()?.closest("li, tr").ok()??;
    let key = event.key();
    let (start, is_forward) = match (key.as_str(), is_turned) {
        ("ArrowDown", false) | ("ArrowUp", true) => (item.next_element_sibling(), true),
        ("ArrowUp", false) | ("ArrowDown", true) => (item.previous_element_sibling(), false),
        ("Home", false) | ("End", true) => (item.parent_element()?.first_element_child(), true),
        ("End", false) | ("Home", true) => (item.parent_element()?.last_element_child(), false),
        _ => return None,
    };
    let mut next = start;
    while let Some(item) = next {
        if let Some(button) = item.query_selector("button").ok()? {
            return button.dyn_into().ok();
        }
        next = if is_forward { item.next_element_sibling() } else { item.previous_element_sibling() };
    }
    None
}
