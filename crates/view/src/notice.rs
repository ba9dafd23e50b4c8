use onionskin_app::{Action, words};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// What went wrong.
pub(crate) fn notice(message: &str, dispatch: &Callback<Action>) -> Html {
    let on_dismiss = dispatch.reform(|_: MouseEvent| Action::NoticeDismissed);
    html! {
        <div class="notice" role="alert">
            { icon(Icon::Warning) }
            <p>{ message }</p>
            <button type="button" class="button" onclick={on_dismiss}>{ words::examples::DISMISS }</button>
        </div>
    }
}
