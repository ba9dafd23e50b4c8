use onionskin_app::Action;
use onionskin_share::DecodeError;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::address::{self, Entry};
use crate::browser::storage;
use crate::later::functions;

/// Reports every link that is opened while the page is open.
#[hook]
pub(crate) fn use_link_listener(dispatch: &Callback<Action>) {
    use_effect_with(dispatch.clone(), |dispatch| {
        let dispatch = dispatch.clone();
        let listener = address::on_fragment_change(move || {
            let dispatch = dispatch.clone();
            spawn_local(async move {
                dispatch.emit(link_opened().await);
                if address::entry() == Entry::Own {
                    dispatch.emit(Action::OwnAddressFound);
                }
            });
        });
        move || drop(listener)
    });
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
