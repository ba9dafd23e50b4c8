//! The words of the page: every label, hint and message that the page itself says, so that whoever words or translates it
//! finds all of them here. What is said about a Dockerfile is not here but among the entries of `crates/explain`.

pub mod compare;
pub mod costs;
pub mod editor;
pub mod embed;
pub mod examples;
pub mod explanation;
pub mod export;
pub mod files;
pub mod keys;
pub mod matrix;
pub mod notes;
pub mod page;
pub mod received;
pub mod share;
pub mod start;
pub mod still;
pub mod table;

use onionskin_cache::Verdict;
use onionskin_share::View;

/// The name of the editor.
pub const DOCKERFILE: &str = "Dockerfile";

/// What the choice of views is called.
pub const VIEW: &str = "View";
/// The layers beside the source.
pub const VIEW_STACK: &str = "Layers";
/// The same facts as a table.
pub const VIEW_TABLE: &str = "Table";
/// Every change and what it does to every step.
pub const VIEW_CHANGES: &str = "All changes";
/// Two Dockerfiles.
pub const VIEW_COMPARE: &str = "Compare";
/// The build context.
pub const VIEW_FILES: &str = "Files";

/// What a view is called.
pub const fn view(view: View) -> &'static str {
    match view {
        View::Stack => VIEW_STACK,
        View::Table => VIEW_TABLE,
        View::Changes => VIEW_CHANGES,
        View::Compare => VIEW_COMPARE,
        View::Files => VIEW_FILES,
    }
}

/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// The dialog that passes the page on.
pub const SHARE: &str = "Share";
/// The dialog with worked examples.
pub const EXAMPLES: &str = "Examples";
/// The dialog that saves what is shown.
pub const EXPORT: &str = "Export";
/// The dialog with how long steps take.
pub const COSTS: &str = "Costs";
/// The dialog with the keys.
pub const KEYS: &str = "Keyboard";
/// Changes the colours.
pub const SWITCH_THEME: &str = "Switch between light and dark";

/// What a Copy button did.
pub const COPIED: &str = "Copied.";
/// What it did where the browser has no clipboard for the page.
pub const COPY_REFUSED: &str =
    "The browser refuses to copy. The text is selected: copy it with your keyboard.";
/// A view has nothing to show, since the file has no instruction.
pub const NOTHING_TO_SHOW: &str = "There is no instruction to show yet. Choose “Layers” to paste or type a Dockerfile, or start from the example.";
/// Puts the example in place of an empty file.
pub const RESTORE_EXAMPLE: &str = "Restore the example";

/// A verdict in words, in two parts: where there is little room, the second one is enough.
pub const fn verdict(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Reused => ("", "reused"),
        Verdict::Rebuilds => ("", "rebuilds"),
        Verdict::RebuildsUnlessSame => ("rebuilds ", "unless same"),
        Verdict::NotBuilt => ("", "not built"),
        Verdict::Settings => ("", "setting"),
    }
}

/// What a verdict means.
pub const fn verdict_meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reused => "taken from the cache",
        Verdict::Rebuilds => "runs again",
        Verdict::RebuildsUnlessSame => "runs again, unless what it takes comes out identical",
        Verdict::NotBuilt => "its stage is not needed",
        Verdict::Settings => "no step, nothing to rebuild",
    }
}
/// Folds every stage of the stack into one slab.
pub const COLLAPSE_STAGES: &str = "Collapse stages";
/// Shows the steps of every stage.
pub const EXPAND_STAGES: &str = "Expand stages";
/// Turns the stack over.
pub const BASE_AT_BOTTOM: &str = "Base at the bottom";
/// Stands in place of a verdict where BuildKit refuses something.
pub const ERROR: &str = "error";

/// How many stages there are.
pub fn n_stages(n_stages: usize) -> String {
    format!("{n_stages} stages")
}

/// Shows or hides the steps of the stage `name`.
pub fn steps_of(name: &str) -> String {
    ["Steps of ", name].concat()
}

/// How many steps a folded stage has.
pub fn n_steps(n_steps: usize) -> String {
    if n_steps == 1 { "1 step".to_owned() } else { format!("{n_steps} steps") }
}

/// What some steps of a folded stage do, behind their number.
pub const fn rebuild(n_steps: usize) -> &'static str {
    if n_steps == 1 { "rebuilds" } else { "rebuild" }
}

/// Stands behind it where that depends on the output of another step.
pub const UNLESS_SAME: &str = "unless same";

/// What the stages are called that a folded stage takes from, and whether these are all.
pub fn takes_from(stages: &[String], are_all: bool) -> String {
    let more = if are_all { "" } else { " and others" };
    ["takes from ", &stages.join(", "), more].concat()
}
