use std::rc::Rc;

use onionskin_app::{Layers, View};
use yew::prelude::*;

use crate::browser::focus;

/// Takes the focus along where what had it went away with what was shown: from a button that shows the stack, or one that fills
/// it, to the selected layer, and from the one that starts a copy of what `is_received` to the editor.
#[hook]
pub(crate) fn use_kept_focus(view: View, is_received: bool, layers: &Rc<Layers>) {
    let is_first = use_mut_ref(|| true);
    let was_received = use_mut_ref(|| is_received);
    let has_rows = matches!(**layers, Layers::Rows(_));
    use_effect_with((view, has_rows, is_received), move |_| {
        let was_received = was_received.replace(is_received);
        let (is_opened, is_copied) = (is_received && !was_received, was_received && !is_received);
        // Above what a link shows stands whose it is.
        if is_first.replace(false) || is_opened || !focus::is_nowhere() {
            return;
        }
        if is_copied {
            focus::on_editor();
        } else {
            focus::selected_layer();
        }
    });
}
