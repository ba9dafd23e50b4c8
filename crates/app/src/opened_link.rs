use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_analysis::Setup;
use onionskin_share::{DecodeError, Document, decode};

use crate::costs::{Times, step_keys};
use crate::words::files as words;
use crate::{ContextInput, FilesState, IgnoreInput, Intake, LineFolds, analyze, notes};

/// A document that a link carries, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedLink {
    /// What it says.
    pub document: Document,
    /// How long its steps take.
    pub(crate) times: Times,
    /// Its files, where it has any or an ignore file.
    pub(crate) files: Option<Rc<FilesState>>,
    /// The byte offset of the instruction that its author wants to be looked at first.
    pub(crate) focus: Option<u32>,
    /// The lines that its author wants to start folded.
    pub(crate) line_folds: LineFolds,
}

/// The document that `fragment` carries, ready to be shown.
///
/// # Errors
/// Why there is none.
pub(crate) fn open(fragment: &str) -> Result<Rc<OpenedLink>, DecodeError> {
    decode(fragment).map(|document| Rc::new(OpenedLink::new(document)))
}

impl OpenedLink {
    /// `document`, ready to be shown. It takes an analysis where steps have durations, and a list of files takes its time,
    /// too.
    pub fn new(document: Document) -> Self {
        let (focus, line_folds) = notes::first_look(&with_line_feeds(&document.source));
        Self { times: times(&document), files: files(&document), focus, line_folds, document }
    }
}

/// The text with the line ends that a browser's text field keeps.
pub(crate) fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The durations of `document` under what their steps are known by.
fn times(document: &Document) -> Times {
    let mut times = Times::default();
    if document.durations.is_empty() {
        return times;
    }
    let setup = Setup {
        target: document.target.clone(),
        build_args: BTreeMap::clone(&document.build_args),
        ..Setup::default()
    };
    let Ok(analysis) = analyze(&with_line_feeds(&document.source), &setup) else { return times };
    let keys = step_keys(&analysis.dockerfile, &analysis.graph);
    for (instruction, key) in analysis.dockerfile.instructions().zip(keys) {
        let tenths = document.durations.get(&instruction.lines.first);
        if let Some((key, tenths)) = key.zip(tenths) {
            times.set(key, *tenths);
        }
    }
    times
}

fn files(document: &Document) -> Option<Rc<FilesState>> {
    let ignore = document.ignore.as_deref().filter(|text| !text.trim().is_empty());
    let ignore = ignore.map(|text| Rc::new(IgnoreInput::new(words::IGNORE_FILE, text.into(), false)));
    let context = document.files.as_ref().and_then(|paths| context(paths, ignore.clone()));
    let is_any = context.is_some() || ignore.is_some();
    is_any.then(|| Rc::new(FilesState { context: context.map(Rc::new), ignore, ..FilesState::default() }))
}

fn context(paths: &[String], ignore: Option<Rc<IgnoreInput>>) -> Option<ContextInput> {
    let mut intake = Intake::default();
    for path in paths {
        intake.add(path).ok()?;
    }
    intake.sort();
    Some(intake.finish(None, ignore))
}
