use onionskin_app::{Action, WorkedExample};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::fetch;

/// Loads the worked example that is awaited, and reports what came of it.
#[hook]
pub(crate) fn use_worked_example(awaited: Option<&'static WorkedExample>, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with(awaited, move |&awaited| {
        if let Some(example) = awaited {
            spawn_local(async move {
                let text = fetch::text(&example.file()).await;
                dispatch.emit(Action::WorkedExampleArrived { example, text });
            });
        }
    });
}
