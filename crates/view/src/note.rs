use onionskin_app::words::notes as words;
use onionskin_app::{About, AuthorsNote, Note, NotePiece};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// What a note is shown with.
pub struct NoteParts<'a> {
    /// The note.
    pub shown: &'a AuthorsNote,
    /// The field that it is written in, where that is open.
    pub field: Option<NoteField<'a>>,
    /// Reaches the button that opens the field.
    pub button: &'a NodeRef,
    /// That button was pressed.
    pub on_open: Callback<()>,
}

/// The field that a note is written in.
pub struct NoteField<'a> {
    /// Reaches it.
    pub text_area: &'a NodeRef,
    /// What it starts with.
    pub text: AttrValue,
    /// Why what stands in it could not be kept.
    pub refusal: Option<&'a str>,
    /// Something else stands in it.
    pub on_input: Callback<InputEvent>,
    /// It says what it should.
    pub on_done: Callback<()>,
    /// It is to be as it was before.
    pub on_cancel: Callback<()>,
    /// A key was pressed in it.
    pub on_key: Callback<KeyboardEvent>,
}

/// What an author says, and the way to say it.
pub fn note(parts: &NoteParts<'_>) -> Html {
    let NoteParts { shown, field, button, on_open } = parts;
    let AuthorsNote { about, note, is_received, document: _ } = shown;
    let said = note.as_ref().filter(|_| field.is_none());
    if said.is_none() && *is_received {
        return Html::default();
    }
    let way = match field {
        Some(field) => field_view(*about, field),
        None if *is_received => Html::default(),
        None => html! {
            <button ref={*button} type="button" class="note-open" onclick={on_open.reform(|_: MouseEvent| ())}>
                { icon(Icon::Note) }{ words::open(*about, note.is_some()) }
            </button>
        },
    };
    let class = classes!("note", (said.is_some() || field.is_some()).then_some("note-said"));
    let level = match about {
        About::File => Level::Second,
        About::Instruction(_) => Level::Third,
    };
    html! { <div {class}>{ for said.map(|note| said_view(note, level)) }{ way }</div> }
}

/// A note where nothing runs, below its heading.
pub(crate) fn still_note(shown: Option<&AuthorsNote>, level: Level) -> Html {
    let Some(said) = shown.and_then(|shown| shown.note.as_ref()) else { return Html::default() };
    html! { <div class="note note-said">{ said_view(said, level) }</div> }
}

/// What heads a note.
#[derive(Clone, Copy)]
pub(crate) enum Level {
    /// A heading of a page.
    Second,
    /// A heading of a section of it.
    Third,
    /// No heading: the page around has its own.
    None,
}

/// What is said, below what heads it.
fn said_view(said: &Note, level: Level) -> Html {
    let heading = match level {
        Level::Second => html! { <h2 class="note-heading">{ words::HEADING }</h2> },
        Level::Third => html! { <h3 class="note-heading">{ words::HEADING }</h3> },
        Level::None => html! { <p class="note-heading">{ words::HEADING }</p> },
    };
    let paragraph = |pieces: &Vec<NotePiece>| html! { <p>{ for pieces.iter().map(piece) }</p> };
    html! { <>{ heading }{ for said.paragraphs().iter().map(paragraph) }</> }
}

/// Nothing of a note is markup but what the tree says; a link leads to the web only, and tells nobody where it was pressed.
fn piece(piece: &NotePiece) -> Html {
    match piece {
        NotePiece::Text(text) => html! { { text } },
        NotePiece::Code(text) => html! { <code>{ text }</code> },
        NotePiece::Strong(text) => html! { <strong>{ text }</strong> },
        NotePiece::Emphasis(text) => html! { <em>{ text }</em> },
        NotePiece::Link { text, url } => html! {
            <a href={url.clone()} target="_blank" rel="noopener noreferrer nofollow">{ text }</a>
        },
    }
}

fn field_view(about: About, field: &NoteField<'_>) -> Html {
    let (id, hint_id, refusal_id) = match about {
        About::File => ("file-note", "file-note-hint", "file-note-refusal"),
        About::Instruction(_) => ("note", "note-hint", "note-refusal"),
    };
    let is_refused = field.refusal.is_some();
    html! {
        <>
            <label for={id}>{ words::field(about) }</label>
            <textarea
                ref={field.text_area}
                {id}
                rows="4"
                aria-describedby={if is_refused { refusal_id } else { hint_id }}
                aria-invalid={is_refused.then_some("true")}
                defaultvalue={field.text.clone()}
                oninput={field.on_input.clone()}
                onkeydown={field.on_key.clone()}
            />
            <p id={hint_id} class="note-hint">{ words::HINT }</p>
            <p id={refusal_id} class="note-refusal" role="alert">{ field.refusal }</p>
            <div class="note-buttons">
                <button type="button" class="button button-primary" onclick={field.on_done.reform(|_: MouseEvent| ())}>
                    { words::DONE }
                </button>
                <button type="button" class="button button-outline" onclick={field.on_cancel.reform(|_: MouseEvent| ())}>
                    { words::CANCEL }
                </button>
            </div>
        </>
    }
}
