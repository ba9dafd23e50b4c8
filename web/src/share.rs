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
    let (link, markdown_link) = (use_node_ref(), use_node_ref());
    let (markdown, embed) = (use_node_ref(), use_node_ref());
    use_effect_with(link.clone(), focus::select);
    let copy = use_copy(&props.dispatch);
    let place = {
        let places = [&link, &markdown_link, &markdown, &embed].map(NodeRef::clone);
        move |field: CopyField| {
            let [link, markdown_link, markdown, embed] = &places;
            let place = match field {
                CopyField::Link => link,
                CopyField::MarkdownLink => markdown_link,
                CopyField::Markdown | CopyField::Changes => markdown,
                CopyField::Embed => embed,
            };
            place.clone()
        }
    };
    let share = Rc::clone(&props.share);
    let on_copy = Callback::from(move |field: CopyField| {
        if let Some(text) = share.text(field) {
            copy.emit(Copy { field, text: text.to_owned(), place: place(field) });
        }
    });
    share_dialog(&ShareParts {
        share: &props.share,
        link: &link,
        markdown_link: &markdown_link,
        markdown: &markdown,
        embed: &embed,
        on_copy,
    })
}
