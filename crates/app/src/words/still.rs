//! The words of what is shown where nothing runs, such as a page of documentation.

/// Heads a page about a Dockerfile.
pub const HEADING: &str = "What this Dockerfile does";
/// What to do with a stack whose slabs open.
pub const HOW_TO_OPEN: &str = "Open a layer to read what it does.";
/// Leads to the same Dockerfile on the page.
pub const OPEN_IN_ONIONSKIN: &str = "Open in Onionskin";
/// There is nothing to explain.
pub const EMPTY: &str = "There is no instruction in this Dockerfile.";
/// Leads to the step that is named in a sentence.
pub fn see(step: &str) -> String {
    format!("See {step}")
}
