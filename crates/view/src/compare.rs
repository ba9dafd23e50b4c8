use std::rc::Rc;

use onionskin_app::words::compare as words;
use onionskin_app::{
    Action, Compare, CompareResult, Compared, ContrastKind, ContrastRow, OtherAction, PairRow, PairSide,
    RowKind, Verdict,
};
use yew::prelude::*;

use crate::icon::{Icon, icon};
use crate::prose::prose;
use crate::styled::styled;
use crate::verdict::verdict;
use crate::workbench::measures;

/// What the view of two Dockerfiles is made of.
pub struct CompareParts<'a> {
    /// Both files.
    pub compare: &'a Compare,
    /// The editor of the document.
    pub editor: Html,
    /// The editor of the other Dockerfile.
    pub other_editor: Html,
    /// The button that makes the other one the document was pressed.
    pub on_adopt: &'a Callback<MouseEvent>,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
}

/// Two Dockerfiles side by side, and below them what that makes of their steps and of each change.
pub fn compare(parts: CompareParts<'_>) -> Html {
    let CompareParts { compare, editor, other_editor, on_adopt, dispatch } = parts;
    styled(html! {
        <section class="compare" aria-label={words::VIEW} style={measures(1)}>
            <div class="compare-files">
                <div class="editor-pane">
                    <div class="pane-head"><h2>{ words::BEFORE }</h2><span>{ words::BEFORE_NOTE }</span></div>
                    { editor }
                </div>
                <div class="editor-pane">
                    <div class="pane-head"><h2>{ words::AFTER }</h2><span>{ words::AFTER_NOTE }</span></div>
                    { other_editor }
                </div>
            </div>
            if compare.result != CompareResult::Empty {
                <div class="compare-buttons">
                    <button
                        type="button"
                        class="button button-outline"
                        onclick={dispatch.reform(|_: MouseEvent| Action::Other(OtherAction::Swapped))}
                    >
                        { icon(Icon::Swap) }{ words::SWAP }
                    </button>
                    <button type="button" class="button button-outline" onclick={on_adopt}>{ words::ADOPT }</button>
                </div>
            }
            // It is there from the start, so that what it says later is announced.
            <p class="compare-totals" aria-live="polite">
                if let CompareResult::Compared(compared) = &compare.result {
                    { prose(&compared.totals) }
                }
            </p>
            {
                match &compare.result {
                    CompareResult::Empty => Html::default(),
                    CompareResult::TooLarge(message) => html! {
                        <div class="compare-note" role="alert">{ icon(Icon::Warning) }<p>{ message }</p></div>
                    },
                    CompareResult::Compared(compared) => result(compared),
                }
            }
        </section>
    })
}

/// What the start of the other Dockerfile is made of.
pub struct StartParts {
    /// Whether there is an example of another Dockerfile.
    pub has_example: bool,
    /// One of the buttons was pressed.
    pub on_start: Callback<OtherAction>,
}

/// What to do where there is no other Dockerfile.
pub fn compare_start(parts: &StartParts) -> Html {
    let button = |label: &'static str, action: OtherAction| {
        let onclick = parts.on_start.reform(move |_: MouseEvent| action.clone());
        html! { <button type="button" class="button button-outline" {onclick}>{ label }</button> }
    };
    html! {
        <div class="compare-start">
            <p>{ words::HINT }</p>
            { button(words::COPY, OtherAction::Copied) }
            if parts.has_example {
                { button(words::EXAMPLE, OtherAction::ExampleChosen) }
            }
        </div>
    }
}

fn result(compared: &Rc<Compared>) -> Html {
    html! {
        <>
            if let Some(caveat) = compared.caveat {
                <p class="compare-caveat">{ icon(Icon::Warning) }{ caveat }</p>
            }
            <ResultView compared={Rc::clone(compared)} />
        </>
    }
}

#[derive(PartialEq, Properties)]
struct ResultProps {
    compared: Rc<Compared>,
}

/// The lists of instructions and of changes.
#[component]
fn ResultView(props: &ResultProps) -> Html {
    let compared = &*props.compared;
    html! {
        <>
            <section class="compare-pane" aria-labelledby="compare-rows">
                <div class="pane-head"><h2 id="compare-rows">{ words::ROWS }</h2><span>{ words::ROWS_NOTE }</span></div>
                { heads("pairs-head", &[words::BEFORE, words::AFTER]) }
                <ol class="pairs" aria-labelledby="compare-rows">{ for compared.rows.iter().map(|row| pair(row)) }</ol>
            </section>
            <section class="compare-pane" aria-labelledby="compare-changes">
                <div class="pane-head">
                    <h2 id="compare-changes">{ words::CHANGES }</h2><span>{ words::CHANGES_NOTE }</span>
                </div>
                if !compared.summary.0.is_empty() {
                    <p class="contrast-summary">{ prose(&compared.summary) }</p>
                }
                if compared.contrasts.is_empty() {
                    <p class="contrast-summary">{ words::NO_CHANGES }</p>
                } else {
                    { heads("contrasts-head", &[words::CHANGE, words::BEFORE, words::AFTER]) }
                    <ul class="contrasts" aria-labelledby="compare-changes">
                        { for compared.contrasts.iter().map(contrast) }
                    </ul>
                }
            </section>
        </>
    }
}

/// What the columns are, for the eye: each row says it in words.
fn heads(class: &'static str, heads: &[&'static str]) -> Html {
    html! { <div {class} aria-hidden="true">{ for heads.iter().map(|head| html! { <span>{ head }</span> }) }</div> }
}

fn pair(row: &PairRow) -> Html {
    let lines = |side: &Option<PairSide>| {
        side.as_ref().map(|side| format!("{}-{}", side.lines.first, side.lines.last))
    };
    let class = classes!(
        "pair",
        row.kind.name(),
        row.is_written_same.then_some("pair-written-same"),
        row.verdict.map(Verdict::name),
    );
    html! {
        <li
            {class}
            data-kind={row.kind.name()}
            data-lines-before={lines(&row.before)}
            data-lines={lines(&row.after)}
            data-verdict={row.verdict.map(Verdict::name)}
            data-cause={row.verdict.map(|_| row.cause.clone())}
        >
            { row.before.as_ref().map_or_else(|| missing("pair-before"), |before| html! {
                <div class="pair-side pair-before">
                    <span class="pair-name">{ words::BEFORE }{ " " }</span>
                    { written(before) }
                    if row.after.is_none() { { note(row) } }
                </div>
            }) }
            { row.after.as_ref().map_or_else(|| missing("pair-after"), |after| html! {
                <div class="pair-side pair-after">
                    <span class="pair-name">{ words::AFTER }{ " " }</span>
                    { written(after) }
                    { why(row, after) }
                </div>
            }) }
        </li>
    }
}

/// Where one of the two has no such instruction.
fn missing(class: &'static str) -> Html {
    html! { <div class={classes!("pair-side", "pair-missing", class)} aria-hidden="true" /> }
}

fn written(side: &PairSide) -> Html {
    html! {
        <>
            <span class="pair-line"><span class="unseen">{ words::LINE }</span>{ side.lines.first }</span>
            <code class="pair-text">{ &side.text }</code>
        </>
    }
}

/// How the two differ.
fn note(row: &PairRow) -> Html {
    html! {
        <span class={classes!("pair-note", (row.kind == RowKind::Same).then_some("unseen"))}>{ &row.note }</span>
    }
}

/// The verdict, and behind it the chain of causes.
fn why(row: &PairRow, side: &PairSide) -> Html {
    let Some(shown) = row.verdict else { return Html::default() };
    let shown = html! {
        <>
            if side.has_error {
                <span class="verdict pair-error">{ icon(Icon::Warning) }<span>{ words::ERROR }</span></span>
            } else {
                { verdict(shown) }
            }
            if let Some(step) = &side.step {
                <span class="pair-step">{ words::step(step) }</span>
            }
            { note(row) }
        </>
    };
    if row.chain.is_empty() {
        return html! { <div class="pair-why">{ shown }</div> };
    }
    let causes = match row.chain.as_slice() {
        [only] => html! { <p>{ prose(only) }</p> },
        chain => html! { <ol>{ for chain.iter().map(|link| html! { <li>{ prose(link) }</li> }) }</ol> },
    };
    html! {
        <details class="pair-why" open={row.is_first}>
            <summary>{ shown }<span class="pair-why-word">{ words::WHY }</span></summary>
            { causes }
        </details>
    }
}

fn contrast(row: &ContrastRow) -> Html {
    let drawing = match row.kind {
        ContrastKind::Better => Icon::Fewer,
        ContrastKind::Worse => Icon::More,
        ContrastKind::Equal => Icon::Equal,
        ContrastKind::Open => Icon::Maybe,
        ContrastKind::Apart => Icon::Dash,
    };
    html! {
        <li class={classes!("contrast", row.kind.name())} data-contrast={row.kind.name()}>
            <span class="contrast-label">{ prose(&row.label) }</span>
            <span class="contrast-side"><b>{ words::BEFORE }</b>{ prose(&row.before) }</span>
            <span class="contrast-side"><b>{ words::AFTER }</b>{ prose(&row.after) }</span>
            <span class="contrast-verdict">{ icon(drawing) }{ &row.words }</span>
        </li>
    }
}
