//! The words around a Dockerfile that came in a link.

/// What is shown.
pub const LEAD: &str = "Somebody's Dockerfile, opened from a link.";
/// What the reader can do with it.
pub const HINT: &str = "Choose what changed to see what rebuilds. To change the text, edit a copy.";
/// Starts a copy.
pub const EDIT_A_COPY: &str = "Edit a copy";

/// Shows or hides the text where there is little room.
pub fn lines(n_lines: usize) -> String {
    if n_lines == 1 { "The text, 1 line".to_owned() } else { format!("The text, {n_lines} lines") }
}
