use onionskin_app::{Action, Choice, words};
use yew::prelude::*;

use crate::prose::prose;

/// "What changed?": one of several changes is chosen.
pub(crate) fn change_bar(choices: &[Choice], dispatch: &Callback<Action>) -> Html {
    if choices.is_empty() {
        return Html::default();
    }
    html! {
        <div class="change-bar" role="radiogroup" aria-labelledby="what-changed">
            <span class="change-bar-label" id="what-changed">{ words::page::WHAT_CHANGED }</span>
            { for choices.iter().map(|choice| chip(choice, dispatch)) }
        </div>
    }
}

fn chip(choice: &Choice, dispatch: &Callback<Action>) -> Html {
    let change = choice.change.clone();
    let on_change = dispatch.reform(move |_: Event| Action::ChangeChosen(change.clone()));
    html! {
        // Chips come and go; the key keeps the focus on the same one.
        <label class="chip" key={choice.label.plain()}>
            <input type="radio" name="change" checked={choice.is_chosen} onchange={on_change} />
            <span>{ prose(&choice.label) }</span>
        </label>
    }
}
