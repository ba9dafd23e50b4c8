use onionskin_app::{Action, View, words};
use yew::prelude::*;

/// The views that are there to be chosen.
const OFFERED: [View; 5] = View::ALL;

/// One of several views of the document is chosen.
pub(crate) fn view_bar(chosen: View, dispatch: &Callback<Action>) -> Html {
    if OFFERED.len() < 2 {
        return Html::default();
    }
    let choice = |view: View| {
        let on_change = dispatch.reform(move |_: Event| Action::ViewChosen(view));
        html! {
            <label class="view-choice" key={view.label()}>
                <input type="radio" name="view" checked={view == chosen} onchange={on_change} />
                <span>{ view.label() }</span>
            </label>
        }
    };
    html! {
        <div class="view-bar" role="radiogroup" aria-label={words::VIEW}>
            { for OFFERED.into_iter().map(choice) }
        </div>
    }
}
