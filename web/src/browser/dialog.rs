//! Dialogs: what is behind an open one cannot be reached, Esc closes it, and then the focus goes back.

use web_sys::HtmlDialogElement;
use yew::NodeRef;

/// Opens `dialog`, over the page where the browser can.
pub(crate) fn open(dialog: &NodeRef) {
    let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
        return;
    };
    if !dialog.open() && dialog.show_modal().is_err() {
        dialog.set_open(true);
    }
}

/// Closes `dialog`, if it is still open: the focus goes back to where it came from.
pub(crate) fn close(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
