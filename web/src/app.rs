use std::rc::Rc;

use onionskin_app::{Action, address, analyze, draft, screen};
use onionskin_view::{PageParts, page};
use yew::prelude::*;

use crate::browser::{color_scheme, focus};
use crate::editor::SourceEditor;
use crate::effects::{use_address, use_saved_draft, use_theme, use_title};
use crate::ports::{use_explanations, use_link_listener};
use crate::share::ShareWindow;
use crate::store::Store;

/// All of the page. The only owner of state.
#[component]
pub(crate) fn App() -> Html {
    let store = use_reducer(Store::start);
    let dispatch = use_callback(store.dispatcher(), |action: Action, dispatcher| dispatcher.dispatch(action));
    let state = Rc::clone(&store.0);
    let inputs =
        (Rc::clone(&state.source), state.change.clone(), state.target.clone(), Rc::clone(&state.build_args));
    let analysis = use_memo(inputs, |_| analyze(&state.source, &state.setup()));
    let screen = screen(&state, analysis.as_ref().as_ref().map_err(|too_large| *too_large));

    use_link_listener(&dispatch);
    use_explanations(state.explanations.arrival.is_awaited(), &dispatch);
    use_address(address(&state));
    use_saved_draft(draft(&state));
    use_theme(state.theme);
    use_title(screen.title.clone());

    let on_theme = use_callback(dispatch.clone(), |(), dispatch| {
        let system_is_dark = color_scheme::system_is_dark().unwrap_or(false);
        dispatch.emit(Action::ThemeToggled { system_is_dark });
    });
    let on_layers_key = use_callback((), |event: KeyboardEvent, ()| focus::walk_items(&event));
    let editor = html! { <SourceEditor editor={Rc::clone(&screen.editor)} dispatch={&dispatch} /> };
    let dialog = match &screen.share {
        Some(share) => html! { <ShareWindow share={Rc::clone(share)} dispatch={&dispatch} /> },
        None => Html::default(),
    };
    page(PageParts { screen: &screen, dispatch: &dispatch, on_theme, on_layers_key, editor, dialog })
}
