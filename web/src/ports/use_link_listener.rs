use onionskin_app::Action;
use onionskin_share::decode;
use yew::prelude::*;

use crate::browser::{address, storage};

/// Reports every link that is opened while the page is open.
#[hook]
pub(crate) fn use_link_listener(dispatch: &Callback<Action>) {
    use_effect_with(dispatch.clone(), |dispatch| {
        let dispatch = dispatch.clone();
        let listener = address::on_fragment_change(move || dispatch.emit(link_opened()));
        move || drop(listener)
    });
}

/// What the address says now.
pub(crate) fn link_opened() -> Action {
    let fragment = address::fragment().unwrap_or_default();
    Action::LinkOpened { document: decode(&fragment), draft: storage::read(storage::DRAFT) }
}
