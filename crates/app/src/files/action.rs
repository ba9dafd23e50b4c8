use std::rc::Rc;

use crate::{ContextInput, FileProblem};

/// A fact about the reader's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilesAction {
    /// Files are being listed; `job` tells this time from others.
    ReadingStarted {
        /// The number of the job.
        job: u32,
    },
    /// So many were found by now.
    ReadingProgressed {
        /// The number of the job.
        job: u32,
        /// What is being done.
        phase: Phase,
        /// How many files it has done that with.
        n_files: usize,
    },
    /// All files are listed.
    ContextRead {
        /// The number of the job.
        job: u32,
        /// They and the ignore file that lies among them.
        context: Rc<ContextInput>,
        /// The text of the Dockerfile that lies among them, or why it cannot be had.
        dockerfile: Option<Result<Rc<str>, FileProblem>>,
        /// Why the ignore file that lies among them cannot be had.
        problem: Option<FileProblem>,
    },
    /// The files cannot be had.
    ReadingFailed {
        /// The number of the job.
        job: u32,
        /// Why.
        problem: FileProblem,
    },
    /// The reader does not want to wait for the files.
    ReadingCancelled,
    /// A Dockerfile was dropped or picked by itself.
    DockerfileRead {
        /// What it is called.
        name: Rc<str>,
        /// What is in it, or why that cannot be had.
        text: Result<Rc<str>, FileProblem>,
    },
    /// An ignore file was dropped or picked by itself.
    IgnoreRead(Result<Rc<str>, FileProblem>),
    /// The reader gave the text of an ignore file; an empty one takes it back.
    IgnoreGiven(Rc<str>),
    /// The Dockerfile that was found is to replace the one in the editor.
    OfferTaken,
    /// It is not.
    OfferDeclined,
    /// The message about files was dismissed.
    MessageDismissed,
    /// A directory was folded or unfolded.
    FolderToggled(Rc<str>),
    /// More rows are to be drawn.
    MoreAsked,
    /// The text that paths are to contain is different.
    FilterEdited(String),
    /// One file is what has changed.
    FileChosen(Rc<str>),
    /// A file has changed, too.
    FileAdded(Rc<str>),
    /// A file has not changed after all.
    FileRemoved(Rc<str>),
    /// The files are to be forgotten.
    Forgotten,
}

/// What is being done with files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Their names are asked for.
    Finding,
    /// The names become a context.
    Sorting,
}
