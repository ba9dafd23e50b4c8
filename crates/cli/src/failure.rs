use std::fmt;
use std::io;
use std::path::PathBuf;

use onionskin_app::TooLarge;

/// Why a command ends without having done all that was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// BuildKit refuses the Dockerfile; its message with the line.
    Refused(String),
    /// The Dockerfile is too large to be shown.
    TooLarge(TooLarge),
    /// A link cannot be made or opened: why, and what to do.
    Link(String),
    /// Something cannot be read.
    Unreadable {
        /// What.
        path: PathBuf,
        error: io::Error,
    },
    /// A file cannot be written.
    Unwritable {
        /// Which.
        path: PathBuf,
        error: io::Error,
    },
    /// The output cannot be written.
    Io(io::Error),
}

impl Failure {
    /// The exit code: 1 for what is wrong with the Dockerfile or the link, 2 for all else.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Refused(_) | Self::TooLarge(_) | Self::Link(_) => 1,
            Self::Unreadable { .. } | Self::Unwritable { .. } | Self::Io(_) => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(message) | Self::Link(message) => f.write_str(message),
            Self::TooLarge(limit) => f.write_str(&onionskin_render::too_large(*limit)),
            Self::Unwritable { path, error } => write!(f, "cannot write {}: {error}", path.display()),
            Self::Unreadable { path, error } => {
                write!(f, "cannot read {}: {error}", path.display())
            }
            Self::Io(error) => write!(f, "cannot write: {error}"),
        }
    }
}

impl From<TooLarge> for Failure {
    fn from(too_large: TooLarge) -> Self {
        Self::TooLarge(too_large)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}
