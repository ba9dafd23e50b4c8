use std::fmt::Write as _;
use std::rc::Rc;

use onionskin_app::words::editor as words;
use onionskin_app::{Band, BandKind, Chunk, Editor, Ink, LINE_HEIGHT, Problem};
use yew::prelude::*;

use crate::icon::{Icon, icon};

/// Where the whole editor is: the one that folds, completes and searches. Until it is here, a plain text field stands in
/// its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WholeEditor {
    /// On its way.
    #[default]
    Awaited,
    /// Here.
    Here,
    /// Not to be had.
    Failed,
}

/// What the editor is made of.
pub struct EditorParts<'a> {
    /// What is in the editor.
    pub editor: &'a Editor,
    /// Where the whole editor is.
    pub whole: WholeEditor,
    /// Reaches the place of the whole editor, which is empty until it is here.
    pub host: &'a NodeRef,
    /// Reaches the text field.
    pub text_area: &'a NodeRef,
    /// What BuildKit refuses, once typing rests.
    pub problem: Option<&'a Problem>,
    /// The text in the field is different.
    pub on_input: Callback<InputEvent>,
    /// The field has the focus now.
    pub on_focus: Callback<FocusEvent>,
}

/// The id of the element that says what is wrong with the text.
pub const PROBLEM_ID: &str = "problem";

/// The id of the element that says how the keyboard leaves the editor.
pub const HINT_ID: &str = "editor-hint";

/// The Dockerfile: the whole editor, or else a plain text field.
pub fn editor(parts: EditorParts<'_>) -> Html {
    let EditorParts { editor, whole, host, text_area, problem, on_input, on_focus } = parts;
    let is_plain = editor.chunks.is_none();
    html! {
        <div class={classes!("editor", is_plain.then_some("editor-plain"))}>
            // There are as many children whatever is shown, so that each of them stays the same element: with another one,
            // the text field would lose the focus.
            <div class="code-mirror" ref={host} />
            if whole != WholeEditor::Here {
                { field(editor, text_area, problem.is_some(), on_input, on_focus) }
            }
            if whole == WholeEditor::Failed {
                <p class="editor-note" role="status">{ words::PLAIN }</p>
            }
            if let Some(problem) = problem {
                { problem_view(problem) }
            }
        </div>
    }
}

/// A plain text field, and under it the same text in colours, line by line in the same place.
fn field(
    editor: &Editor,
    text_area: &NodeRef,
    is_invalid: bool,
    on_input: Callback<InputEvent>,
    on_focus: Callback<FocusEvent>,
) -> Html {
    let described_by = if is_invalid { [PROBLEM_ID, HINT_ID].join(" ") } else { HINT_ID.to_owned() };
    let text_area = html! {
        <textarea
            ref={text_area}
            aria-label={words::NAME}
            aria-invalid={is_invalid.then_some("true")}
            aria-describedby={described_by}
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            translate="no"
            wrap="off"
            value={AttrValue::Rc(Rc::clone(&editor.source))}
            oninput={on_input}
            onfocus={on_focus}
        />
    };
    let Some(chunks) = &editor.chunks else { return text_area };
    html! {
        <div class="editor-scroll">
            { gutter(editor.n_lines) }
            <div class="editor-sheet">
                { for editor.bands.iter().map(band) }
                <pre class="underlay" aria-hidden="true">
                    { for chunks.iter().enumerate().map(|(at, chunk)| html! { <ChunkView key={at} chunk={Rc::clone(chunk)} /> }) }
                    // A text field shows the empty line behind a last line end; a `pre` needs a character there.
                    { "\u{200b}" }
                </pre>
                { text_area }
            </div>
        </div>
    }
}

/// The error that BuildKit stops at, and those behind it.
fn problem_view(problem: &Problem) -> Html {
    let Problem { message, more } = problem;
    html! {
        <div class="problem">
            { icon(Icon::Warning) }
            <div>
                <p id={PROBLEM_ID} role="alert">{ message }</p>
                if !more.is_empty() {
                    <p class="problem-more">{ "BuildKit stops there. Next it would say:" }</p>
                    <ul>{ for more.iter().map(|message| html! { <li>{ message }</li> }) }</ul>
                }
            </div>
        </div>
    }
}

/// The numbers of the lines.
fn gutter(n_lines: usize) -> Html {
    let mut numbers = String::new();
    for number in 1..=n_lines {
        // Writing to a String cannot fail.
        let _ = writeln!(numbers, "{number}");
    }
    html! { <pre class="gutter" aria-hidden="true">{ numbers }</pre> }
}

#[derive(PartialEq, Properties)]
struct ChunkProps {
    chunk: Rc<Chunk>,
}

/// A piece of the file in colours.
#[component]
fn ChunkView(props: &ChunkProps) -> Html {
    let piece = |piece: &onionskin_app::Piece| match ink(piece.ink) {
        Some(class) => html! { <span {class}>{ &piece.text }</span> },
        None => html! { { &piece.text } },
    };
    props.chunk.pieces.iter().map(piece).collect()
}

const fn ink(ink: Ink) -> Option<&'static str> {
    match ink {
        Ink::Plain => None,
        Ink::Keyword => Some("ink-keyword"),
        Ink::Unknown => Some("ink-unknown"),
        Ink::Flag => Some("ink-flag"),
        Ink::Quoted => Some("ink-quoted"),
        Ink::Heredoc => Some("ink-heredoc"),
        Ink::Comment => Some("ink-comment"),
        Ink::Directive => Some("ink-directive"),
    }
}

fn band(band: &Band) -> Html {
    let class = match band.kind {
        BandKind::Selected => "band band-selected",
        BandKind::Error => "band band-error",
    };
    let top = band.first_line.saturating_sub(1).saturating_mul(LINE_HEIGHT);
    let height = (band.last_line + 1).saturating_sub(band.first_line).saturating_mul(LINE_HEIGHT);
    html! {
        <div {class} style={format!("top:calc({top} * var(--unit));height:calc({height} * var(--unit))")} />
    }
}
