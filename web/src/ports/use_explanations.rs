use std::rc::Rc;

use onionskin_app::{
    Action, EXPLANATIONS_FILE, ExplanationsReader, LoadError, Registry, Remembered, State, update,
};
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
                        warm_up(functions).await;
                        setter.set(Some(functions));
                        dispatch.emit(Action::LaterArrived(functions.app));
                        explanations().await
                    }
                    Err(error) => Err(error),
                };
                timer::rest().await;
                dispatch.emit(Action::ExplanationsArrived(file));
            });
        }
    });
    *came
}

/// The explanations, read in parts. The browser answers the reader in between.
async fn explanations() -> Result<Rc<Registry>, LoadError> {
    let text = fetch::text(EXPLANATIONS_FILE).await?;
    timer::rest().await;
    let mut reader = ExplanationsReader::new(&text)?;
    loop {
        timer::rest().await;
        if let Some(registry) = reader.read_part()? {
            return Ok(registry);
        }
    }
}

/// Calls what the first rendering with `functions` calls, in parts, and lets the browser answer the reader in between.
async fn warm_up(functions: Functions) {
    let state = update(Rc::new(State::new("")), Action::LaterArrived(functions.app));
    let mut remembered = Remembered::default();
    for part in functions.app.warm_ups {
        timer::rest().await;
        part(&state, &mut remembered);
    }
    timer::rest().await;
}
