use onionskin_app::words;
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// What a dialog is made of.
pub struct WindowParts<'a> {
    /// Its heading, and its name.
    pub title: &'static str,
    /// Reaches it.
    pub dialog: &'a NodeRef,
    /// What is in it.
    pub content: Html,
    /// A key was pressed in it.
    pub on_key: Callback<KeyboardEvent>,
    /// It is closed, or about to be by a key.
    pub on_close: Callback<Event>,
}

/// A dialog with a heading and a button that closes it.
pub fn window(parts: WindowParts<'_>) -> Html {
    html! {
        <dialog
            ref={parts.dialog}
            class="window"
            aria-labelledby="window-title"
            onkeydown={parts.on_key}
            // Browsers tell of the end after the next key: one that opens the dialog again would be lost.
            oncancel={parts.on_close.clone()}
            onclose={parts.on_close}
        >
            <form method="dialog" class="window-head">
                <h2 id="window-title">{ parts.title }</h2>
                <button class="button button-icon" aria-label={words::CLOSE}>{ icon(Icon::Close) }</button>
            </form>
            { parts.content }
        </dialog>
    }
}
