use onionskin_app::Action;
use yew::prelude::*;

use crate::effects::DraftKeeping;

/// Reports that the browser does not keep the draft.
#[hook]
pub(crate) fn use_refusal(keeping: DraftKeeping, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with(keeping, move |keeping| {
        if *keeping == DraftKeeping::Refused {
            dispatch.emit(Action::DraftRefused);
        }
    });
}
