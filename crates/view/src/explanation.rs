use std::rc::Rc;

use onionskin_app::words::explanation as labels;
use onionskin_app::{
    Action, CauseLink, CodePiece, DurationField, Explained, Explanation, LinkedStep, Missing, Prose,
    Reference, StepKey, WordNote, words,
};
use yew::prelude::*;

use crate::duration_field::duration_field;
use crate::icon::{Icon, icon};
use crate::note::{Level, still_note};
use crate::pane_events::PaneEvents;
use crate::prose::{paragraphs, prose};

/// The explanation of the selected instruction, where there is one.
pub(crate) fn explanation(
    explained: Option<&Rc<Explained>>,
    dispatch: &Callback<Action>,
    pane: &PaneEvents,
) -> Html {
    let Some(explained) = explained else { return Html::default() };
    // What is marked in one pane means nothing in another.
    let key = format!("{}-{}", explained.document, explained.at);
    html! { <ExplanationPane {key} explained={Rc::clone(explained)} {dispatch} pane={pane.clone()} /> }
}

/// What is explained, and whom to tell.
#[derive(PartialEq, Properties)]
pub(crate) struct ExplanationPaneProps {
    pub(crate) explained: Rc<Explained>,
    pub(crate) dispatch: Callback<Action>,
    pub(crate) pane: PaneEvents,
}

/// What there is to say about the selected instruction. A word and its note point to each other: each is marked while the
/// other one is pointed at or has the focus.
#[component]
pub(crate) fn ExplanationPane(props: &ExplanationPaneProps) -> Html {
    let ExplanationPaneProps { explained, dispatch, pane: PaneEvents { on_words_key, on_duration, note } } =
        props;
    let pointed = use_state_eq(|| None::<usize>);
    let chosen = use_state_eq(|| None::<usize>);
    let marks = Marks { pointed, chosen };
    let text = &explained.text;
    let is_loading = matches!(explained.missing, Some(Missing::Loading | Missing::LoadingAgain));
    html! {
        <section
            class="explanation"
            role="region"
            aria-label={labels::EXPLANATION}
            aria-busy={is_loading.then_some("true")}
        >
            <div class="pane-head"><h2>{ &explained.title }</h2><span>{ explained.kind }</span></div>
            <div class="explanation-body">
                { code(&explained.code, &marks, on_words_key) }
                { marked_note(&text.words, &marks) }
                { for explained.problems.iter().map(|problem| refusal(problem)) }
                { for explained.missing.as_ref().map(|missing| missing_note(missing, dispatch)) }
                { for note.zip(explained.note.as_ref()).map(|(note, shown)| (note.0)(shown, dispatch)) }
                { part(labels::WHAT_IT_DOES, !text.what.is_empty(), paragraphs(&text.what)) }
                { part(labels::WORD_BY_WORD, !text.words.is_empty(), word_notes(&text.words, &marks)) }
                { part(labels::WHY_IT_MATTERS, !text.why_it_matters.is_empty(), paragraphs(&text.why_it_matters)) }
                { part(explained.why_heading, !explained.chain.is_empty(), causes(explained, &go_to(dispatch))) }
                { for explained.duration.as_ref().map(|field| duration(field, on_duration)) }
                { part(labels::COULD_REBUILD, !text.could_rebuild.is_empty(), list(&text.could_rebuild)) }
                { part(labels::NEVER_REBUILDS, !text.never_rebuilds.is_empty(), list(&text.never_rebuilds)) }
                { references(text) }
            </div>
        </section>
    }
}

/// Which words are marked.
struct Marks {
    /// The one under the pointer.
    pointed: UseStateHandle<Option<usize>>,
    /// The one that was clicked or had the focus last.
    chosen: UseStateHandle<Option<usize>>,
}

impl Marks {
    /// The word that is marked.
    fn marked(&self) -> Option<usize> {
        self.pointed.or(*self.chosen)
    }

    fn class(&self, word: usize) -> Option<&'static str> {
        (self.marked() == Some(word)).then_some("marked")
    }

    fn point<E>(&self, word: Option<usize>) -> Callback<E> {
        let pointed = self.pointed.clone();
        Callback::from(move |_| pointed.set(word))
    }

    fn choose<E>(&self, word: usize) -> Callback<E> {
        let chosen = self.chosen.clone();
        Callback::from(move |_| chosen.set(Some(word)))
    }
}

/// The id of the note on a word.
fn note_id(word: usize) -> String {
    format!("word-{word}")
}

/// What BuildKit says of a line that it refuses. The editor has announced it already.
fn refusal(problem: &str) -> Html {
    html! { <p class="refusal">{ icon(Icon::Warning) }<span>{ problem }</span></p> }
}

/// What stands in place of explanations that are not loaded.
pub fn missing_note(missing: &Missing, dispatch: &Callback<Action>) -> Html {
    let retry = |is_pressed: bool| {
        let on_retry = dispatch.reform(|_: MouseEvent| Action::ExplanationsRetried);
        html! {
            // It stays while it works, so that the focus does, too.
            <button
                type="button"
                class="button button-outline"
                aria-disabled={is_pressed.then_some("true")}
                onclick={on_retry}
            >
                { labels::RETRY }
            </button>
        }
    };
    let (message, retry) = match missing {
        Missing::Loading => (labels::LOADING, Html::default()),
        Missing::LoadingAgain => (labels::LOADING, retry(true)),
        Missing::Failed(message) => (message.as_str(), retry(false)),
    };
    html! { <div class="missing"><p role="status">{ message }</p>{ retry }</div> }
}

fn part(heading: &'static str, has_text: bool, body: Html) -> Html {
    if !has_text {
        return Html::default();
    }
    html! { <><h3>{ heading }</h3>{ body }</> }
}

/// The instruction as written. Its words are one stop for the Tab key; arrow keys lead from one to the next.
fn code(pieces: &[CodePiece], marks: &Marks, on_key: &Callback<KeyboardEvent>) -> Html {
    let mut seen: Vec<usize> = Vec::new();
    let first = pieces.iter().find_map(|piece| piece.word);
    // An edit may have taken away the word that was chosen.
    let chosen = marks.chosen.filter(|word| pieces.iter().any(|piece| piece.word == Some(*word)));
    let mut view = |piece: &CodePiece| {
        let Some(word) = piece.word else { return html! { { &piece.text } } };
        let is_first_of_word = !seen.contains(&word);
        seen.push(word);
        let is_stop = is_first_of_word && chosen.or(first) == Some(word);
        html! {
            <button
                type="button"
                class={classes!("code-word", marks.class(word))}
                tabindex={if is_stop { "0" } else { "-1" }}
                aria-describedby={note_id(word)}
                onfocus={marks.choose::<FocusEvent>(word)}
                onclick={marks.choose::<MouseEvent>(word)}
                onmouseenter={marks.point(Some(word))}
                onmouseleave={marks.point(None)}
            >
                { &piece.text }
            </button>
        }
    };
    html! {
        <p class="code" role="group" aria-label={labels::THE_INSTRUCTION} onkeydown={on_key}>
            { for pieces.iter().map(&mut view) }
        </p>
    }
}

/// The note on the marked word, next to it.
fn marked_note(words: &[WordNote], marks: &Marks) -> Html {
    if words.is_empty() {
        return Html::default();
    }
    // Who hears the page hears the note with the word.
    match marks.marked().and_then(|at| words.get(at)) {
        Some(word) => html! {
            <p class="marked-note" aria-hidden="true"><code>{ &word.text }</code>{ " " }{ prose(&word.note) }</p>
        },
        None => {
            html! { <p class="word-hint" aria-hidden="true">{ labels::POINT_AT_A_WORD }</p> }
        }
    }
}

fn word_notes(words: &[WordNote], marks: &Marks) -> Html {
    let word = |(at, word): (usize, &WordNote)| {
        html! {
            <div class={classes!(marks.class(at))} onmouseenter={marks.point(Some(at))} onmouseleave={marks.point(None)}>
                <dt>{ &word.text }</dt>
                <dd id={note_id(at)}>{ prose(&word.note) }</dd>
            </div>
        }
    };
    html! { <dl class="words">{ for words.iter().enumerate().map(word) }</dl> }
}

/// The causes, root first: a chain is numbered, a single one is a sentence. `go` is a way to the step that one is about.
fn causes(explained: &Explained, go: &dyn Fn(&LinkedStep) -> Html) -> Html {
    let class = classes!("causes", explained.verdict.name());
    let cause = |link: &CauseLink| html! { <>{ prose(&link.sentence) }{ for link.step.as_ref().map(go) }</> };
    match explained.chain.as_slice() {
        [only] => html! { <p {class}>{ cause(only) }</p> },
        chain => {
            let link = |link: &CauseLink| html! { <li>{ cause(link) }</li> };
            html! { <ol {class}>{ for chain.iter().map(link) }</ol> }
        }
    }
}

/// Selects a step.
fn go_to(dispatch: &Callback<Action>) -> impl Fn(&LinkedStep) -> Html {
    |step: &LinkedStep| {
        let start = step.start;
        let on_choose = dispatch.reform(move |_: MouseEvent| Action::InstructionChosen { start });
        html! {
            <>{ " " }<button type="button" class="go" onclick={on_choose}>{ labels::go_to(&lower(&step.name)) }</button></>
        }
    }
}

/// A name in the middle of a sentence: "step 2 of 5", but "ARG".
fn lower(name: &str) -> String {
    name.strip_prefix("Step ").map_or_else(|| name.to_owned(), |rest| ["step ", rest].concat())
}

/// How long the step takes.
fn duration(field: &DurationField, on_duration: &Callback<(StepKey, InputEvent)>) -> Html {
    let id = "step-seconds".to_owned();
    html! {
        <>
            <h3>{ words::costs::HEADING }</h3>
            <p class="step-duration">
                <label for={id.clone()}>{ words::costs::SECONDS_IT_TAKES }</label>
                { duration_field(field, id, None, on_duration) }
                <span class="step-duration-hint">{ words::costs::HOW_TO_FILL }</span>
            </p>
        </>
    }
}

fn list(phrases: &[Prose]) -> Html {
    let item = |phrase: &Prose| html! { <li>{ prose(phrase) }</li> };
    html! { <ul class="could">{ for phrases.iter().map(item) }</ul> }
}

/// Links to manuals. They come from the explanations, never from the Dockerfile. Nobody loses the page over one, and a frame
/// of somebody else's could not show it.
fn references(text: &Explanation) -> Html {
    let link = |reference: &Reference| {
        let href = reference.url.clone();
        html! { <li><a {href} target="_blank" rel="noopener noreferrer">{ &reference.title }</a></li> }
    };
    html! { <ul class="references">{ for text.reference.iter().chain(&text.further).map(link) }</ul> }
}

/// The explanation where nothing runs. It has an id of its own among those that start with `id`, so that others lead to it.
pub(crate) fn still_explanation(explained: &Explained, id: &str) -> Html {
    let text = &explained.text;
    let see = |step: &LinkedStep| {
        let target = ["#", &still_id(id, step.start)].concat();
        html! { <>{ " " }<a href={target}>{ words::still::see(&lower(&step.name)) }</a></> }
    };
    let word = |word: &WordNote| html! { <div><dt>{ &word.text }</dt><dd>{ prose(&word.note) }</dd></div> };
    let words = html! { <dl class="words">{ for text.words.iter().map(word) }</dl> };
    html! {
        <div class="explanation" id={still_id(id, explained.start)}>
            <p class="still-kind">{ &explained.title }{ " · " }{ explained.kind }</p>
            { for explained.problems.iter().map(|problem| refusal(problem)) }
            { still_note(explained.note.as_ref(), Level::Third) }
            { part(labels::WHAT_IT_DOES, !text.what.is_empty(), paragraphs(&text.what)) }
            { part(labels::WORD_BY_WORD, !text.words.is_empty(), words) }
            { part(labels::WHY_IT_MATTERS, !text.why_it_matters.is_empty(), paragraphs(&text.why_it_matters)) }
            { part(explained.why_heading, !explained.chain.is_empty(), causes(explained, &see)) }
            { part(labels::COULD_REBUILD, !text.could_rebuild.is_empty(), list(&text.could_rebuild)) }
            { part(labels::NEVER_REBUILDS, !text.never_rebuilds.is_empty(), list(&text.never_rebuilds)) }
            { references(text) }
        </div>
    }
}

/// The id of the explanation of the instruction that starts at the byte `start`.
fn still_id(id: &str, start: u32) -> String {
    format!("{id}-{start}")
}
