use std::rc::Rc;

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
    // The field of one document is none of another.
    html! { <NoteContent key={shown.document} shown={shown.clone()} {dispatch} /> }
}

/// A note, and the field that takes its place while it is written. What is typed is in the Dockerfile at once, so that nothing is
/// lost wherever the reader goes next.
#[component]
fn NoteContent(props: &NoteProps) -> Html {
    let NoteProps { shown, dispatch } = props;
    let is_open = use_state_eq(|| false);
    let refusal = use_state_eq(|| None::<String>);
    // What the note was when the field was opened.
    let before = use_mut_ref(String::new);
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
        move || {
            refusal.set(None);
            is_open.set(opens);
        }
    };
    let write = {
        let (about, dispatch) = (shown.about, dispatch.clone());
        move |text| dispatch.emit(Action::NoteWritten { about, text })
    };
    let on_open = {
        let (open, before) = (show(true), Rc::clone(&before));
        let text = shown.note.as_ref().map(|note| note.text.clone()).unwrap_or_default();
        Callback::from(move |()| {
            before.replace(text.clone());
            open();
        })
    };
    let on_input = {
        let (write, refusal) = (write.clone(), refusal.setter());
        Callback::from(move |event: InputEvent| {
            if let Some((text, _)) = text_area::edited(&event) {
                refusal.set(None);
                write(text);
            }
        })
    };
    let on_done = {
        let (field, refusal, close) = (field.clone(), refusal.setter(), show(false));
        Callback::from(move |()| match note_refusal(&text_area::text(&field).unwrap_or_default()) {
            Some(why) => {
                refusal.set(Some(why));
                focus::on(&field);
            }
            None => close(),
        })
    };
    let on_cancel = {
        let (before, close) = (Rc::clone(&before), show(false));
        Callback::from(move |()| {
            write(before.borrow().clone());
            close();
        })
    };
    let on_key = {
        let cancel = on_cancel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                cancel.emit(());
            }
        })
    };
    let text = before.borrow().clone().into();
    note(&NoteParts {
        shown,
        field: (*is_open && !shown.is_received).then(|| NoteField {
            text_area: &field,
            text,
            refusal: refusal.as_deref(),
            on_input,
            on_done,
            on_cancel,
            on_key,
        }),
        button: &button,
        on_open,
    })
}
