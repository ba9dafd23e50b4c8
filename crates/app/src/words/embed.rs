//! The words of the page inside of another one.

/// What assistive technology calls it; it has no name on it.
pub const TITLE: &str = "Dockerfile, explained by Onionskin";
/// The way to the whole page, with this document.
pub const OPEN: &str = "Open in Onionskin";
/// The page around has not said yet what to show, or never will.
pub const NOTHING: &str = "There is nothing to show here: the address has no link behind #, and the page around has given no Dockerfile.";

/// The attribute with the change.
pub const CHANGE: &str = "change";
/// The attribute with the build arguments.
pub const BUILD_ARGS: &str = "build-args";
/// The attribute with the selected line.
pub const SELECT: &str = "select";
/// The attribute with the view.
pub const VIEW: &str = "view";

/// What is wrong with an attribute, for whoever wrote it.
pub fn mistake(attribute: &str, message: &str) -> String {
    format!("The attribute “{attribute}” of this embedded Dockerfile: {message}.")
}

/// There is no line with this number.
pub fn no_line(line: &str, n_lines: usize) -> String {
    format!("“{line}” is no line of the Dockerfile: write a number from 1 to {n_lines}")
}

/// There is no such view, or not in a page of somebody else's.
pub fn no_view(name: &str) -> String {
    format!("“{name}” is no view of an embedded page: write stack, table or changes")
}
