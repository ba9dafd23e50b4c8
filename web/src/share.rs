use std::rc::Rc;

use onionskin_app::{Action, Copied, CopyOutcome, Share, ShareField};
use onionskin_view::{ShareParts, share_dialog};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{clipboard, focus};

/// What [`ShareContent`] shares.
#[derive(PartialEq, Properties)]
pub(crate) struct ShareProps {
    pub(crate) share: Rc<Share>,
    pub(crate) dispatch: Callback<Action>,
}

/// What is in the share dialog.
#[component]
pub(crate) fn ShareContent(props: &ShareProps) -> Html {
    let (link, markdown) = (use_node_ref(), use_node_ref());
    use_effect_with(link.clone(), focus::select);
    let on_copy = {
        let (share, dispatch) = (Rc::clone(&props.share), props.dispatch.clone());
        let (link, markdown) = (link.clone(), markdown.clone());
        Callback::from(move |field: ShareField| {
            let (text, place) = match (field, &share.link) {
                (ShareField::Link, Ok(shared)) => (shared.url.clone(), link.clone()),
                (ShareField::Link, Err(_)) => return,
                (ShareField::Markdown, _) => (share.markdown.clone(), markdown.clone()),
            };
            let dispatch = dispatch.clone();
            spawn_local(async move {
                let outcome = copy(&text, &place).await;
                dispatch.emit(Action::CopyFinished(Copied { field, outcome }));
            });
        })
    };
    share_dialog(&ShareParts { share: &props.share, link: &link, markdown: &markdown, on_copy })
}

/// Copies `text`, or else selects it in the field at `place`, for the reader to copy it.
async fn copy(text: &str, place: &NodeRef) -> CopyOutcome {
    if clipboard::copy(text).await.is_ok() {
        return CopyOutcome::Done;
    }
    focus::select(place);
    CopyOutcome::Refused
}
