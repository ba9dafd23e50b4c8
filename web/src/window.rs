use onionskin_app::Action;
use onionskin_view::{WindowParts, window};
use yew::prelude::*;

use crate::browser::{dialog, focus};

/// What [`Window`] shows.
#[derive(PartialEq, Properties)]
pub(crate) struct WindowProps {
    pub(crate) title: &'static str,
    pub(crate) children: Html,
    pub(crate) dispatch: Callback<Action>,
}

/// A dialog, open from when it is there.
#[component]
pub(crate) fn Window(props: &WindowProps) -> Html {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        dialog::open(node);
        let node = node.clone();
        move || dialog::close(&node)
    });
    let on_key = use_callback(node.clone(), |event: KeyboardEvent, node| focus::keep_inside(&event, node));
    let on_close = props.dispatch.reform(|_: Event| Action::DialogClosed);
    window(WindowParts {
        title: props.title,
        dialog: &node,
        content: props.children.clone(),
        on_key,
        on_close,
    })
}
