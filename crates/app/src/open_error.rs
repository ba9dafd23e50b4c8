use std::fmt;

use crate::{MAX_SOURCE_BYTES, words};

/// Why a file was not opened. Its text is for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It has this many bytes, which is more than are explained. It was not read.
    TooLarge(u64),
    /// The browser could not read it.
    Unreadable,
}

impl OpenError {
    /// Why a file of `n_bytes` is not read, if so.
    pub fn of_size(n_bytes: u64) -> Option<Self> {
        let is_small = usize::try_from(n_bytes).is_ok_and(|n_bytes| n_bytes <= MAX_SOURCE_BYTES);
        (!is_small).then_some(Self::TooLarge(n_bytes))
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(n_bytes) => f.write_str(&words::start::file_too_large(*n_bytes, MAX_SOURCE_BYTES)),
            Self::Unreadable => f.write_str(words::start::FILE_UNREADABLE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OpenError;
    use crate::MAX_SOURCE_BYTES;

    #[test]
    fn a_file_of_the_most_bytes_is_read_and_one_more_is_not() {
        let most = MAX_SOURCE_BYTES as u64;
        assert_eq!(OpenError::of_size(most), None);
        assert_eq!(OpenError::of_size(most + 1), Some(OpenError::TooLarge(most + 1)));
        assert_eq!(
            OpenError::TooLarge(most + 1).to_string(),
            "This file is too large to be opened: it has 524289 bytes, and the limit is 524288. Your text is as before."
        );
    }
}
