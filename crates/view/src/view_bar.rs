use onionskin_app::{Action, View, words};
use yew::prelude::*;

/// One of several views of the document is chosen.
pub(crate) fn view_bar(chosen: View, dispatch: &Callback<Action>) -> Html {
    let choice = |view: View| {
        let on_change = dispatch.reform(move |_: Event| Action::ViewChosen(view));
        html! {
            <label class="view-choice" key={words::view(view)}>
                <input type="radio" name="view" checked={view == chosen} onchange={on_change} />
                <span>{ words::view(view) }</span>
            </label>
        }
    };
    html! {
        <div class="view-bar" role="radiogroup" aria-label={words::VIEW}>
            { for View::ALL.into_iter().map(choice) }
        </div>
    }
}
