use onionskin_app::{Action, AuthorsNote, note_refusal};
use onionskin_view::{NoteField, NoteParts, note};
use yew::prelude::*;

use crate::browser::{focus, text_area};

/// What [`NoteContent`] shows.
#[derive(PartialEq, Properties)]
struct NoteProps {
    shown: AuthorsNote,
    dispatch: Callback<Action>,
}

/// A note, and the way to write it.
pub(crate) fn note_content(shown: &AuthorsNote, dispatch: &Callback<Action>) -> Html {
    html! { <NoteContent shown={shown.clone()} {dispatch} /> }
}

/// A note, and the field that takes its place while it is written. What is typed is nobody's business before it is kept.
#[component]
fn NoteContent(props: &NoteProps) -> Html {
    let NoteProps { shown, dispatch } = props;
    let is_open = use_state_eq(|| false);
    let refusal = use_state_eq(|| None::<String>);
    let (button, field) = (use_node_ref(), use_node_ref());
    let was_open = use_mut_ref(|| false);
    use_effect_with((*is_open, button.clone(), field.clone()), move |(is_open, button, field)| {
        let was_open = was_open.replace(*is_open);
        if *is_open {
            focus::on(field);
        } else if was_open {
            focus::on(button);
        }
    });
    let show = |opens: bool| {
        let (is_open, refusal) = (is_open.setter(), refusal.setter());
        Callback::from(move |()| {
            refusal.set(None);
            is_open.set(opens);
        })
    };
    let on_save = {
        let (field, refusal, close) = (field.clone(), refusal.setter(), show(false));
        let (about, dispatch) = (shown.about, dispatch.clone());
        Callback::from(move |()| {
            let text = text_area::text(&field).unwrap_or_default();
            if let Some(why) = note_refusal(&text) {
                refusal.set(Some(why));
                focus::on(&field);
            } else {
                dispatch.emit(Action::NoteWritten { about, text });
                close.emit(());
            }
        })
    };
    let on_key = {
        let close = show(false);
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                close.emit(());
            }
        })
    };
    let text = shown.note.as_ref().map(|note| note.text.clone()).unwrap_or_default();
    note(&NoteParts {
        shown,
        field: is_open.then(|| NoteField {
            text_area: &field,
            text: text.into(),
            refusal: refusal.as_deref(),
            on_save,
            on_cancel: show(false),
            on_key,
        }),
        button: &button,
        on_open: show(true),
    })
}
