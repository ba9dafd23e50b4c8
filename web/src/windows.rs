use std::rc::Rc;

use onionskin_app::{Action, Screen};
use onionskin_view::{gallery, keys};
use yew::prelude::*;

use crate::share::ShareContent;
use crate::window::Window;

/// The dialog that is open.
pub(crate) fn dialog(screen: &Screen, dispatch: &Callback<Action>) -> Html {
    let Some(dialog) = screen.dialog else { return Html::default() };
    let content = if let Some(share) = &screen.share {
        html! { <ShareContent share={Rc::clone(share)} {dispatch} /> }
    } else if let Some(examples) = &screen.gallery {
        gallery(examples, dispatch)
    } else if let Some(single_keys) = screen.keys {
        keys(single_keys, dispatch)
    } else {
        Html::default()
    };
    html! { <Window key={dialog.title()} title={dialog.title()} {dispatch}>{ content }</Window> }
}
