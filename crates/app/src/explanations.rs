use std::fmt;
use std::rc::Rc;

use onionskin_explain::{Damaged, Registry, Unpacking, first_words};

use crate::Later;
use crate::words::explanation as words;

/// The explanations: a file that the page loads once the reader sees the rest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanations {
    /// What there is to say: the first words until the file is here, then all.
    pub registry: Rc<Registry>,
    /// Who says it, once that is here.
    pub later: Option<Later>,
    /// Where the file is.
    pub arrival: Arrival,
}

/// Where the file of explanations is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// On its way.
    Awaited,
    /// On its way again, as the reader asked for it after it could not be had.
    Retried,
    /// Here.
    Done,
    /// Not to be had, until the reader asks for it again.
    Failed(LoadError),
}

impl Arrival {
    /// Whether the file is on its way.
    pub fn is_awaited(self) -> bool {
        matches!(self, Self::Awaited | Self::Retried)
    }
}

/// Why a file could not be loaded. The text is for the reader, and goes on after "could not be loaded: ".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// There was no answer: no connection, or something on the way, such as a browser extension, blocks it.
    NoAnswer,
    /// The server answered with this status.
    Status(u16),
    /// What came is not what was asked for, or not all of it.
    Damaged,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer => f.write_str(words::NO_ANSWER),
            Self::Status(404) => f.write_str(words::GONE),
            Self::Status(status) => f.write_str(&words::answered(*status)),
            Self::Damaged => f.write_str(words::DAMAGED),
        }
    }
}

/// How many entries are read at once: a slow phone takes a twentieth of a second for as many.
const N_ENTRIES_AT_ONCE: usize = 250;

/// Reads the file of explanations in parts, so that a page can answer its reader in between.
#[derive(Debug)]
pub struct ExplanationsReader<'t>(Unpacking<'t>);

impl<'t> ExplanationsReader<'t> {
    /// Starts to read `text`.
    ///
    /// # Errors
    /// [`LoadError::Damaged`] where `text` is not such a file, or not all of it.
    pub fn new(text: &'t str) -> Result<Self, LoadError> {
        Unpacking::new(text).map(Self).map_err(|Damaged| LoadError::Damaged)
    }

    /// Reads the next part. Gives what the file says with the last one.
    ///
    /// # Errors
    /// [`LoadError::Damaged`] where the text is not such a file.
    pub fn read_part(&mut self) -> Result<Option<Rc<Registry>>, LoadError> {
        let read = self.0.read(N_ENTRIES_AT_ONCE).map_err(|Damaged| LoadError::Damaged)?;
        Ok(read.map(Rc::new))
    }
}

impl Explanations {
    /// The file is on its way.
    pub(crate) fn awaited() -> Self {
        Self { registry: Rc::new(first_words()), later: None, arrival: Arrival::Awaited }
    }

    /// Takes the file in. What is here already stays, whatever comes late.
    pub(crate) fn arrive(&mut self, file: Result<Rc<Registry>, LoadError>) {
        if self.arrival == Arrival::Done {
            return;
        }
        match file {
            Ok(registry) => {
                self.registry = registry;
                self.arrival = Arrival::Done;
            }
            Err(error) => self.arrival = Arrival::Failed(error),
        }
    }

    /// Waits for the file again where it could not be had.
    pub(crate) fn retry(&mut self) {
        if matches!(self.arrival, Arrival::Failed(_)) {
            self.arrival = Arrival::Retried;
        }
    }
}
