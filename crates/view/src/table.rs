use std::rc::Rc;

use onionskin_app::{Action, Screen, TableRow, words};
use yew::prelude::*;

use crate::explanation::explanation;
use crate::icon::{Icon, icon};
use crate::pane_events::PaneEvents;
use crate::verdict::verdict;
use crate::view_obstacle::view_obstacle;

/// From how many rows on a table needs more than most windows have: beside it, the explanation has to follow.
const LONG: usize = 20;

/// The table of instructions, and the explanation of the selected one, or why there is none. `on_key` learns of the keys that are pressed in
/// the rows.
pub fn table(
    screen: &Screen,
    dispatch: &Callback<Action>,
    on_key: &Callback<KeyboardEvent>,
    pane: &PaneEvents,
) -> Html {
    let Some(table) = &screen.views.table else { return view_obstacle(&screen.layers, dispatch) };
    let has_stages = table.has_stages;
    let row = |(at, row): (usize, &Rc<TableRow>)| {
        html! { <TableItem key={at} row={Rc::clone(row)} {has_stages} {dispatch} /> }
    };
    let is_long = table.rows.len() > LONG;
    html! {
        <div class={classes!("workbench", is_long.then_some("workbench-long"))}>
            <div class="table-pane">
                // On a small screen rows become cards; the roles tell of a table all the same.
                <table role="table" class={classes!("table", has_stages.then_some("table-stages"))}>
                    <caption>{ words::table::CAPTION }</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            { head("table-lines", words::table::LINES) }
                            if has_stages {
                                { head("table-stage", words::table::STAGE) }
                            }
                            { head("table-step", words::table::STEP) }
                            { head("table-text", words::table::INSTRUCTION) }
                            { head("table-verdict", words::table::VERDICT) }
                            { head("table-cause", words::table::CAUSE) }
                            { head("table-kind", words::table::KIND) }
                            if has_stages {
                                { head("table-takes", words::table::TAKES) }
                            }
                        </tr>
                    </thead>
                    <tbody role="rowgroup" onkeydown={on_key}>
                        { for table.rows.iter().enumerate().map(row) }
                    </tbody>
                </table>
            </div>
            { explanation(screen.explanation.as_ref(), dispatch, pane) }
        </div>
    }
}

fn head(class: &'static str, words: &'static str) -> Html {
    html! { <th role="columnheader" scope="col" {class}>{ words }</th> }
}

/// What a row shows.
#[derive(PartialEq, Properties)]
pub(crate) struct TableItemProps {
    pub(crate) row: Rc<TableRow>,
    pub(crate) has_stages: bool,
    pub(crate) dispatch: Callback<Action>,
}

/// An instruction in the table. Its button is for the keyboard; a click anywhere in the row reaches the row.
#[component]
pub(crate) fn TableItem(props: &TableItemProps) -> Html {
    let row = &*props.row;
    let layer = &*row.layer;
    let start = layer.start;
    let on_choose = props.dispatch.reform(move |_: MouseEvent| Action::InstructionChosen { start });
    let class = classes!("table-row", layer.verdict.name(), layer.has_error.then_some("table-error"));
    html! {
        <tr
            role="row"
            {class}
            data-lines={format!("{}-{}", layer.lines.first, layer.lines.last)}
            data-verdict={layer.verdict.name()}
            aria-current={layer.is_selected.then_some("true")}
            onclick={on_choose}
        >
            { cell("table-lines", words::table::LINES, &row.lines) }
            if props.has_stages {
                { cell("table-stage", words::table::STAGE, &row.stage) }
            }
            { cell("table-step", words::table::STEP, &row.step) }
            <th role="rowheader" scope="row" class="table-text">
                <button type="button">{ &row.text }</button>
            </th>
            <td role="cell" class="table-verdict">
                if layer.has_error {
                    <span class="verdict">{ icon(Icon::Warning) }{ words::table::ERROR }</span>
                } else {
                    { verdict(layer.verdict) }
                }
            </td>
            { cell("table-cause", words::table::CAUSE, &row.cause) }
            { cell("table-kind", words::table::KIND, row.kind) }
            if props.has_stages {
                <td role="cell" class="table-takes">{ &row.takes }</td>
            }
        </tr>
    }
}

/// A cell. Where there is no room for heads, style sheets show `label` in front of it.
fn cell(class: &'static str, label: &'static str, text: &str) -> Html {
    html! {
        <td role="cell" {class} data-label={label}>{ text }</td>
    }
}
