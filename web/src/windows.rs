use std::rc::Rc;

use onionskin_app::{Action, Screen, State, StepKey};
use onionskin_view::{gallery, keys};
use yew::prelude::*;

use crate::costs::costs_content;
use crate::export::export_content;
use crate::share::ShareContent;

/// What the content of dialogs is made of.
pub(crate) struct WindowsParts<'a> {
    /// What is on the page.
    pub(crate) screen: &'a Screen,
    /// What it is made of.
    pub(crate) state: &'a Rc<State>,
    /// The field for the duration of a step is different.
    pub(crate) on_duration: &'a Callback<(StepKey, InputEvent)>,
    /// Where facts go.
    pub(crate) dispatch: &'a Callback<Action>,
}

/// What is in the dialog that is open.
pub(crate) fn content(parts: &WindowsParts<'_>) -> Html {
    let WindowsParts { screen, state, on_duration, dispatch } = *parts;
    if let Some(share) = &screen.share {
        html! { <ShareContent share={Rc::clone(share)} {dispatch} /> }
    } else if let Some(examples) = &screen.gallery {
        gallery(examples, dispatch)
    } else if let Some(single_keys) = screen.keys {
        keys(single_keys, dispatch)
    } else if let Some(export) = &screen.export {
        export_content(state, export, dispatch)
    } else if let Some(costs) = &screen.costs {
        costs_content(costs, on_duration, dispatch)
    } else {
        Html::default()
    }
}
