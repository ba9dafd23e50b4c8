//! The words of a page without a Dockerfile, and of what can go wrong with the reader's text.

use crate::LoadError;

/// There is no Dockerfile, and the page around is the one to give another.
pub const EMPTY: &str = "There is no instruction to show.";
/// What to do where there is no Dockerfile.
pub const EMPTY_LEAD: &str = "There is no instruction to show yet.";
/// Ways to start that take no button.
pub const EMPTY_HOW: &str =
    "Paste or type a Dockerfile into the editor, or drop a file on it, and its steps appear here.";
/// Chooses a file on the device.
pub const OPEN_FILE: &str = "Open a file…";
/// Opens the dialog of worked examples.
pub const BROWSE_EXAMPLES: &str = "Browse examples";
/// Shows the Dockerfile again that a first visit shows.
pub const RESTORE_EXAMPLE: &str = "Restore the example";

/// A file could not be read.
pub const FILE_UNREADABLE: &str = "The browser could not read this file. If it is a folder, open the Dockerfile inside it. Your text is as before.";

/// A file is too large to be read.
pub fn file_too_large(n_bytes: u64, limit: usize) -> String {
    format!(
        "This file is too large to be opened: it has {n_bytes} bytes, and the limit is {limit}. Your text is as before."
    )
}

/// The browser has no room for the draft, or does not let the page keep it.
pub const DRAFT_REFUSED: &str = "This browser does not keep your draft: its storage for this page is full or blocked. Your \
                                 text stays here while the page is open; copy it, or keep a link from Share.";
/// What is said of a text that was in the editor when the page stopped.
pub const RESCUED: &str = "The text that you had when the page stopped is kept.";
/// Shows that text.
pub const BRING_BACK: &str = "Bring it back";

/// What opens links could not be loaded.
pub fn link_not_loaded(error: LoadError) -> String {
    format!(
        "This link is not opened yet. What opens links could not be loaded: {error}. Press Retry, or reload the page."
    )
}
