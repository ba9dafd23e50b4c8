use onionskin_app::words::received;
use onionskin_app::{Action, Standing, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// What is said of the text that is shown: that it came in a link, or which example it is, and the way back to the reader's own.
pub(crate) fn standing(standing: &Standing, on_copy: &Callback<()>, dispatch: &Callback<Action>) -> Html {
    let copy = standing.is_received.then(|| {
        let on_copy = on_copy.reform(|_: MouseEvent| ());
        html! { <button type="button" class="button button-primary" onclick={on_copy}>{ received::EDIT_A_COPY }</button> }
    });
    let pair = standing.pair.map(|(pair, title)| {
        let on_pair = dispatch.reform(move |_: MouseEvent| Action::WorkedExampleChosen(pair));
        html! {
            <button type="button" class="button button-outline" onclick={on_pair}>
                { words::examples::SEE }{ " " }{ title }
            </button>
        }
    });
    let back = standing.back.map(|(_, button)| {
        let on_back = dispatch.reform(|_: MouseEvent| Action::SetAsideRestored);
        html! {
            <button type="button" class="button button-outline" onclick={on_back}>{ icon(Icon::Back) }{ button }</button>
        }
    });
    let on_dismiss = dispatch.reform(|_: MouseEvent| Action::StandingDismissed);
    html! {
        <div class="standing">
            { icon(Icon::Info) }
            <p role="status">
                if standing.is_received { <strong>{ received::LEAD }</strong>{ " " }{ received::HINT }{ " " } }
                if let Some((title, hint)) = standing.example { <strong>{ title }</strong>{ ". " }{ hint }{ " " } }
                if let Some((kept, _)) = standing.back { { kept } }
            </p>
            <div class="standing-ways">{ copy }{ pair }{ back }</div>
            if !standing.is_received {
                <button type="button" class="button button-icon" aria-label={words::examples::DISMISS} onclick={on_dismiss}>
                    { icon(Icon::Close) }
                </button>
            }
        </div>
    }
}
