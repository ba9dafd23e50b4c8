use std::rc::Rc;

use onionskin_app::{Layers, Screen, View};
use yew::prelude::*;

use crate::browser::focus;

/// Takes the focus along where what had it went away with what was shown: from a button that shows the stack, or one that fills
/// it, to the selected layer, from the one that starts a copy of what was received to the editor, and from the one that shows
/// folded lines to the text.
#[hook]
pub(crate) fn use_kept_focus(screen: &Screen) {
    let has_rows = matches!(*screen.layers, Layers::Rows(_));
    let shown = Shown { view: screen.view, has_rows, is_received: screen.is_received };
    let folds = Rc::clone(&screen.editor.line_folds);
    let source = Rc::clone(&screen.editor.source);
    let last = use_mut_ref(|| None::<(Shown, Rc<str>)>);
    use_effect_with((shown, folds), move |_| {
        let last = last.replace(Some((shown, Rc::clone(&source))));
        let Some((before, text)) = last.filter(|_| focus::is_nowhere()) else { return };
        // Above what a link shows stands whose it is: who opens one starts there.
        let is_opened = shown.is_received && !(before.is_received && Rc::ptr_eq(&text, &source));
        if is_opened {
            return;
        }
        if before.is_received && !shown.is_received {
            focus::on_editor();
        } else if before == shown {
            focus::on_received_text();
        } else {
            focus::selected_layer();
        }
    });
}

/// What the focus may go away with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shown {
    view: View,
    has_rows: bool,
    is_received: bool,
}
