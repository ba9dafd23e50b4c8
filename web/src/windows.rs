use std::rc::Rc;

use onionskin_app::{Action, Dialog, Screen};
use onionskin_view::missing_note;
use yew::prelude::*;

use crate::share::ShareContent;
use crate::window::Window;

/// The dialog that is open.
pub(crate) fn dialog(screen: &Screen, dispatch: &Callback<Action>) -> Html {
    let Some(dialog) = screen.dialog else { return Html::default() };
    let content = match (dialog, &screen.share) {
        (Dialog::Share, Some(share)) => html! { <ShareContent share={Rc::clone(share)} {dispatch} /> },
        _ => html! { <>{ for screen.missing.as_ref().map(|missing| missing_note(missing, dispatch)) }</> },
    };
    html! { <Window key={dialog.title()} title={dialog.title()} {dispatch}>{ content }</Window> }
}
