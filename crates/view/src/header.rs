use onionskin_app::Action;
use yew::prelude::*;

use crate::icon::{Icon, icon, logo};

/// The name of the page, and what can be done on all of it.
pub(crate) fn header(dispatch: &Callback<Action>, on_theme: &Callback<()>) -> Html {
    let on_theme = on_theme.reform(|_: MouseEvent| ());
    let on_share = dispatch.reform(|_: MouseEvent| Action::ShareOpened);
    html! {
        <header class="header">
            <h1 class="logo">{ logo() }{ "Onionskin" }</h1>
            <button type="button" class="button button-icon" aria-label="Switch between light and dark" onclick={on_theme}>
                { icon(Icon::Theme) }
            </button>
            <button type="button" class="button button-primary" aria-haspopup="dialog" onclick={on_share}>
                { icon(Icon::Share) }{ "Share" }
            </button>
        </header>
    }
}
