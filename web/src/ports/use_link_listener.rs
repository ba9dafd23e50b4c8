use onionskin_app::Action;
use onionskin_share::DecodeError;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::address::{self, Entry};
use crate::browser::storage;
use crate::later::functions;

/// Reports every link that is opened while the page is open, and the one in the address once it `can_be_opened` after all.
#[hook]
pub(crate) fn use_link_listener(can_be_opened: bool, dispatch: &Callback<Action>) {
    let waiting = dispatch.clone();
    use_effect_with(can_be_opened, move |&can_be_opened| {
        if can_be_opened {
            spawn_local(report(waiting));
        }
    });
    use_effect_with(dispatch.clone(), |dispatch| {
        let dispatch = dispatch.clone();
        let listener = address::on_fragment_change(move || {
            spawn_local(report(dispatch.clone()));
        });
        move || drop(listener)
    });
}

async fn report(dispatch: Callback<Action>) {
    dispatch.emit(link_opened().await);
    if address::entry() == Entry::Own {
        dispatch.emit(Action::OwnAddressFound);
    }
}

/// What the address says now. Whoever comes without a link waits for nothing; what opens links comes with the functions that
/// are loaded later.
pub(crate) async fn link_opened() -> Action {
    let fragment = address::fragment().unwrap_or_default();
    if fragment.is_empty() {
        return Action::LinkOpened { link: Err(DecodeError::Empty), draft: None };
    }
    match functions().await {
        Ok(functions) => {
            Action::LinkOpened { link: (functions.app.open)(&fragment), draft: storage::read(storage::DRAFT) }
        }
        Err(error) => Action::LinkNotLoaded(error),
    }
}
