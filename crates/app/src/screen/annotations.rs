use std::rc::Rc;

use onionskin_analysis::{Analysis, Problem};
use onionskin_cache::Verdict;
use onionskin_syntax::{Dockerfile, Instruction, NodeKind};
use onionskin_text::utf16::Offsets;
use onionskin_text::{LineIndex, LineRange, Span};

use super::layers::LayerRow;
use super::problems::is_in_the_text;
use crate::words;

/// From how many lines on an instruction can be folded. One line less is not worth a fold.
const MIN_FOLD_LINES: u32 = 3;

/// What the code editor shows in and beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// What stands beside the lines: the verdict of each instruction, in file order.
    pub marks: Vec<Mark>,
    /// The places of errors, in the order in which BuildKit would find them.
    pub squiggles: Vec<Squiggle>,
    /// The lines that can be folded, so that the first of them stays.
    pub folds: Vec<LineRange>,
}

/// What stands beside the first line of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line, counted from 1.
    pub line: u32,
    /// The verdict of the instruction.
    pub verdict: Verdict,
    /// Whether BuildKit refuses it.
    pub has_error: bool,
    /// The same in words, with the root of the verdict.
    pub title: String,
}

/// A place of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Squiggle {
    /// Where it starts, in UTF-16.
    pub from_utf16: u32,
    /// Where it ends.
    pub to_utf16: u32,
}

/// The annotations of a file, whose rows in the stack are `rows`.
pub(crate) fn annotations(
    source: &str,
    analysis: &Analysis,
    index: &LineIndex,
    rows: &[Rc<LayerRow>],
) -> Annotations {
    Annotations {
        marks: rows.iter().map(|row| mark(row)).collect(),
        squiggles: squiggles(source, analysis),
        folds: analysis.dockerfile.instructions().flat_map(|instruction| folds(instruction, index)).collect(),
    }
}

fn mark(row: &LayerRow) -> Mark {
    let LayerRow { verdict, has_error, cause, .. } = row;
    let title = match cause.as_str() {
        _ if *has_error => words::ERROR.to_owned(),
        _ if *verdict == Verdict::Settings => words::editor::verdict(*verdict).to_owned(),
        cause => format!("{}: {cause}", words::editor::verdict(*verdict)),
    };
    Mark { line: row.lines.first, verdict: *verdict, has_error: *has_error, title }
}

fn squiggles(source: &str, analysis: &Analysis) -> Vec<Squiggle> {
    let mut offsets = Offsets::new(source);
    let in_the_text = analysis.problems.iter().filter(|problem| is_in_the_text(problem));
    let mut squiggle = |problem: &Problem| {
        let span = squiggled(source, &analysis.dockerfile, problem.span);
        Squiggle { from_utf16: offsets.from_byte(span.start), to_utf16: offsets.from_byte(span.end) }
    };
    in_the_text.map(&mut squiggle).filter(|squiggle| squiggle.from_utf16 < squiggle.to_utf16).collect()
}

/// What is underlined of the place of an error: of an unknown instruction its word, of others the first line; that line
/// where the place has no text.
pub(crate) fn squiggled(source: &str, dockerfile: &Dockerfile, span: Span) -> Span {
    let at = dockerfile.nodes.partition_point(|node| node.span.end <= span.start);
    let unknown = dockerfile.nodes.get(at).and_then(|node| match &node.kind {
        NodeKind::Instruction(it) if it.keyword.is_none() && !it.word.text.is_empty() => Some(it.word.span),
        NodeKind::Instruction(_) | NodeKind::Directive(_) | NodeKind::Comment | NodeKind::Blank => None,
    });
    if let Some(word) = unknown {
        return word;
    }
    let before = source.get(..span.start as usize).unwrap_or_default();
    let behind = source.get(span.start as usize..).unwrap_or_default();
    let line_end = span.start as usize + behind.lines().next().unwrap_or_default().trim_end().len();
    let start = if span.is_empty() { before.rfind('\n').map_or(0, |at| at + 1) } else { span.start as usize };
    let end = if span.is_empty() { line_end } else { line_end.min(span.end as usize) };
    Span::new(start, end)
}

/// What can be folded of an instruction: all of it, and its heredocs where these start on a later line.
fn folds(instruction: &Instruction, index: &LineIndex) -> impl Iterator<Item = LineRange> {
    let lines = instruction.lines;
    let first_body = instruction.heredocs.first().map(|heredoc| index.line_of(heredoc.span.start));
    let heredocs = first_body.map(|body| LineRange { first: body.saturating_sub(1), last: lines.last });
    let heredocs = heredocs.filter(|heredocs| heredocs.first > lines.first);
    let is_long = |lines: &LineRange| (lines.last + 1).saturating_sub(lines.first) >= MIN_FOLD_LINES;
    [Some(lines), heredocs].into_iter().flatten().filter(is_long)
}
