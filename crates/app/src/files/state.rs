use std::collections::BTreeSet;
use std::rc::Rc;

use onionskin_cache::Change;

use super::action::{FilesAction, Phase};
use crate::screen::files::ROWS_AT_ONCE;
use crate::words::files as words;
use crate::{ContextInput, EXAMPLE, FileProblem, IgnoreInput, State, View};

/// The most files that can be changed together. A link carries each of their paths.
pub const MAX_CHANGED_FILES: usize = 50;

/// What the page was told of the reader's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesState {
    /// The build context, where it is known.
    pub context: Option<Rc<ContextInput>>,
    /// The ignore file, also where no files are known yet.
    pub ignore: Option<Rc<IgnoreInput>>,
    /// Files that are being listed.
    pub reading: Option<Reading>,
    /// A Dockerfile that was found and may replace the one in the editor.
    pub offer: Option<Offer>,
    /// What became of the last try to read a file, until the reader dismisses it.
    pub message: Option<Rc<str>>,
    /// The directories that are unfolded, by their paths.
    pub unfolded: Rc<BTreeSet<Rc<str>>>,
    /// How many rows are drawn at most.
    pub max_rows: usize,
    /// What the paths that are shown contain.
    pub filter: Rc<str>,
}

impl Default for FilesState {
    fn default() -> Self {
        Self {
            context: None,
            ignore: None,
            reading: None,
            offer: None,
            message: None,
            unfolded: Rc::default(),
            max_rows: ROWS_AT_ONCE,
            filter: "".into(),
        }
    }
}

/// Files that are being listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Tells it from the times before.
    pub job: u32,
    /// What is being done.
    pub phase: Phase,
    /// How many files it has done that with.
    pub n_files: usize,
}

/// A Dockerfile that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub name: Rc<str>,
    /// What is in it.
    pub text: Rc<str>,
}

/// What a fact about files changes. A Dockerfile to put into the editor is returned.
#[must_use]
pub(crate) fn apply(state: &mut State, action: FilesAction) -> Option<Rc<str>> {
    let files = &mut state.files;
    match action {
        FilesAction::ReadingStarted { job } => {
            files.reading = Some(Reading { job, phase: Phase::Finding, n_files: 0 });
            files.message = None;
            state.view = View::Files;
        }
        FilesAction::ReadingProgressed { job, phase, n_files } => {
            if is_awaited(files, job) {
                files.reading = Some(Reading { job, phase, n_files });
            }
        }
        FilesAction::ContextRead { job, context, dockerfile, problem } => {
            if !is_awaited(files, job) {
                return None;
            }
            take_context(files, context);
            // A link's files make room for the reader's own.
            state.own.files = None;
            files.message = problem.map(|problem| words::problem(&problem).into());
            if let Some(dockerfile) = dockerfile {
                return take_dockerfile(state, words::DOCKERFILE.into(), dockerfile);
            }
        }
        FilesAction::ReadingFailed { job, problem } => {
            if is_awaited(files, job) {
                files.reading = None;
                files.message = Some(words::problem(&problem).into());
            }
        }
        FilesAction::ReadingCancelled => files.reading = None,
        FilesAction::DockerfileRead { name, text } => {
            files.message = None;
            return take_dockerfile(state, name, text);
        }
        FilesAction::IgnoreRead(Ok(text)) | FilesAction::IgnoreGiven(text) => {
            files.message = None;
            give_ignore(files, Rc::clone(&text));
            // What the reader gives while they look at a link's files is still theirs when they leave the link.
            if let Some(own) = &mut state.own.files
                && own.ignore.is_none()
            {
                give_ignore(Rc::make_mut(own), text);
            }
            state.view = View::Files;
        }
        FilesAction::IgnoreRead(Err(problem)) => files.message = Some(words::problem(&problem).into()),
        FilesAction::OfferTaken => return files.offer.take().map(|offer| offer.text),
        FilesAction::OfferDeclined => files.offer = None,
        FilesAction::MessageDismissed => files.message = None,
        FilesAction::FolderToggled(path) => {
            let unfolded = Rc::make_mut(&mut files.unfolded);
            if !unfolded.remove(&path) {
                unfolded.insert(path);
            }
        }
        FilesAction::MoreAsked => files.max_rows = files.max_rows.saturating_add(ROWS_AT_ONCE),
        FilesAction::FilterEdited(text) => {
            files.filter = text.into();
            files.max_rows = ROWS_AT_ONCE;
        }
        FilesAction::FileChosen(path) => choose(state, &[path.to_string()]),
        FilesAction::FileAdded(path) => {
            let mut paths = state.change.files().to_vec();
            if paths.len() < MAX_CHANGED_FILES && !paths.iter().any(|known| **known == *path) {
                paths.push(path.to_string());
                choose(state, &paths);
            }
        }
        FilesAction::FileRemoved(path) => {
            let mut paths = state.change.files().to_vec();
            paths.retain(|known| **known != *path);
            choose(state, &paths);
        }
        FilesAction::Forgotten => {
            let (message, offer) = (files.message.take(), files.offer.take());
            *files = FilesState { offer, message, ..FilesState::default() };
        }
    }
    None
}

fn is_awaited(files: &FilesState, job: u32) -> bool {
    files.reading.as_ref().is_some_and(|reading| reading.job == job)
}

fn take_context(files: &mut FilesState, context: Rc<ContextInput>) {
    // What the reader gave by hand is theirs; what came with other files goes with them.
    let given = files.ignore.take().filter(|ignore| !ignore.is_from_folder);
    let context = match (&context.ignore, given) {
        (None, Some(given)) => Rc::new(ContextInput::new(Rc::clone(&context.listing), Some(given))),
        (Some(_), _) | (None, None) => context,
    };
    *files = FilesState {
        ignore: context.ignore.clone(),
        context: Some(context),
        offer: files.offer.take(),
        ..FilesState::default()
    };
}

fn give_ignore(files: &mut FilesState, text: Rc<str>) {
    let is_blank = text.trim().is_empty();
    files.ignore = (!is_blank).then(|| Rc::new(IgnoreInput::new(words::IGNORE_FILE, text, false)));
    if let Some(context) = &files.context {
        let listing = Rc::clone(&context.listing);
        files.context = Some(Rc::new(ContextInput::new(listing, files.ignore.clone())));
    }
}

/// Takes a Dockerfile that was found. One that would replace what is not known elsewhere is only offered.
fn take_dockerfile(state: &mut State, name: Rc<str>, text: Result<Rc<str>, FileProblem>) -> Option<Rc<str>> {
    match text {
        Err(problem) => {
            state.files.message = Some(words::problem(&problem).into());
            None
        }
        Ok(text) if text == state.source => {
            state.files.offer = None;
            None
        }
        Ok(text) if state.source.trim().is_empty() || *state.source == *EXAMPLE => {
            state.files.offer = None;
            Some(text)
        }
        Ok(text) => {
            state.files.offer = Some(Offer { name, text });
            None
        }
    }
}

/// Makes `paths` what has changed.
fn choose(state: &mut State, paths: &[String]) {
    state.change = match paths {
        [] => Change::Nothing,
        [path] => Change::File(path.clone()),
        paths => Change::Files(paths.to_vec()),
    };
    state.n_changes_chosen = state.n_changes_chosen.wrapping_add(1);
}
