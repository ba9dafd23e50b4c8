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
                        timer::rest().await;
                        let page = Rc::new(State::new(""));
                        let page = warm_up(page, Action::LaterArrived(functions.app)).await;
                        setter.set(Some(functions));
                        dispatch.emit(Action::LaterArrived(functions.app));
                        let file = explanations().await;
                        warm_up(page, Action::ExplanationsArrived(file.clone())).await;
                        file
                    }
                    Err(error) => Err(error),
                };
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

/// Works out in parts what is on `page` after `action`, and lets the browser answer the reader in between. Returns the page.
/// The reader's own then shows the same sooner: what it calls is compiled.
async fn warm_up(page: Rc<State>, action: Action) -> Rc<State> {
    let page = update(page, action);
    let mut remembered = Remembered::default();
    for part in page.explanations.later.iter().flat_map(|later| &later.warm_ups) {
        timer::rest().await;
        part(&page, &mut remembered);
    }
    timer::rest().await;
    page
}
