use std::cell::RefCell;
use std::rc::Rc;

use onionskin_app::words::embed::mistake;
use onionskin_app::{
    Action, EmbedAction, Embedded, Later, Layers, PileOrder, Remembered, Screen, View, change_word, screen,
    update_embedded,
};
use onionskin_view::{EmbedParts, NoteView, PaneEvents, WorkbenchParts, embed, source_view, workbench};
use web_sys::Element;
use yew::prelude::*;

use crate::browser::host::{self, Said};
use crate::browser::{address, document, focus, height};
use crate::note::note_content;
use crate::ports::{use_explanations, use_file_reader};
use crate::views::{ViewParts, view};

/// The attribute of the root element that says whether the frame is as high as its content.
const FOLLOWS: &str = "data-follows";

/// Starts the page inside of another one, in the place of the app.
pub(crate) fn start(root: Element, later: Later) {
    yew::Renderer::<Embed>::with_root_and_props(root, EmbedProps { later }).render();
}

/// What the embedded page is made of.
#[derive(PartialEq, Properties)]
struct EmbedProps {
    later: Later,
}

/// The state of the embedded page, as Yew keeps it.
struct Store(Rc<Embedded>);

impl Reducible for Store {
    type Action = EmbedAction;

    fn reduce(self: Rc<Self>, action: EmbedAction) -> Rc<Self> {
        let next = update_embedded(Rc::clone(&self.0), action);
        if Rc::ptr_eq(&next, &self.0) { self } else { Rc::new(Self(next)) }
    }
}

/// All of the page inside of another one. The only owner of its state. It keeps nothing on the reader's device.
#[component]
fn Embed(props: &EmbedProps) -> Html {
    let later = props.later;
    let store = use_reducer(|| Store(found(later)));
    let tell = use_callback(store.dispatcher(), |action, dispatcher| dispatcher.dispatch(action));
    let dispatch = use_callback(tell.clone(), |action: Action, tell| tell.emit(EmbedAction::Page(action)));
    let embedded = Rc::clone(&store.0);
    let state = &embedded.state;
    let remembered = use_memo((), |()| RefCell::new(Remembered::default()));
    let mut screen = screen(state, remembered.borrow_mut().analysis(state));
    // Nothing is kept that could be typed.
    if let Some(explanation) = &mut screen.explanation {
        let explanation = Rc::make_mut(explanation);
        explanation.duration = None;
        if let Some(note) = &mut explanation.note {
            note.is_received = true;
        }
    }
    if let Some(note) = &mut screen.file_note {
        Rc::make_mut(note).is_received = true;
    }

    let reader = use_file_reader(None, &dispatch);
    use_explanations(state.explanations.arrival.is_awaited(), &dispatch);
    use_address_listener(later, &dispatch);
    use_look(&embedded);
    use_host(&embedded, &screen, &tell);
    let way = use_memo((embedded.linkable(), Rc::clone(&state.page_url)), |(linkable, page_url)| {
        let fragment = (later.fragment)(linkable.as_ref()?);
        (!fragment.is_empty()).then(|| AttrValue::from(format!("{page_url}#{fragment}")))
    });

    let is_turned = screen.arrangement.order == PileOrder::BaseAtBottom;
    let on_layers_key =
        use_callback(is_turned, |event: KeyboardEvent, is_turned| focus::walk_items(&event, *is_turned));
    let on_words_key = use_callback((), |event: KeyboardEvent, ()| focus::walk_words(&event));
    let pane = PaneEvents { on_words_key, on_duration: Callback::noop(), note: Some(NoteView(note_content)) };
    // Where there is no instruction, the other views have ways to start, which are for the whole page.
    let shown = if matches!(*screen.layers, Layers::Empty) { View::Stack } else { screen.view };
    let body = embedded.has_document.then(|| match shown {
        View::Stack => workbench(WorkbenchParts {
            screen: &screen,
            n_rows: usize::MAX,
            dispatch: &dispatch,
            on_layers_key: &on_layers_key,
            pane: &pane,
            on_file: None,
            editor: source_view(&screen.editor, state.received_text, &dispatch),
            // The page around has its own words.
            ideas: Html::default(),
        }),
        View::Table | View::Changes | View::Compare | View::Files => {
            let editor = Html::default();
            view(ViewParts { screen: &screen, dispatch: &dispatch, pane: &pane, reader: &reader, editor })
        }
    });
    let mistakes: Vec<_> = embedded.mistakes.iter().map(|(name, message)| mistake(name, message)).collect();
    embed(EmbedParts {
        screen: &screen,
        dispatch: &dispatch,
        body,
        mistakes: &mistakes,
        address: Option::clone(&way),
        file_note: screen.file_note.as_ref().map(|note| note_content(note, &dispatch)).unwrap_or_default(),
    })
}

/// What the address says, if it says anything.
fn found(later: Later) -> Rc<Embedded> {
    let page_url = address::page_url().unwrap_or_default();
    // What follows `?` says that the page is embedded: the whole page is without.
    let page_url = page_url.split('?').next().unwrap_or_default();
    [Action::LaterArrived(later), link_opened(later)]
        .into_iter()
        .map(EmbedAction::Page)
        .fold(Rc::new(Embedded::new(page_url)), update_embedded)
}

/// The draft on the reader's device is none of the business of another page.
fn link_opened(later: Later) -> Action {
    let fragment = address::fragment().unwrap_or_default();
    Action::LinkOpened { link: (later.open)(&fragment), draft: None }
}

/// Reports every link that the frame is led to.
#[hook]
fn use_address_listener(later: Later, dispatch: &Callback<Action>) {
    use_effect_with(dispatch.clone(), move |dispatch| {
        let dispatch = dispatch.clone();
        let listener = address::on_fragment_change(move || dispatch.emit(link_opened(later)));
        move || drop(listener)
    });
}

/// Has the colours and the room that the page around wants.
#[hook]
fn use_look(embedded: &Embedded) {
    use_effect_with((embedded.state.theme, embedded.follows), |(theme, follows)| {
        document::set_root_attribute("data-theme", theme.name());
        document::set_root_attribute(FOLLOWS, &follows.to_string());
    });
}

/// Listens to the page around, and tells it what it can only learn from here.
#[hook]
fn use_host(embedded: &Embedded, screen: &Screen, tell: &Callback<EmbedAction>) {
    use_effect_with(tell.clone(), |tell| {
        let tell = tell.clone();
        let listener = host::listen(move |wishes| tell.emit(EmbedAction::Asked(Box::new(wishes))));
        host::tell(&Said::Ready);
        let watch = height::watch_content(|px| host::tell(&Said::Height(px)));
        move || drop((listener, watch))
    });
    let is_shown = embedded.has_document;
    use_effect_with(is_shown, |is_shown| {
        if *is_shown {
            // Browsers do not draw a frame out of sight, and then nobody is told of its height.
            if let Some(px) = height::content() {
                host::tell(&Said::Height(px));
            }
            host::tell(&Said::Shown);
        }
    });
    let change = (change_word(&embedded.state.change), screen.totals.plain(), is_shown);
    use_effect_with(change, |(change, totals, is_shown)| {
        if let Some(change) = change.as_deref().filter(|_| *is_shown) {
            host::tell(&Said::Change { change, totals });
        }
    });
    let lines = match &*screen.layers {
        Layers::Rows(rows) => rows.iter().find(|row| row.is_selected).map(|row| row.lines),
        Layers::Empty | Layers::TooLarge(_) => None,
    };
    use_effect_with(lines.filter(|_| is_shown), |lines| {
        if let Some(lines) = lines {
            host::tell(&Said::Select { line: lines.first, last_line: lines.last });
        }
    });
}
