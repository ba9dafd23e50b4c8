//! The words of the page: every label, hint and message that the page itself says, so that whoever words or translates it
//! finds all of them here. What is said about a Dockerfile is not here but among the entries of `crates/explain`.

pub mod matrix;
pub mod table;

use onionskin_cache::Verdict;

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

/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// The dialog that passes the page on.
pub const SHARE: &str = "Share";
/// The dialog with worked examples.
pub const EXAMPLES: &str = "Examples";
/// The dialog that saves what is shown.
pub const EXPORT: &str = "Export";
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
