//! The words of the view "All changes".

/// The head of the column of changes.
pub const CHANGES: &str = "What changed?";
/// The head of the column of totals.
pub const TOTALS: &str = "In total";
/// The button that copies the grid.
pub const COPY: &str = "Copy as Markdown";
/// What the field with the grid as Markdown is called.
pub const MARKDOWN: &str = "All changes as Markdown";
/// How the grid is used.
pub const HINT: &str = "Press a cell to see why.";
/// The button that leads from the chosen cell to the stack.
pub const SHOW_IN_STACK: &str = "Show in Layers";
/// What the verdicts of the grid are called together.
pub const LEGEND: &str = "Legend";
/// What each of the changes costs.
pub const COSTS: &str = "What each change costs";
/// There are instructions, and none is a step.
pub const NO_STEPS: &str =
    "No instruction of this file is a step, so there is nothing that a change could rebuild.";

/// How many steps rebuild: "3 of 5 rebuild", and "1 to 3 of 5 rebuild" where `maybe` more depend on an output.
pub fn totals(certain: usize, maybe: usize, total: usize) -> String {
    match (certain, maybe) {
        (1, 0) => format!("1 of {total} rebuilds"),
        (certain, 0) => format!("{certain} of {total} rebuild"),
        (certain, maybe) => format!("{certain} to {} of {total} rebuild", certain + maybe),
    }
}

/// What a cell is called: "App code, build 3/5: rebuilds".
pub fn cell(change: &str, step: &str, verdict: &str) -> String {
    [change, ", ", step, ": ", verdict].concat()
}

/// Not all steps have a column.
pub fn cut(shown: usize, total: usize) -> String {
    format!(
        "The first {shown} of {total} steps are shown. The totals count all of them, and the copy has all."
    )
}
