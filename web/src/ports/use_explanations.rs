use onionskin_app::{Action, EXPLANATIONS_FILE, LoadError};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::fetch;
use crate::later::{Functions, functions};

/// Loads the explanations, and what else comes later, as soon as they are awaited, and reports what came of it. On the first
/// paint they are, and only then is there somebody who could read them: nothing of what a visit needs first waits for
/// them. Returns the functions that came.
#[hook]
pub(crate) fn use_explanations(are_awaited: bool, dispatch: &Callback<Action>) -> Option<Functions> {
    let came = use_state(|| None::<Functions>);
    let (dispatch, setter) = (dispatch.clone(), came.setter());
    use_effect_with(are_awaited, move |&are_awaited| {
        if are_awaited {
            spawn_local(async move {
                let all = load().await;
                if let Ok((functions, _)) = &all {
                    setter.set(Some(*functions));
                }
                dispatch
                    .emit(Action::ExplanationsArrived(all.map(|(functions, text)| (functions.app, text))));
            });
        }
    });
    *came
}

async fn load() -> Result<(Functions, String), LoadError> {
    let functions = functions().await?;
    Ok((functions, fetch::text(EXPLANATIONS_FILE).await?))
}
