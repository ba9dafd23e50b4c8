//! Grids: tables whose cells have a button. Rows and columns are counted from 0, heads left out.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlTableCellElement, HtmlTableRowElement};
use yew::{KeyboardEvent, TargetCast};

/// The row and the column of the button that `event` happened to.
pub(crate) fn cell(event: &Event) -> Option<(usize, usize)> {
    let button = event.target_dyn_into::<Element>()?.closest("td button").ok()??;
    let cell: HtmlTableCellElement = button.parent_element()?.dyn_into().ok()?;
    let row: HtmlTableRowElement = cell.parent_element()?.dyn_into().ok()?;
    // In front of the first cell stands the head of the row.
    Some((
        usize::try_from(row.section_row_index()).ok()?,
        usize::try_from(cell.cell_index().checked_sub(1)?).ok()?,
    ))
}

/// Walks a grid: the arrow keys move the focus to the next cell, Home and End to the ends of the row, and with Ctrl to the
/// corners of the grid.
pub(crate) fn walk(event: &KeyboardEvent) {
    if event.alt_key() || event.meta_key() || event.shift_key() {
        return;
    }
    if let Some(goal) = goal(event) {
        event.prevent_default();
        let button = goal.and_then(|cell| cell.query_selector("button").ok()?);
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            let _ = button.focus();
        }
    }
}

/// The cell that a key leads to, if it leads anywhere from where it is pressed.
#[expect(clippy::option_option, reason = "a key that means nothing, and one that leads nowhere")]
fn goal(event: &KeyboardEvent) -> Option<Option<Element>> {
    let cell = event.target_dyn_into::<Element>()?.closest("td").ok()??;
    let row = cell.parent_element()?;
    let rows = row.parent_element()?;
    let at = cell.dyn_ref::<HtmlTableCellElement>().and_then(|cell| u32::try_from(cell.cell_index()).ok())?;
    let in_row = |row: Option<Element>| row?.children().item(at);
    let first = |row: Option<Element>| row?.children().item(1);
    // Behind the last cell stands the total of the row.
    let last = |row: Option<Element>| row?.last_element_child()?.previous_element_sibling();
    let goal = match (event.key().as_str(), event.ctrl_key()) {
        ("ArrowRight", false) => cell.next_element_sibling(),
        ("ArrowLeft", false) => cell.previous_element_sibling(),
        ("ArrowDown", false) => in_row(row.next_element_sibling()),
        ("ArrowUp", false) => in_row(row.previous_element_sibling()),
        ("Home", false) => first(Some(row)),
        ("End", false) => last(Some(row)),
        ("Home", true) => first(rows.first_element_child()),
        ("End", true) => last(rows.last_element_child()),
        _ => return None,
    };
    Some(goal)
}
