use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why nothing could be done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Standard input or output fails.
    Pipe(io::Error),
    /// What came in is nothing that mdBook hands a preprocessor.
    NotABook(String),
    /// A file cannot be read or written.
    File {
        /// Which.
        path: PathBuf,
        error: io::Error,
    },
    /// The book.toml is none.
    NotToml {
        /// Which.
        path: PathBuf,
        error: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pipe(error) => write!(f, "cannot talk to mdBook: {error}"),
            Self::NotABook(why) => write!(
                f,
                "what came in is no book of mdBook's ({why}). mdBook runs this command; to add it to a book, run \
                 `mdbook-onionskin install`"
            ),
            Self::File { path, error } => write!(f, "cannot read or write {}: {error}", path.display()),
            Self::NotToml { path, error } => write!(f, "{} cannot be changed: {error}", path.display()),
        }
    }
}
