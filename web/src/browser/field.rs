//! Text fields and lists to choose from.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Event, InputEvent, NodeRef, TargetCast};

/// The text of the field that `event` comes from.
pub(crate) fn text(event: &InputEvent) -> Option<String> {
    Some(event.target_dyn_into::<HtmlInputElement>()?.value())
}

/// Chooses the option with this value in the list at `list`.
pub(crate) fn choose(list: &NodeRef, value: &str) {
    if let Some(list) = list.cast::<HtmlSelectElement>() {
        list.set_value(value);
    }
}

/// The value of the option that is chosen in the list that `event` comes from.
pub(crate) fn chosen(event: &Event) -> Option<String> {
    Some(event.target_dyn_into::<HtmlSelectElement>()?.value())
}
