//! The words of the dialog that saves what is shown.

use onionskin_cache::Verdict;

use crate::{ExportFormat, ExportOutcome};

/// What becomes of the files.
pub const PRIVACY: &str = "The files are made in this browser; nothing is sent to a server.";
/// There is nothing to save.
pub const EMPTY: &str = "There is no instruction to export yet. Paste or type a Dockerfile first.";
/// The explanations are on their way.
pub const LOADING: &str = "These files need the explanations, which are still loading.";
/// The explanations could not be had.
pub const FAILED: &str = "These files need the explanations, which could not be loaded. Close this, and press Retry in the explanation.";
/// The files that show the stack.
pub const PICTURE: &str = "Picture";
/// What is in them.
pub const PICTURE_NOTE: &str =
    "The layers with their verdicts for the chosen change, in the colours of the page.";
/// The files with all sentences.
pub const EXPLANATION: &str = "Explanation";
/// What is in them.
pub const EXPLANATION_NOTE: &str = "Every line explained, with the key ideas.";
/// The file for programs.
pub const DATA: &str = "Data";
/// What is in it.
pub const DATA_NOTE: &str = "The explanation, and the verdict and cause of every step.";

/// The button that saves a file.
pub const fn save(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Svg => "Save SVG",
        ExportFormat::Png => "Save PNG",
        ExportFormat::Markdown => "Save Markdown",
        ExportFormat::Html => "Save HTML",
        ExportFormat::Json => "Save JSON",
    }
}

/// The button that copies what a file would hold; not all are worth it.
pub const fn copy(format: ExportFormat) -> Option<&'static str> {
    match format {
        ExportFormat::Svg => Some("Copy SVG"),
        ExportFormat::Markdown => Some("Copy Markdown"),
        ExportFormat::Png | ExportFormat::Html | ExportFormat::Json => None,
    }
}

/// What came of a press on a button.
pub fn outcome(outcome: ExportOutcome) -> String {
    match outcome {
        ExportOutcome::Saved(format) => format!("{} is in your downloads.", format.file_name()),
        ExportOutcome::Copied(_) => "Copied.".to_owned(),
        ExportOutcome::CopyRefused(format) => {
            format!("The browser refuses to copy. “{}” does the same.", save(format))
        }
        ExportOutcome::SaveRefused(format) => {
            format!("The browser refuses to save {}. Its settings for downloads decide that.", format.file_name())
        }
        ExportOutcome::TooLarge => {
            "This stack is too large for a PNG; browsers draw none of that size. Save it as SVG, which has no limit."
                .to_owned()
        }
        ExportOutcome::NotDrawn => {
            "The browser does not hand out pictures that a page draws; some do so for privacy. Save it as SVG instead."
                .to_owned()
        }
    }
}

/// A verdict in a drawing.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reused => "reused",
        Verdict::Rebuilds => "rebuilds",
        Verdict::RebuildsUnlessSame => "rebuilds unless same",
        Verdict::NotBuilt => "not built",
        Verdict::Settings => "setting",
    }
}

/// What BuildKit refuses, in a drawing.
pub const ERROR: &str = "error";
/// The title of a drawing of a file whose image is not known.
pub const DOCKERFILE: &str = "Dockerfile";

/// What is different, in a drawing.
pub fn change(label: &str) -> String {
    format!("What changed: {label}.")
}
