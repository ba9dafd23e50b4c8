use std::error::Error;
use std::fmt;

use crate::{
    MAX_ARGUMENTS, MAX_DURATIONS, MAX_FILES, MAX_FRAGMENT_CHARS, MAX_IGNORE_BYTES, MAX_PATH_BYTES,
    MAX_SOURCE_BYTES, MAX_VALUE_BYTES,
};

/// Why a document cannot be put into a link. Its text is for the person who shares: what is wrong, what to
/// do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EncodeError {
    /// The Dockerfile, or the one that it is compared with, has more bytes than [`MAX_SOURCE_BYTES`].
    SourceTooLarge {
        /// How many it has.
        n_bytes: usize,
    },
    /// The link would have more characters than [`MAX_FRAGMENT_CHARS`].
    LinkTooLong {
        /// How many it would have.
        n_chars: usize,
    },
    /// The file of the change is not a relative path without `.`, `..` and control characters, or has more
    /// bytes than [`MAX_PATH_BYTES`].
    NotAPath,
    /// The image or build argument of the change has no name, or one with control characters or more bytes than
    /// [`MAX_PATH_BYTES`].
    NotAName,
    /// The target, or a build argument, has no name that a link can hold, its value has more bytes than
    /// [`MAX_VALUE_BYTES`], or there are more than [`MAX_ARGUMENTS`] of them.
    BuildInputs,
    /// The ignore file has more bytes than [`MAX_IGNORE_BYTES`].
    IgnoreTooLarge {
        /// How many it has.
        n_bytes: usize,
    },
    /// There are more files than [`MAX_FILES`], their names have more bytes than
    /// [`MAX_FILES_BYTES`](crate::MAX_FILES_BYTES), or one of them is not a relative path without `.`, `..` and control
    /// characters.
    Files,
    /// There are more durations than [`MAX_DURATIONS`], one is longer than [`MAX_TENTHS`](crate::MAX_TENTHS), or a line
    /// is 0.
    Durations,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::SourceTooLarge { n_bytes } => write!(
                f,
                "This Dockerfile is too large for a link: it has {n_bytes} bytes, and a link holds at most \
                 {MAX_SOURCE_BYTES}. Send the file itself instead."
            ),
            Self::LinkTooLong { n_chars } => write!(
                f,
                "This is too large for a link: it would have {n_chars} characters, and at most {MAX_FRAGMENT_CHARS} can be \
                 opened. Leave out what stands beside the Dockerfile, such as a list of files or a second Dockerfile, or send \
                 the file itself instead."
            ),
            Self::NotAPath => f.write_str(
                "A link cannot hold the name of the file that changed: choose a file inside the build context.",
            ),
            Self::NotAName => write!(
                f,
                "A link cannot hold the name of the image or build argument that changed: it is empty, has more than \
                 {MAX_PATH_BYTES} bytes, or holds something that cannot be seen. Choose another change."
            ),
            Self::BuildInputs => write!(
                f,
                "A link cannot hold this target or these build arguments: it has room for {MAX_ARGUMENTS} arguments, \
                 each with a value of at most {MAX_VALUE_BYTES} bytes. Make them shorter or fewer."
            ),
            Self::IgnoreTooLarge { n_bytes } => write!(
                f,
                "The ignore file is too large for a link: it has {n_bytes} bytes, and a link holds at most \
                 {MAX_IGNORE_BYTES}. Leave it out."
            ),
            Self::Files => write!(
                f,
                "A link cannot hold this list of files: it has room for {MAX_FILES} with names of usual length, inside of \
                 the build context. Leave the list out, or name fewer."
            ),
            Self::Durations => write!(
                f,
                "A link cannot hold these durations: it has room for {MAX_DURATIONS}, each of at most a day. Leave them out."
            ),
        }
    }
}

impl Error for EncodeError {}

/// Why a fragment gives no document. Its text is for the person who opened the link: what is wrong, what to
/// do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecodeError {
    /// There is no fragment: the page was opened without a link, and there is nothing to tell.
    Empty,
    /// A fragment of some other kind, such as the name of a part of the page.
    NotALink,
    /// A link that a later version of this program made.
    NewerVersion,
    /// The checksum does not fit: part of the link is missing, or other than it was.
    CutOff {
        /// How many characters arrived, without `#`.
        n_chars: usize,
    },
    /// A link of more than [`MAX_FRAGMENT_CHARS`] characters.
    LinkTooLong {
        /// How many it has, without `#`.
        n_chars: usize,
    },
    /// What the link holds is larger than any document from [`encode`](crate::encode).
    TooLarge,
    /// The link arrived as it was made, but does not hold a document.
    Damaged,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Empty => f.write_str("This address carries no Dockerfile."),
            Self::NotALink => f.write_str(
                "This address does not carry a Dockerfile: if you expected one, ask the sender for the whole link.",
            ),
            Self::NewerVersion => f.write_str(
                "This link was made by a newer version of Onionskin: reload the page or update the program, then \
                 open it again.",
            ),
            Self::CutOff { n_chars } => write!(
                f,
                "This link looks cut off after {n_chars} characters, or changed on its way: ask the sender for the \
                 whole link."
            ),
            Self::LinkTooLong { n_chars } => write!(
                f,
                "This link is too long to open: it has {n_chars} characters, and the limit is {MAX_FRAGMENT_CHARS}. \
                 Ask the sender for the Dockerfile itself."
            ),
            Self::TooLarge => write!(
                f,
                "This link holds more than can be opened: a Dockerfile of more than {MAX_SOURCE_BYTES} bytes, or too \
                 much beside it. Ask the sender for the Dockerfile itself."
            ),
            Self::Damaged => f.write_str(
                "This link arrived whole, but what it holds cannot be read: ask the sender to share the Dockerfile \
                 again.",
            ),
        }
    }
}

impl Error for DecodeError {}
