use std::rc::Rc;

use onionskin_app::{Action, Screen, State, StepKey};
use onionskin_view::{gallery, keys};
use yew::prelude::*;

use crate::costs::costs_content;
use crate::export::export_content;
use crate::share::ShareContent;
use crate::window::Window;

/// What dialogs are made of.
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

/// The dialog that is open.
pub(crate) fn dialog(parts: &WindowsParts<'_>) -> Html {
    let WindowsParts { screen, state, on_duration, dispatch } = *parts;
    let Some(dialog) = screen.dialog else { return Html::default() };
    let content = if let Some(share) = &screen.share {
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
    };
    html! { <Window key={dialog.title()} title={dialog.title()} {dispatch}>{ content }</Window> }
}
