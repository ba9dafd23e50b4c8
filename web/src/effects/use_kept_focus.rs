use std::rc::Rc;

use onionskin_app::{Layers, View};
use yew::prelude::*;

use crate::browser::focus;

/// Takes the focus to the selected layer where what had it went away with what was shown: a button that shows the stack, or
/// one that fills it.
#[hook]
pub(crate) fn use_kept_focus(view: View, layers: &Rc<Layers>) {
    let is_first = use_mut_ref(|| true);
    let has_rows = matches!(**layers, Layers::Rows(_));
    use_effect_with((view, has_rows), move |_| {
        if !is_first.replace(false) && focus::is_nowhere() {
            focus::selected_layer();
        }
    });
}
