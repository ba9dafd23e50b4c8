use onionskin_app::Action;
use yew::prelude::*;

use crate::browser::text_area;

/// Reports every move of the caret in the text field at `field`.
#[hook]
pub(crate) fn use_caret_listener(field: &NodeRef, dispatch: &Callback<Action>) {
    use_effect_with((field.clone(), dispatch.clone()), |(field, dispatch)| {
        let (field, dispatch) = (field.clone(), dispatch.clone());
        let listener = text_area::on_caret_move(move || {
            if let Some(caret_utf16) = text_area::caret(&field) {
                dispatch.emit(Action::CaretMoved { caret_utf16 });
            }
        });
        move || drop(listener)
    });
}
