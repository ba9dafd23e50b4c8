use onionskin_app::{
    Action, CauseLink, CodePiece, Explained, Explanation, LinkedStep, Missing, Prose, Reference, WordNote,
};
use yew::prelude::*;

use crate::icon::{Icon, icon};
use crate::prose::{paragraphs, prose};

/// What stands where explanations will be.
const LOADING: &str = "Loading explanations…";

/// What there is to say about the selected instruction.
pub(crate) fn explanation(explained: &Explained, dispatch: &Callback<Action>) -> Html {
    let text = &explained.text;
    let is_loading = matches!(explained.missing, Some(Missing::Loading | Missing::LoadingAgain));
    html! {
        <section
            class="explanation"
            role="region"
            aria-label="Explanation"
            aria-busy={is_loading.then_some("true")}
        >
            <div class="pane-head"><h2>{ &explained.title }</h2><span>{ explained.kind }</span></div>
            <div class="explanation-body">
                <p class="code">{ for explained.code.iter().map(code) }</p>
                { for explained.problems.iter().map(|problem| refusal(problem)) }
                { for explained.missing.as_ref().map(|missing| missing_rest(missing, dispatch)) }
                { part("What it does", !text.what.is_empty(), paragraphs(&text.what)) }
                { part("Word by word", !text.words.is_empty(), words(&text.words)) }
                { part("Why it matters", !text.why_it_matters.is_empty(), paragraphs(&text.why_it_matters)) }
                { part(explained.why_heading, !explained.chain.is_empty(), causes(explained, dispatch)) }
                { part("What could ever rebuild it", !text.could_rebuild.is_empty(), list(&text.could_rebuild)) }
                { part("What never rebuilds it", !text.never_rebuilds.is_empty(), list(&text.never_rebuilds)) }
                { references(text) }
            </div>
        </section>
    }
}

/// What BuildKit says of a line that it refuses. The editor has announced it already.
fn refusal(problem: &str) -> Html {
    html! { <p class="refusal">{ icon(Icon::Warning) }<span>{ problem }</span></p> }
}

/// What stands in place of explanations that are not loaded.
fn missing_rest(missing: &Missing, dispatch: &Callback<Action>) -> Html {
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
                { "Retry" }
            </button>
        }
    };
    let (message, retry) = match missing {
        Missing::Loading => (LOADING, Html::default()),
        Missing::LoadingAgain => (LOADING, retry(true)),
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

fn code(piece: &CodePiece) -> Html {
    if piece.is_word {
        html! { <span class="code-word">{ &piece.text }</span> }
    } else {
        html! { { &piece.text } }
    }
}

fn words(words: &[WordNote]) -> Html {
    let word = |word: &WordNote| html! { <div><dt>{ &word.text }</dt><dd>{ prose(&word.note) }</dd></div> };
    html! { <dl class="words">{ for words.iter().map(word) }</dl> }
}

/// The causes, root first: a chain is numbered, a single one is a sentence.
fn causes(explained: &Explained, dispatch: &Callback<Action>) -> Html {
    let class = classes!("causes", explained.verdict.name());
    match explained.chain.as_slice() {
        [only] => html! { <p {class}>{ cause(only, dispatch) }</p> },
        chain => {
            let link = |link: &CauseLink| html! { <li>{ cause(link, dispatch) }</li> };
            html! { <ol {class}>{ for chain.iter().map(link) }</ol> }
        }
    }
}

/// A link of the chain, and a way to the step that it is about.
fn cause(link: &CauseLink, dispatch: &Callback<Action>) -> Html {
    let go = |step: &LinkedStep| {
        let start = step.start;
        let on_choose = dispatch.reform(move |_: MouseEvent| Action::InstructionChosen { start });
        html! {
            <>{ " " }<button type="button" class="go" onclick={on_choose}>{ format!("Go to {}", lower(&step.name)) }</button></>
        }
    };
    html! { <>{ prose(&link.sentence) }{ for link.step.as_ref().map(go) }</> }
}

/// A name in the middle of a sentence: "step 2 of 5", but "ARG".
fn lower(name: &str) -> String {
    name.strip_prefix("Step ").map_or_else(|| name.to_owned(), |rest| ["step ", rest].concat())
}

fn list(phrases: &[Prose]) -> Html {
    let item = |phrase: &Prose| html! { <li>{ prose(phrase) }</li> };
    html! { <ul class="could">{ for phrases.iter().map(item) }</ul> }
}

/// Links to manuals. They come from the explanations, never from the Dockerfile.
fn references(text: &Explanation) -> Html {
    let link = |reference: &Reference| {
        html! { <li><a href={reference.url.clone()} rel="noreferrer">{ &reference.title }</a></li> }
    };
    html! { <ul class="references">{ for text.reference.iter().chain(&text.further).map(link) }</ul> }
}
