//! `onionskin explain`: what a Dockerfile does, line by line.

use std::io::Write;

use onionskin_analysis::{Setup, analyze};
use onionskin_explain::embedded;
use onionskin_json::{Explanation, Offsets};
use onionskin_report::report;

use super::refused::refused;
use super::source;
use crate::args::{Build, Explain as Options, ExplainFormat};
use crate::failure::Failure;

/// How many columns text has where it is not printed to a terminal, and at most: longer lines are hard to read.
const MAX_COLUMNS: usize = 88;

/// Prints the explanation of a Dockerfile. What is wrong with it is part of that.
pub(crate) fn explain(options: &Options, output: &mut impl Write) -> Result<(), Failure> {
    let Build { dockerfile, target, arguments } = &options.build;
    let source = source::read(dockerfile)?;
    let setup =
        Setup { target: target.clone(), build_args: arguments.iter().cloned().collect(), ..Setup::default() };
    let analysis = analyze(&source, &setup);
    let registry = embedded();
    let report = || report(&registry, &source, &analysis);
    match options.format {
        ExplainFormat::Text => write!(output, "{}", report().text(n_columns()))?,
        ExplainFormat::Md => write!(output, "{}", report().markdown())?,
        ExplainFormat::Html => write!(output, "{}", report().html())?,
        ExplainFormat::Json => {
            let explanation = Explanation::of(&registry, &source, &analysis, Offsets::Utf8);
            serde_json::to_writer_pretty(&mut *output, &explanation)?;
            writeln!(output)?;
        }
    }
    refused(&analysis.problems)
}

fn n_columns() -> usize {
    terminal_size::terminal_size().map_or(MAX_COLUMNS, |(width, _)| usize::from(width.0).min(MAX_COLUMNS))
}
