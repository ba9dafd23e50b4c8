use std::rc::Rc;

use onionskin_analysis::{Analysis, Problem as Refused};
use onionskin_cache::Verdict;
use onionskin_syntax::{Dockerfile, Instruction, NodeKind};
use onionskin_text::utf16::Offsets;
use onionskin_text::{LineIndex, LineRange, Span, utf16};

use super::highlight::{Chunk, chunks};
use super::layers::LayerRow;
use super::problems::{is_in_the_text, told};
use crate::State;
use crate::words::editor as words;

/// From how many lines on an instruction can be folded. One line less is not worth a fold.
const MIN_FOLD_LINES: u32 = 3;

/// The most errors that are listed behind the first.
const MAX_MORE_ERRORS: usize = 4;

/// The editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// Its text.
    pub source: Rc<str>,
    /// Where the caret stands.
    pub caret_utf16: u32,
    /// How many lines the text has.
    pub n_lines: usize,
    /// The text in colours; `None` where the text is too large for that.
    pub chunks: Option<Vec<Rc<Chunk>>>,
    /// The lines to be marked.
    pub bands: Vec<Band>,
    /// What stands beside the lines: the verdict of each instruction, in file order.
    pub marks: Vec<Mark>,
    /// The places of errors, in the order in which BuildKit would find them.
    pub squiggles: Vec<Squiggle>,
    /// The lines that can be folded, so that the first of them stays.
    pub folds: Vec<LineRange>,
    /// What BuildKit refuses.
    pub problem: Option<Problem>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Squiggle {
    /// Where it starts, in UTF-16.
    pub from_utf16: u32,
    /// Where it ends.
    pub to_utf16: u32,
    /// What BuildKit says.
    pub message: String,
}

/// Lines that are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Why.
    pub kind: BandKind,
    /// The first line, counted from 1.
    pub first_line: u32,
    /// The last line.
    pub last_line: u32,
}

/// Why lines are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandKind {
    /// They are the selected instruction.
    Selected,
    /// There is an error in them.
    Error,
}

/// What BuildKit refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The error that BuildKit stops at, in its words.
    pub message: String,
    /// Errors that it would find next.
    pub more: Vec<String>,
}

/// The editor of a file that is analyzed.
pub(crate) fn editor(
    state: &State,
    analysis: &Analysis,
    index: &LineIndex,
    rows: &[Rc<LayerRow>],
    selected: Option<usize>,
) -> Editor {
    let chosen = selected.and_then(|at| analysis.dockerfile.instructions().nth(at));
    let selected_band = chosen.map(|instruction| Band {
        kind: BandKind::Selected,
        first_line: instruction.lines.first,
        last_line: instruction.lines.last,
    });
    let in_the_text = analysis.problems.iter().filter(|error| is_in_the_text(error));
    let error_bands = in_the_text.map(|error| Band {
        kind: BandKind::Error,
        first_line: index.line_of(error.span.start),
        last_line: index.line_of(error.span.end.saturating_sub(1).max(error.span.start)),
    });
    Editor {
        source: Rc::clone(&state.source),
        caret_utf16: caret_utf16(state),
        n_lines: index.n_lines(),
        chunks: Some(chunks(&state.source, &analysis.dockerfile)),
        bands: selected_band.into_iter().chain(error_bands).collect(),
        marks: rows.iter().map(|row| mark(row)).collect(),
        squiggles: squiggles(&state.source, analysis),
        folds: analysis.dockerfile.instructions().flat_map(|instruction| folds(instruction, index)).collect(),
        problem: problem(analysis),
    }
}

/// The editor of a file that is too large to be analyzed.
pub(crate) fn plain(state: &State) -> Editor {
    Editor {
        source: Rc::clone(&state.source),
        caret_utf16: caret_utf16(state),
        n_lines: LineIndex::new(&state.source).n_lines(),
        chunks: None,
        bands: Vec::new(),
        marks: Vec::new(),
        squiggles: Vec::new(),
        folds: Vec::new(),
        problem: None,
    }
}

fn caret_utf16(state: &State) -> u32 {
    utf16::from_byte(&state.source, state.caret as usize)
}

fn mark(row: &LayerRow) -> Mark {
    let LayerRow { verdict, has_error, cause, .. } = row;
    let title = match cause.as_str() {
        _ if *has_error => words::ERROR.to_owned(),
        _ if *verdict == Verdict::Settings => words::verdict(*verdict).to_owned(),
        cause => format!("{}: {cause}", words::verdict(*verdict)),
    };
    Mark { line: row.lines.first, verdict: *verdict, has_error: *has_error, title }
}

fn squiggles(source: &str, analysis: &Analysis) -> Vec<Squiggle> {
    let mut offsets = Offsets::new(source);
    let in_the_text = analysis.problems.iter().filter(|problem| is_in_the_text(problem));
    let mut squiggle = |problem: &Refused| {
        let span = squiggled(source, &analysis.dockerfile, problem.span);
        let (from_utf16, to_utf16) = (offsets.from_byte(span.start), offsets.from_byte(span.end));
        Squiggle { from_utf16, to_utf16, message: told(problem) }
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

fn problem(analysis: &Analysis) -> Option<Problem> {
    let mut messages = analysis.problems.iter().map(told);
    let message = messages.next()?;
    Some(Problem { message, more: messages.take(MAX_MORE_ERRORS).collect() })
}
