use std::rc::Rc;

use onionskin_app::{
    Action, CellReading, CopyOutcome, Explained, Matrix, MatrixRow, StageColumns, StepColumn, Verdict, View,
    words,
};
use yew::prelude::*;

use crate::copy_outcome::copy_outcome;
use crate::explanation::explanation;
use crate::pane_events::PaneEvents;
use crate::prose::prose;
use crate::verdict::verdict;

/// The most columns whose cells have room for words; with more of them, cells are signs.
const MAX_WORDED: usize = 6;

/// What the view of all changes is made of.
pub struct MatrixParts<'a> {
    /// What it shows.
    pub matrix: &'a Matrix,
    /// Where facts go.
    pub dispatch: &'a Callback<Action>,
    /// The cell that the Tab key leads to, as row and column.
    pub stop: (usize, usize),
    /// A cell was pressed.
    pub on_press: Callback<MouseEvent>,
    /// A cell got the focus.
    pub on_focus: Callback<FocusEvent>,
    /// A key was pressed in a cell.
    pub on_key: Callback<KeyboardEvent>,
    /// The Copy button was pressed.
    pub on_copy: Callback<MouseEvent>,
    /// Reaches the field with the Markdown, which is there where the browser has refused to copy it.
    pub markdown: &'a NodeRef,
    /// The explanation of the selected instruction.
    pub explained: Option<&'a Rc<Explained>>,
    /// What happens in the explanation.
    pub pane: &'a PaneEvents,
}

/// Every change, and what it does to every step.
pub fn matrix(parts: &MatrixParts<'_>) -> Html {
    let MatrixParts { matrix, dispatch, on_copy, markdown, .. } = parts;
    let has_steps = matrix.n_columns > 0;
    html! {
        <div class="workbench">
            <div class="matrix-pane">
                <div class="pane-head">
                    <h2>{ words::VIEW_CHANGES }</h2>
                    if has_steps {
                        <button type="button" class="button matrix-copy" onclick={on_copy}>{ words::matrix::COPY }</button>
                    }
                </div>
                if has_steps {
                    <div class="matrix-copied">
                        { copy_outcome(matrix.copied) }
                        if matrix.copied == Some(CopyOutcome::Refused) {
                            <textarea
                                ref={*markdown}
                                class="field"
                                aria-label={words::matrix::MARKDOWN}
                                rows="4"
                                readonly=true
                                value={matrix.markdown()}
                            />
                        }
                    </div>
                    { grid(parts) }
                    <div class="matrix-foot">
                        <div class="matrix-reading" aria-live="polite">
                            { matrix.reading.as_ref().map_or_else(hint, |it| reading(it, dispatch)) }
                        </div>
                        <ul class="matrix-legend" aria-label={words::matrix::LEGEND}>
                            { for matrix.legend.iter().map(|verdict| meaning(*verdict)) }
                        </ul>
                        if matrix.n_columns < matrix.steps.len() {
                            <p>{ words::matrix::cut(matrix.n_columns, matrix.steps.len()) }</p>
                        }
                        { costs(&matrix.rows) }
                    </div>
                } else {
                    <p class="layers-note">{ words::matrix::NO_STEPS }</p>
                }
            </div>
            { explanation(parts.explained, dispatch, parts.pane) }
        </div>
    }
}

/// The grid. Its cells are one stop for the Tab key; who presses one is found by where it stands, so that thousands of
/// cells need no callback each.
fn grid(parts: &MatrixParts<'_>) -> Html {
    let matrix = parts.matrix;
    let (stop_row, stop_column) = parts.stop;
    let row = |(at, row): (usize, &Rc<MatrixRow>)| {
        html! {
            <MatrixRowItem
                key={at}
                row={Rc::clone(row)}
                steps={Rc::clone(&matrix.steps)}
                n_columns={matrix.n_columns}
                stop={(at == stop_row).then_some(stop_column)}
                selected={matrix.selected.filter(|_| row.is_chosen)}
            />
        }
    };
    let step = |(at, step): (usize, &StepColumn)| {
        let class = classes!(
            step.starts_stage.then_some("stage-start"),
            (matrix.selected == Some(at)).then_some("current")
        );
        let (number, total) = step.number.split_at(step.number.find('/').unwrap_or(step.number.len()));
        html! {
            <th scope="col" {class} title={step.text.clone()}>
                { number }<span class="slab-total">{ total }</span>
                <span class="matrix-keyword">{ step.keyword }</span>
            </th>
        }
    };
    let n_head_rows = if matrix.stages.is_empty() { "1" } else { "2" };
    let steps = html! { <>{ for matrix.steps.iter().take(matrix.n_columns).enumerate().map(step) }</> };
    let changes = html! { <th scope="col" rowspan={n_head_rows} class="matrix-changes">{ words::matrix::CHANGES }</th> };
    let totals =
        html! { <th scope="col" rowspan={n_head_rows} class="matrix-totals">{ words::matrix::TOTALS }</th> };
    let heads = if matrix.stages.is_empty() {
        html! { <tr>{ changes }{ steps }{ totals }</tr> }
    } else {
        html! {
            <>
                <tr>{ changes }{ for matrix.stages.iter().map(stage) }{ totals }</tr>
                <tr>{ steps }</tr>
            </>
        }
    };
    let has_words = matrix.n_columns <= MAX_WORDED;
    html! {
        <div class="matrix-region">
            <table
                role="grid"
                aria-label={words::VIEW_CHANGES}
                class={classes!("matrix", has_words.then_some("matrix-worded"))}
                onclick={&parts.on_press}
                onfocusin={&parts.on_focus}
                onkeydown={&parts.on_key}
            >
                <thead>{ heads }</thead>
                <tbody>{ for matrix.rows.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}

fn stage(stage: &StageColumns) -> Html {
    html! {
        <th scope="colgroup" colspan={stage.n_columns.to_string()} class="matrix-stage" title={stage.name.clone()}>
            <span>{ &stage.name }</span>
        </th>
    }
}

/// What a row shows.
#[derive(PartialEq, Properties)]
pub(crate) struct MatrixRowProps {
    pub(crate) row: Rc<MatrixRow>,
    pub(crate) steps: Rc<Vec<StepColumn>>,
    pub(crate) n_columns: usize,
    /// The column of the cell that the Tab key leads to, where it is in this row.
    pub(crate) stop: Option<usize>,
    /// The column of the selected instruction, where this is the chosen change.
    pub(crate) selected: Option<usize>,
}

/// A change in the grid.
#[component]
pub(crate) fn MatrixRowItem(props: &MatrixRowProps) -> Html {
    let MatrixRowProps { row, steps, n_columns, stop, selected } = props;
    let change = row.label.plain();
    let has_words = *n_columns <= MAX_WORDED;
    let cell = |(at, (step, verdict)): (usize, (&StepColumn, &Verdict))| {
        let (lead, rest) = words::verdict(*verdict);
        let label = words::matrix::cell(&change, &step.name, &[lead, rest].concat());
        html! {
            <td class={step.starts_stage.then_some("stage-start")} aria-selected={(*selected == Some(at)).then_some("true")}>
                <button
                    type="button"
                    class={verdict.name()}
                    tabindex={if *stop == Some(at) { "0" } else { "-1" }}
                    aria-label={label}
                >
                    if has_words {
                        <span>{ rest }</span>
                    }
                </button>
            </td>
        }
    };
    let cells = steps.iter().zip(&row.verdicts).take(*n_columns).enumerate().map(cell);
    html! {
        <tr aria-current={row.is_chosen.then_some("true")}>
            <th scope="row" class="matrix-changes">{ prose(&row.label) }</th>
            { for cells }
            <td class="matrix-totals">{ &row.totals }</td>
        </tr>
    }
}

fn hint() -> Html {
    html! { <p>{ words::matrix::HINT }</p> }
}

/// The chosen cell in words, and the way to it in the stack.
fn reading(reading: &CellReading, dispatch: &Callback<Action>) -> Html {
    let on_show = dispatch.reform(|_: MouseEvent| Action::ViewChosen(View::Stack));
    html! {
        <>
            <p class={classes!("matrix-cell", reading.verdict.name())}>
                <strong>{ prose(&reading.change) }</strong>
                <code>{ &reading.step }{ " " }{ &reading.text }</code>
                { verdict(reading.verdict) }
                <span class="matrix-cause">{ &reading.cause }</span>
            </p>
            <button type="button" class="button button-outline" onclick={on_show}>{ words::matrix::SHOW_IN_STACK }</button>
        </>
    }
}

fn meaning(it: Verdict) -> Html {
    html! {
        <li class={it.name()}><i aria-hidden="true" />{ verdict(it) }<span>{ words::verdict_meaning(it) }</span></li>
    }
}

fn costs(rows: &[Rc<MatrixRow>]) -> Html {
    let cost = |row: &Rc<MatrixRow>| {
        html! { <div><dt>{ prose(&row.label) }</dt><dd>{ prose(&row.cost) }</dd></div> }
    };
    html! {
        <>
            <h3>{ words::matrix::COSTS }</h3>
            <dl class="matrix-costs">{ for rows.iter().map(cost) }</dl>
        </>
    }
}
