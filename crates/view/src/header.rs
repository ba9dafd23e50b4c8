use onionskin_app::{Action, Dialog, words};
use yew::prelude::*;

use crate::icon::{Icon, icon, logo};

/// The name of the page, and what can be done on all of it.
pub(crate) fn header(dispatch: &Callback<Action>, on_theme: &Callback<()>) -> Html {
    let on_theme = on_theme.reform(|_: MouseEvent| ());
    let opens = |dialog: Dialog| dispatch.reform(move |_: MouseEvent| Action::DialogOpened(dialog));
    html! {
        <header class="header">
            <h1 class="logo">{ logo() }{ words::page::NAME }</h1>
            <button type="button" class="button" aria-haspopup="dialog" onclick={opens(Dialog::Examples)}>
                { icon(Icon::Examples) }<span class="header-word">{ words::EXAMPLES }</span>
            </button>
            <button type="button" class="button" aria-haspopup="dialog" onclick={opens(Dialog::Export)}>
                { icon(Icon::Export) }<span class="header-word">{ words::EXPORT }</span>
            </button>
            <button
                type="button"
                class="button button-icon"
                aria-haspopup="dialog"
                aria-label={words::KEYS}
                onclick={opens(Dialog::Keys)}
            >
                { icon(Icon::Keys) }
            </button>
            <button type="button" class="button button-icon" aria-label={words::SWITCH_THEME} onclick={on_theme}>
                { icon(Icon::Theme) }
            </button>
            <button type="button" class="button button-primary" aria-haspopup="dialog" onclick={opens(Dialog::Share)}>
                { icon(Icon::Share) }<span class="header-word">{ words::SHARE }</span>
            </button>
        </header>
    }
}
