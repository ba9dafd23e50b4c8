//! The document around the app.

use web_sys::Element;

/// The id of the element that the app lives in; `index.html` has it.
const MOUNT_POINT: &str = "onionskin";

/// The element that the app lives in.
pub(crate) fn mount_point() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(MOUNT_POINT)
}

/// Sets the title of the page.
pub(crate) fn set_title(title: &str) -> Option<()> {
    web_sys::window()?.document()?.set_title(title);
    Some(())
}

/// Sets the attribute `name` of the root element.
pub(crate) fn set_root_attribute(name: &str, value: &str) -> Option<()> {
    web_sys::window()?.document()?.document_element()?.set_attribute(name, value).ok()
}
