use onionskin_app::{Action, EXPLANATIONS_FILE, Later, LoadError};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::fetch;
use crate::later::later;

/// Loads the explanations as soon as they are awaited, and reports what came of it. On the first paint they are, and
/// only then is there somebody who could read them: nothing of what a visit needs first waits for them.
#[hook]
pub(crate) fn use_explanations(are_awaited: bool, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with(are_awaited, move |&are_awaited| {
        if are_awaited {
            spawn_local(async move {
                dispatch.emit(Action::ExplanationsArrived(explanations().await));
            });
        }
    });
}

/// Both are asked for at once.
async fn explanations() -> Result<(Later, String), LoadError> {
    let functions = later().await?;
    Ok((functions, fetch::text(EXPLANATIONS_FILE).await?))
}
