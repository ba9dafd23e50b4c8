//! The words of the page: every label, hint and message that the page itself says, so that whoever words or translates it
//! finds all of them here. What is said about a Dockerfile is not here but among the entries of `crates/explain`.

pub mod examples;
pub mod explanation;
pub mod keys;
pub mod page;
pub mod share;
pub mod start;

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
