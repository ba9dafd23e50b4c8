use std::rc::Rc;

use onionskin_app::{Action, Screen, address, analyze, draft, screen, words};
use onionskin_view::{PageParts, page};
use yew::prelude::*;

use crate::browser::{color_scheme, field, focus};
use crate::editor::SourceEditor;
use crate::effects::{use_address, use_saved_draft, use_theme, use_title};
use crate::kept_editor::KeptEditor;
use crate::ports::{use_explanations, use_link_listener};
use crate::share::ShareContent;
use crate::store::Store;
use crate::window::Window;

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

    let kept = use_memo((), |()| KeptEditor::new(dispatch.clone()));
    kept.learn(&state, &analysis);

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
    let target_list = use_node_ref();
    use_effect_with((target_list.clone(), Rc::clone(&screen.build_inputs)), |(list, inputs)| {
        let chosen = inputs.targets.iter().find(|choice| choice.is_chosen);
        field::choose(list, chosen.and_then(|choice| choice.target.as_deref()).unwrap_or_default());
    });
    let on_target = use_callback(dispatch.clone(), |event: Event, dispatch| {
        if let Some(name) = field::chosen(&event) {
            dispatch.emit(Action::TargetChosen((!name.is_empty()).then(|| name.into())));
        }
    });
    let on_argument = use_callback(dispatch.clone(), |(name, event): (String, InputEvent), dispatch| {
        if let Some(value) = field::text(&event) {
            dispatch.emit(Action::ArgumentGiven { name, value });
        }
    });
    let on_layers_key = use_callback((), |event: KeyboardEvent, ()| focus::walk_items(&event));
    let on_words_key = use_callback((), |event: KeyboardEvent, ()| focus::walk_words(&event));
    let editor = html! {
        <SourceEditor editor={Rc::clone(&screen.editor)} kept={KeptEditor::clone(&kept)} dispatch={&dispatch} />
    };
    let dialog = dialog(&screen, &dispatch);
    page(PageParts {
        screen: &screen,
        dispatch: &dispatch,
        on_theme,
        target_list: &target_list,
        on_target,
        on_argument,
        on_layers_key,
        on_words_key,
        editor,
        dialog,
    })
}

/// The dialog that is open.
fn dialog(screen: &Screen, dispatch: &Callback<Action>) -> Html {
    let (title, content) = match &screen.share {
        Some(share) => (words::SHARE, html! { <ShareContent share={Rc::clone(share)} {dispatch} /> }),
        None => return Html::default(),
    };
    html! { <Window key={title} {title} {dispatch}>{ content }</Window> }
}
