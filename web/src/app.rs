use std::rc::Rc;

use onionskin_app::{
    Action, Layers, PileOrder, Screen, StepKey, View, address, draft, other_draft, own_costs, screen,
};
use onionskin_view::{
    Drawn, NoteView, PageParts, PaneEvents, WorkbenchParts, missing_note, page, source_view, workbench,
};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{color_scheme, field, file, focus, storage};
use crate::editor::SourceEditor;
use crate::effects::{
    use_address, use_kept_focus, use_rescued, use_saved_costs, use_saved_draft, use_single_keys, use_theme,
    use_title,
};
use crate::kept_editor::KeptEditor;
use crate::ports::{
    use_drawn, use_explanations, use_file_reader, use_link_listener, use_refusal, use_rows, use_shortcuts,
    use_worked_example,
};
use crate::start::Start;
use crate::store::Store;
use crate::views::ViewParts;
use crate::window::Window;
use crate::windows::WindowsParts;

/// What the page is made of.
#[derive(PartialEq, Properties)]
pub(crate) struct AppProps {
    pub(crate) start: Start,
}

/// All of the page. The only owner of state.
#[component]
pub(crate) fn App(props: &AppProps) -> Html {
    let store = use_reducer(|| Store(Rc::clone(&props.start.state)));
    let dispatch = use_callback(store.dispatcher(), |action: Action, dispatcher| dispatcher.dispatch(action));
    let state = Rc::clone(&store.0);
    let remembered = Rc::clone(&props.start.remembered);
    let kept =
        use_memo((), |()| KeptEditor::new(dispatch.clone(), Rc::clone(&state), Rc::clone(&remembered)));
    kept.learn(&state);
    let screen = screen(&state, remembered.borrow_mut().analysis(&state));

    let drawn = use_drawn(if screen.ideas.is_empty() { Drawn::Text } else { Drawn::Ideas });
    let n_rows = use_rows(match &*screen.layers {
        Layers::Rows(rows) if drawn >= Drawn::View && screen.view == View::Stack => rows.len(),
        Layers::Rows(_) | Layers::Empty | Layers::TooLarge(_) => 0,
    });
    let reader = use_file_reader(state.files.reading.as_ref().map(|reading| reading.job), &dispatch);
    let can_link_be_opened = state.unopened_link.is_some() && state.explanations.later.is_some();
    use_link_listener(can_link_be_opened, &dispatch);
    let later = use_explanations(state.explanations.arrival.is_awaited(), &dispatch);
    use_address(address(&state), screen.is_received, state.explanations.later);
    let keeping = use_saved_draft(storage::DRAFT, draft(&state));
    use_saved_draft(storage::OTHER, other_draft(&state));
    use_refusal(keeping, &dispatch);
    use_worked_example(state.awaited_example(), &dispatch);
    use_shortcuts(state.single_keys, &screen.choices, &dispatch);
    use_rescued(!state.has_rescued());
    use_single_keys(state.single_keys);
    use_saved_costs(own_costs(&state));
    use_theme(state.theme);
    use_kept_focus(&screen);
    use_title(screen.title.clone());

    let on_theme = use_callback(dispatch.clone(), |(), dispatch| {
        let system_is_dark = color_scheme::system_is_dark().unwrap_or(false);
        dispatch.emit(Action::ThemeToggled { system_is_dark });
    });
    let target_list = use_node_ref();
    let shown_inputs = (drawn >= Drawn::Controls).then(|| Rc::clone(&screen.build_inputs));
    use_effect_with((target_list.clone(), shown_inputs), |(list, inputs)| {
        let Some(inputs) = inputs else { return };
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
    let is_turned = screen.arrangement.order == PileOrder::BaseAtBottom;
    let on_layers_key =
        use_callback(is_turned, |event: KeyboardEvent, is_turned| focus::walk_items(&event, *is_turned));
    let on_duration = use_callback(dispatch.clone(), |(step, event): (StepKey, InputEvent), dispatch| {
        if let Some(text) = field::text(&event) {
            dispatch.emit(Action::DurationTyped { step, text });
        }
    });
    let on_words_key = use_callback((), |event: KeyboardEvent, ()| focus::walk_words(&event));
    let pane = PaneEvents { on_words_key, on_duration, note: later.map(|later| NoteView(later.note)) };
    let on_file = use_callback(dispatch.clone(), |event: Event, dispatch| {
        if let Some(file) = file::chosen(&event) {
            let dispatch = dispatch.clone();
            spawn_local(async move { dispatch.emit(Action::FileOpened(file::text(file).await)) });
        }
    });
    let on_copy = use_callback(dispatch.clone(), |(), dispatch| {
        dispatch.emit(Action::CopyStarted { draft: storage::read(storage::DRAFT) });
    });
    let editor = || {
        if screen.is_received {
            source_view(&screen.editor, state.received_text, &dispatch)
        } else {
            html! {
                <SourceEditor
                    editor={Rc::clone(&screen.editor)}
                    kept={KeptEditor::clone(&kept)}
                    {later}
                    dispatch={&dispatch}
                />
            }
        }
    };
    let body = || match screen.view {
        View::Stack => workbench(WorkbenchParts {
            screen: &screen,
            n_rows,
            dispatch: &dispatch,
            on_layers_key: &on_layers_key,
            pane: &pane,
            on_file: Some(&on_file),
            editor: if drawn >= Drawn::Text { editor() } else { Html::default() },
            ideas: later
                .filter(|_| drawn == Drawn::Ideas)
                .map(|later| (later.ideas)(&screen.ideas))
                .unwrap_or_default(),
        }),
        View::Table | View::Changes | View::Compare | View::Files => {
            let parts = ViewParts {
                screen: &screen,
                dispatch: &dispatch,
                pane: &pane,
                reader: &reader,
                editor: editor(),
            };
            later.map_or_else(|| missing(&screen, &dispatch), |later| (later.view)(parts))
        }
    };
    // One element while what is in it arrives: the browser gives the focus back to where this one took it from.
    let dialog = screen.dialog.map(|dialog| {
        let parts = WindowsParts {
            screen: &screen,
            state: &state,
            on_duration: &pane.on_duration,
            dispatch: &dispatch,
        };
        let content =
            later.map_or_else(|| missing(&screen, &dispatch), |later| (later.dialog_content)(&parts));
        html! { <Window key={dialog.title()} title={dialog.title()} dispatch={&dispatch}>{ content }</Window> }
    });
    let drop_target = later.map(|later| (later.drop_target)(&reader));
    let dialog = html! { <>{ for dialog }{ for drop_target }</> };
    let file_note = later.zip(screen.file_note.as_ref()).map(|(later, shown)| (later.note)(shown, &dispatch));
    page(PageParts {
        screen: &screen,
        dispatch: &dispatch,
        on_theme,
        target_list: &target_list,
        on_target,
        on_argument,
        on_copy,
        file_note: file_note.unwrap_or_default(),
        files_news: later.map(|later| (later.files_news)(&screen.files_news, &dispatch)).unwrap_or_default(),
        body: if drawn >= Drawn::View { body() } else { Html::default() },
        drawn,
        dialog,
    })
}

/// What stands in the place of what comes later, until it is here.
fn missing(screen: &Screen, dispatch: &Callback<Action>) -> Html {
    html! { <>{ for screen.missing.as_ref().map(|missing| missing_note(missing, dispatch)) }</> }
}
