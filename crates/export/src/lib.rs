//! What is on the page, as files.
//!
//! In: the state of the app and the analysis of its source. Out: the text of a file. [`svg`] needs no more than the
//! [`Screen`](onionskin_app::Screen), so that whatever has one can draw it.
//!
//! Not here: how a file gets to the reader, and how a drawing becomes a picture.

mod json;
mod json_writer;
mod svg;

use onionskin_analysis::Analysis;
use onionskin_app::{ExportFormat, State, screen};
use onionskin_report::report;

pub use json::json;
pub use svg::{Drawing, Shade, svg, svg_for_any_scheme};

/// What a file is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Its text; for a picture, that of the drawing that it is made of.
    pub text: String,
    /// How wide and high a drawing is, in CSS pixels; 0 for other files.
    pub size: (u32, u32),
}

/// A file about what is on the page, in the colours of `shade` where it has any.
pub fn export(format: ExportFormat, state: &State, analysis: &Analysis, shade: Shade) -> Exported {
    let registry = &state.explanations.registry;
    let text = match format {
        ExportFormat::Svg | ExportFormat::Png => {
            let Drawing { text, width, height } = svg(&screen(state, Ok(analysis)), shade);
            return Exported { text, size: (width, height) };
        }
        ExportFormat::Markdown => report(registry, &state.source, analysis).markdown(),
        ExportFormat::Html => report(registry, &state.source, analysis).html(),
        ExportFormat::Json => json(registry, &state.source, analysis),
    };
    Exported { text, size: (0, 0) }
}
