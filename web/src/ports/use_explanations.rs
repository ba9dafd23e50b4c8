use onionskin_app::{Action, EXPLANATIONS_FILE, read_explanations};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{fetch, timer};
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
                let file = match functions().await {
                    Ok(functions) => {
                        setter.set(Some(functions));
                        dispatch.emit(Action::LaterArrived(functions.app));
                        fetch::text(EXPLANATIONS_FILE).await.and_then(|text| read_explanations(&text))
                    }
                    Err(error) => Err(error),
                };
                // Reading them takes its time, and so does the rendering that they are for.
                timer::rest().await;
                dispatch.emit(Action::ExplanationsArrived(file));
            });
        }
    });
    *came
}
