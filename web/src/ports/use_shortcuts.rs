use std::rc::Rc;

use onionskin_app::{Action, Choice, Dialog, SingleKeys};
use yew::prelude::*;

use crate::browser::keyboard;

/// Reports what single keys ask for, while they are on: the list of keys, or one of the `choices` of a change.
#[hook]
pub(crate) fn use_shortcuts(single_keys: SingleKeys, choices: &Rc<Vec<Choice>>, dispatch: &Callback<Action>) {
    let deps = (single_keys, Rc::clone(choices), dispatch.clone());
    use_effect_with(deps, |(single_keys, choices, dispatch)| {
        let (choices, dispatch) = (Rc::clone(choices), dispatch.clone());
        let listener = (*single_keys == SingleKeys::On).then(|| {
            keyboard::on_single_key(move |key| {
                let Some(action) = action(key, &choices) else { return false };
                dispatch.emit(action);
                true
            })
        });
        move || drop(listener)
    });
}

fn action(key: &str, choices: &[Choice]) -> Option<Action> {
    if key == "?" {
        return Some(Action::DialogOpened(Dialog::Keys));
    }
    let [digit @ b'1'..=b'9'] = key.as_bytes() else { return None };
    let choice = choices.get(usize::from(digit - b'1'))?;
    Some(Action::ChangeChosen(choice.change.clone()))
}
