use onionskin_app::{Copied, CopyField, Link, Share, words};
use yew::prelude::*;

use crate::copy_outcome::copy_outcome;
use crate::icon::{Icon, icon};

/// What the share dialog is made of.
pub struct ShareParts<'a> {
    /// What is shared.
    pub share: &'a Share,
    /// Reaches the field with the link.
    pub link: &'a NodeRef,
    /// Reaches the field with the Markdown.
    pub markdown: &'a NodeRef,
    /// A Copy button was pressed.
    pub on_copy: Callback<CopyField>,
}

/// What can be passed on of the page.
pub fn share_dialog(parts: &ShareParts<'_>) -> Html {
    let share = parts.share;
    html! {
        <>
            {
                match &share.link {
                    Ok(link) => link_field(parts, link),
                    Err(message) => html! { <p class="share-obstacle">{ icon(Icon::Warning) }{ message }</p> },
                }
            }
            <div class="share-field">
                <label for="share-markdown">{ words::share::MARKDOWN }</label>
                <textarea ref={parts.markdown} id="share-markdown" class="field" rows="6" readonly=true value={share.markdown.clone()} />
                <button type="button" class="button button-outline" onclick={copy(parts, CopyField::Markdown)}>
                    { words::share::COPY_MARKDOWN }
                </button>
                { outcome(share.copied, CopyField::Markdown) }
            </div>
            <p class="share-privacy">{ words::share::PRIVACY }</p>
        </>
    }
}

fn link_field(parts: &ShareParts<'_>, link: &Link) -> Html {
    html! {
        <div class="share-field">
            <label for="share-link">{ words::share::LINK }</label>
            <input ref={parts.link} id="share-link" class="field" type="text" autofocus=true readonly=true value={link.url.clone()} />
            <button type="button" class="button button-outline" onclick={copy(parts, CopyField::Link)}>
                { words::share::COPY_LINK }
            </button>
            { outcome(parts.share.copied, CopyField::Link) }
            <p class="share-advice">{ words::share::travels(link.url.len(), link.advice) }</p>
        </div>
    }
}

fn copy(parts: &ShareParts<'_>, field: CopyField) -> Callback<MouseEvent> {
    parts.on_copy.reform(move |_| field)
}

/// What came of the last press on the Copy button of `field`.
fn outcome(copied: Option<Copied>, field: CopyField) -> Html {
    copy_outcome(copied.filter(|copied| copied.field == field).map(|copied| copied.outcome))
}
