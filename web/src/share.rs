use std::rc::Rc;

use onionskin_app::{Action, CopyField, Share};
use onionskin_view::{ShareParts, share_dialog};
use yew::prelude::*;

use crate::browser::focus;
use crate::copy::{Copy, use_copy};

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
    let copy = use_copy(&props.dispatch);
    let on_copy = {
        let (share, link, markdown) = (Rc::clone(&props.share), link.clone(), markdown.clone());
        Callback::from(move |field: CopyField| {
            let (text, place) = match (field, &share.link) {
                (CopyField::Link, Ok(shared)) => (shared.url.clone(), link.clone()),
                (CopyField::Markdown, _) => (share.markdown.clone(), markdown.clone()),
                (CopyField::Link, Err(_)) | (CopyField::Changes, _) => return,
            };
            copy.emit(Copy { field, text, place });
        })
    };
    share_dialog(&ShareParts { share: &props.share, link: &link, markdown: &markdown, on_copy })
}
