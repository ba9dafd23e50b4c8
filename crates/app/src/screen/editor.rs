use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_syntax::Dockerfile;
use onionskin_text::{LineIndex, utf16};

use super::annotations::Annotations;
use super::highlight::{Chunk, chunks};
use super::problems::{is_in_the_text, told};
use crate::{Draft, LineFolds, State, draft};

/// The most errors that are listed behind the first.
const MAX_MORE_ERRORS: usize = 4;

/// The editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// Its text.
    pub source: Rc<str>,
    /// Whether the text is the reader's draft, which is kept on their device.
    pub is_draft: bool,
    /// Where the caret stands.
    pub caret_utf16: u32,
    /// How many lines the text has.
    pub n_lines: usize,
    /// The text in colours; `None` where the text is too large for that.
    pub chunks: Option<Vec<Rc<Chunk>>>,
    /// The lines to be marked.
    pub bands: Vec<Band>,
    /// The lines that are folded where it is read only; an editor knows its own.
    pub line_folds: Rc<LineFolds>,
    /// What else the code editor shows; nothing until that is loaded.
    pub annotations: Annotations,
    /// What BuildKit refuses.
    pub problem: Option<Problem>,
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
    selected: Option<usize>,
) -> Editor {
    let chosen = selected.and_then(|at| analysis.dockerfile.instructions().nth(at));
    let selected_band = chosen.map(|instruction| Band {
        kind: BandKind::Selected,
        first_line: instruction.lines.first,
        last_line: instruction.lines.last,
    });
    let editor = coloured(&state.source, &analysis.dockerfile, &analysis.problems, index);
    let bands = selected_band.into_iter().chain(editor.bands).collect();
    Editor {
        caret_utf16: caret_utf16(state),
        is_draft: is_draft(state),
        line_folds: read_folds(state),
        bands,
        ..editor
    }
}

/// The editor of a file with its errors, the caret at its start.
pub(crate) fn coloured(
    source: &Rc<str>,
    dockerfile: &Dockerfile,
    problems: &[onionskin_analysis::Problem],
    index: &LineIndex,
) -> Editor {
    let in_the_text = problems.iter().filter(|error| is_in_the_text(error));
    let error_bands = in_the_text.map(|error| Band {
        kind: BandKind::Error,
        first_line: index.line_of(error.span.start),
        last_line: index.line_of(error.span.end.saturating_sub(1).max(error.span.start)),
    });
    Editor {
        source: Rc::clone(source),
        caret_utf16: 0,
        is_draft: false,
        n_lines: index.n_lines(),
        chunks: Some(chunks(source, dockerfile)),
        bands: error_bands.collect(),
        line_folds: Rc::default(),
        annotations: Annotations::default(),
        problem: problem(problems),
    }
}

/// The editor of a file that is too large to be analyzed.
pub(crate) fn plain(state: &State) -> Editor {
    Editor { caret_utf16: caret_utf16(state), is_draft: is_draft(state), ..plain_text(&state.source) }
}

/// The editor of a text that is not looked into.
pub(crate) fn plain_text(source: &Rc<str>) -> Editor {
    Editor {
        source: Rc::clone(source),
        caret_utf16: 0,
        n_lines: LineIndex::new(source).n_lines(),
        is_draft: false,
        chunks: None,
        bands: Vec::new(),
        line_folds: Rc::default(),
        annotations: Annotations::default(),
        problem: None,
    }
}

fn read_folds(state: &State) -> Rc<LineFolds> {
    if state.is_received() { Rc::clone(&state.line_folds) } else { Rc::default() }
}

fn is_draft(state: &State) -> bool {
    matches!(draft(state), Draft::Save(text) if Rc::ptr_eq(&text, &state.source))
}

fn caret_utf16(state: &State) -> u32 {
    utf16::from_byte(&state.source, state.caret as usize)
}

fn problem(problems: &[onionskin_analysis::Problem]) -> Option<Problem> {
    let mut messages = problems.iter().map(told);
    let message = messages.next()?;
    Some(Problem { message, more: messages.take(MAX_MORE_ERRORS).collect() })
}
