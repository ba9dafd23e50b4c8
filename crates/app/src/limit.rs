use std::fmt;

use onionskin_analysis::{Analysis, Comparison, Setup};
use onionskin_syntax::{Dockerfile, parse};

use crate::words;

/// The most bytes that are explained. The largest of some 2,000 public Dockerfiles has 90 KB; every keystroke
/// analyzes the file anew, and beyond this size that could be felt.
pub const MAX_SOURCE_BYTES: usize = 512 * 1024;

/// The most lines that are explained. The longest of some 2,000 public Dockerfiles has 2,042; every line is a row
/// of the page, and with many more than these a browser gets slow.
pub const MAX_LINES: usize = 10_000;

/// The most instructions that are explained. Of some 2,000 public Dockerfiles, the one with the most has 553;
/// every instruction is an item of the list, and with many more than these a browser gets slow.
pub const MAX_INSTRUCTIONS: usize = 2_000;

/// Why a file is not explained. Its text is for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLarge {
    /// It has more bytes than [`MAX_SOURCE_BYTES`].
    Bytes(usize),
    /// It has more lines than [`MAX_LINES`].
    Lines(usize),
    /// It has more instructions than [`MAX_INSTRUCTIONS`].
    Instructions(usize),
}

impl TooLarge {
    /// How many there are, how many there may be, and of what.
    pub const fn measure(self) -> (usize, usize, &'static str) {
        match self {
            Self::Bytes(found) => (found, MAX_SOURCE_BYTES, "bytes"),
            Self::Lines(found) => (found, MAX_LINES, "lines"),
            Self::Instructions(found) => (found, MAX_INSTRUCTIONS, "instructions"),
        }
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (found, limit, unit) = self.measure();
        f.write_str(&words::page::too_large(found, limit, unit))
    }
}

/// Analyzes `source` with `setup`, unless it is too large to be shown.
///
/// # Errors
/// The first limit that the file is over.
pub fn analyze(source: &str, setup: &Setup) -> Result<Analysis, TooLarge> {
    check_text(source)?;
    let analysis = onionskin_analysis::analyze(source, setup);
    check_instructions(&analysis.dockerfile)?;
    Ok(analysis)
}

/// Whether `source` is small enough to be shown, for who does not [`analyze`] it.
///
/// # Errors
/// The first limit that the file is over.
pub fn check_size(source: &str) -> Result<(), TooLarge> {
    check_text(source)?;
    check_instructions(&parse(source).dockerfile)
}

/// Compares two files that are built with `setup`, of which the first one is not too large.
///
/// # Errors
/// The first limit that the second one is over.
pub(crate) fn compare(before: &str, after: &str, setup: &Setup) -> Result<Comparison, TooLarge> {
    check_text(after)?;
    let comparison = onionskin_analysis::compare(before, after, setup);
    check_instructions(&comparison.after.dockerfile)?;
    Ok(comparison)
}

fn check_text(source: &str) -> Result<(), TooLarge> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(TooLarge::Bytes(source.len()));
    }
    let n_lines = source.bytes().filter(|&byte| byte == b'\n').count() + 1;
    if n_lines > MAX_LINES {
        return Err(TooLarge::Lines(n_lines));
    }
    Ok(())
}

fn check_instructions(dockerfile: &Dockerfile) -> Result<(), TooLarge> {
    let n_instructions = dockerfile.instructions().count();
    if n_instructions > MAX_INSTRUCTIONS {
        return Err(TooLarge::Instructions(n_instructions));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use onionskin_analysis::Setup;

    use super::{MAX_INSTRUCTIONS, MAX_LINES, MAX_SOURCE_BYTES, TooLarge, analyze, check_size};

    #[track_caller]
    fn check(source: &str, expected: Option<TooLarge>) {
        assert_eq!(analyze(source, &Setup::default()).err(), expected);
        assert_eq!(check_size(source).err(), expected);
    }

    #[test]
    fn a_file_of_the_most_bytes_is_explained_and_one_more_is_not() {
        let file = |n_bytes: usize| format!("FROM a\n#{}", "x".repeat(n_bytes - 8));
        check(&file(MAX_SOURCE_BYTES), None);
        check(&file(MAX_SOURCE_BYTES + 1), Some(TooLarge::Bytes(MAX_SOURCE_BYTES + 1)));
    }

    #[test]
    fn a_file_of_the_most_lines_is_explained_and_one_more_is_not() {
        let file = |n_lines: usize| format!("FROM a{}", "\n".repeat(n_lines - 1));
        check(&file(MAX_LINES), None);
        check(&file(MAX_LINES + 1), Some(TooLarge::Lines(MAX_LINES + 1)));
    }

    #[test]
    fn a_file_of_the_most_instructions_is_explained_and_one_more_is_not() {
        let file = |n_instructions: usize| format!("FROM a\n{}", "USER b\n".repeat(n_instructions - 1));
        check(&file(MAX_INSTRUCTIONS), None);
        check(&file(MAX_INSTRUCTIONS + 1), Some(TooLarge::Instructions(MAX_INSTRUCTIONS + 1)));
    }

    #[test]
    fn the_message_says_how_much_and_how_much_it_may_be() {
        assert_eq!(
            TooLarge::Lines(10_001).to_string(),
            "This file is too large to explain: it has 10001 lines, and the limit is 10000. Its text stays in the editor."
        );
    }
}
