use std::fmt::Write as _;
use std::rc::Rc;

use onionskin_app::{
    Action, Band, BandKind, Chunk, Editor, Ink, LINE_HEIGHT, LineFolds, Piece, Problem, words,
};
use yew::prelude::*;

use crate::icon::{Icon, icon};
use crate::styled::styled;

/// What takes the place of the text field once it can: an editor that knows more of code.
#[derive(Default)]
pub struct CodeEditorSlot {
    /// The code editor, as far as it is there.
    pub html: Html,
    /// Whether it has taken the place.
    pub is_taken: bool,
}

/// What the editor is made of.
pub struct EditorParts<'a> {
    /// What is in the editor.
    pub editor: &'a Editor,
    /// The name of the text field.
    pub label: &'static str,
    /// The id of the error, which no other editor of the page has.
    pub problem_id: &'static str,
    /// What takes the place of the text field once it can.
    pub code_editor: CodeEditorSlot,
    /// Reaches the text field.
    pub text_area: &'a NodeRef,
    /// What BuildKit refuses, once typing rests.
    pub problem: Option<&'a Problem>,
    /// The text in the field is different.
    pub on_input: Callback<InputEvent>,
    /// The field has the focus now.
    pub on_focus: Callback<FocusEvent>,
}

/// The Dockerfile: a plain text field, and under it the same text in colours, line by line in the same place; or the code
/// editor in the place of both.
pub fn editor(parts: &EditorParts<'_>) -> Html {
    let EditorParts { editor, problem_id, code_editor, problem, .. } = parts;
    let is_plain = editor.chunks.is_none();
    html! {
        // What keeps the text when the app stops has to know whether it is the draft.
        <div
            class={classes!("editor", is_plain.then_some("editor-plain"))}
            data-draft={editor.is_draft.then_some("")}
        >
            // There are as many children whatever is shown (`for` would add one): with others around it, Yew would take the
            // text field for something else, and make a new field.
            if !code_editor.is_taken {
                { field(parts) }
            }
            { code_editor.html.clone() }
            if let Some(problem) = problem {
                { problem_view(problem, problem_id) }
            }
        </div>
    }
}

fn field(parts: &EditorParts<'_>) -> Html {
    let EditorParts { editor, label, problem_id, text_area, problem, on_input, on_focus, .. } = parts;
    let is_invalid = problem.is_some();
    let text_area = html! {
        <textarea
            ref={*text_area}
            aria-label={*label}
            aria-invalid={is_invalid.then_some("true")}
            aria-describedby={is_invalid.then_some(*problem_id)}
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            translate="no"
            wrap="off"
            value={AttrValue::Rc(Rc::clone(&editor.source))}
            oninput={on_input.clone()}
            onfocus={on_focus.clone()}
        />
    };
    if editor.chunks.is_some() { sheet(editor, None, text_area) } else { text_area }
}

/// The text in colours, line by line beside its numbers, under a `text_area`, or where there is none to be `read`: then who
/// cannot point scrolls it with the keyboard, and a press on an instruction is told.
pub(crate) fn sheet(editor: &Editor, read: Option<&Callback<Action>>, text_area: Html) -> Html {
    let folds = &editor.line_folds;
    let (mut end, mut line) = (0, 1);
    let chunk = |(at, chunk): (usize, &Rc<Chunk>)| {
        let Some(dispatch) = read else {
            return html! { <span key={at}><ChunkView chunk={Rc::clone(chunk)} /></span> };
        };
        let (start, first) = (end, line);
        let mut is_ended = true;
        for text in chunk.pieces.iter().map(|piece| &piece.text) {
            end += u32::try_from(text.len()).unwrap_or(u32::MAX);
            line += u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX);
            is_ended = text.ends_with('\n');
        }
        let last = if is_ended { line.saturating_sub(1) } else { line };
        let on_press = dispatch.reform(move |_: MouseEvent| Action::InstructionChosen { start });
        let fold = (first < last && folds.is_hidden(first + 1)).then(|| unfold(first, dispatch));
        let shown = if fold.is_some() { Rc::new(first_line(chunk)) } else { Rc::clone(chunk) };
        html! { <><span key={at} onclick={on_press}><ChunkView chunk={shown} /></span>{ for fold }</> }
    };
    html! {
        <div
            class="editor-scroll"
            role={read.map(|_| "region")}
            aria-label={read.map(|_| words::DOCKERFILE)}
            tabindex={read.map(|_| "0")}
        >
            { gutter(editor.n_lines, folds) }
            <div class="editor-sheet">
                { for editor.bands.iter().map(|it| band(it, folds)) }
                <pre class="underlay" aria-hidden={read.is_none().then_some("true")} translate="no">
                    if let Some(chunks) = &editor.chunks {
                        { for chunks.iter().enumerate().map(chunk) }
                    } else {
                        { &*editor.source }
                    }
                    // A text field shows the empty line behind a last line end; a `pre` needs a character there.
                    if read.is_none() {
                        { "\u{200b}" }
                    }
                </pre>
                { text_area }
            </div>
        </div>
    }
}

/// The first line of a chunk, without its end.
fn first_line(chunk: &Chunk) -> Chunk {
    let mut pieces = Vec::new();
    for piece in &chunk.pieces {
        let (text, is_last) =
            piece.text.split_once('\n').map_or((piece.text.as_str(), false), |(text, _)| (text, true));
        pieces.push(Piece { ink: piece.ink, text: text.to_owned() });
        if is_last {
            break;
        }
    }
    Chunk { pieces }
}

/// What stands for the folded lines behind `line`, and shows them.
fn unfold(line: u32, dispatch: &Callback<Action>) -> Html {
    let on_press = dispatch.reform(move |_: MouseEvent| Action::ReceivedLinesUnfolded { line });
    html! {
        <><button type="button" class="unfold" aria-label={words::editor::UNFOLD} onclick={on_press}>{ "…" }</button>{ "\n" }</>
    }
}

/// The error that BuildKit stops at, and those behind it.
pub(crate) fn problem_view(problem: &Problem, id: &'static str) -> Html {
    let Problem { message, more } = problem;
    html! {
        <div class="problem">
            { icon(Icon::Warning) }
            <div>
                <p {id} role="alert">{ message }</p>
                { next_errors(more) }
            </div>
        </div>
    }
}

/// The errors behind the first.
fn next_errors(more: &[String]) -> Html {
    if more.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="problem-more">{ words::page::NEXT_ERRORS }</p>
            <ul>{ for more.iter().map(|message| html! { <li>{ message }</li> }) }</ul>
        </>
    }
}

/// What BuildKit refuses, where nothing runs.
pub(crate) fn still_problem(problem: &Problem) -> Html {
    html! {
        <div class="refusal">
            { icon(Icon::Warning) }
            <div><p>{ &problem.message }</p>{ next_errors(&problem.more) }</div>
        </div>
    }
}

/// The text in colours, a line each, where nothing can be typed. What is selected is marked where something is.
pub(crate) fn still_source(editor: &Editor, has_selection: bool) -> Html {
    let plain = [Rc::new(Chunk { pieces: vec![Piece { ink: Ink::Plain, text: editor.source.to_string() }] })];
    let chunks = editor.chunks.as_deref().unwrap_or(&plain);
    let mut lines: Vec<Vec<(Ink, &str)>> = vec![Vec::new()];
    for piece in chunks.iter().flat_map(|chunk| &chunk.pieces) {
        for part in piece.text.split_inclusive('\n') {
            if let Some(line) = lines.last_mut() {
                line.push((piece.ink, part));
            }
            if part.ends_with('\n') {
                lines.push(Vec::new());
            }
        }
    }
    // Behind the last line end there is no line.
    lines.pop_if(|line| line.is_empty());
    let line = |(number, pieces): (u32, &Vec<(Ink, &str)>)| {
        let mut bands = editor.bands.iter().filter(|band| has_selection || band.kind != BandKind::Selected);
        let kind = bands.find(|band| (band.first_line..=band.last_line).contains(&number));
        let class = classes!("still-line", kind.map(|band| band_class(band.kind)));
        html! { <span {class}>{ for pieces.iter().map(|(ink, text)| inked(*ink, text)) }</span> }
    };
    // Highlighters of the pages that this stands in leave code of this class as it is.
    html! { <pre class="still-source"><code class="nohighlight">{ for (1..).zip(&lines).map(line) }</code></pre> }
}

/// The numbers of the lines.
fn gutter(n_lines: usize, folds: &LineFolds) -> Html {
    let mut numbers = String::new();
    let numbered = 1..=u32::try_from(n_lines).unwrap_or(u32::MAX);
    for number in numbered.filter(|line| !folds.is_hidden(*line)) {
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
    props.chunk.pieces.iter().map(|piece| inked(piece.ink, &piece.text)).collect()
}

/// Text of one colour.
fn inked(kind: Ink, text: &str) -> Html {
    match ink(kind) {
        Some(class) => html! { <span {class}>{ text }</span> },
        None => html! { { text } },
    }
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
        Ink::Note => Some("ink-note"),
    }
}

const fn band_class(kind: BandKind) -> &'static str {
    match kind {
        BandKind::Selected => "band-selected",
        BandKind::Error => "band-error",
    }
}

fn band(band: &Band, folds: &LineFolds) -> Html {
    let (first_line, last_line) = (folds.shown(band.first_line), folds.shown(band.last_line));
    let class = classes!("band", band_class(band.kind));
    let top = first_line.saturating_sub(1).saturating_mul(LINE_HEIGHT);
    let height = (last_line + 1).saturating_sub(first_line).saturating_mul(LINE_HEIGHT);
    styled(html! {
        <div {class} style={format!("top:calc({top} * var(--unit));height:calc({height} * var(--unit))")} />
    })
}
