use std::collections::BTreeMap;

use onionskin_cache::Change;

/// The longest fragment, in characters and without `#`. Firefox keeps no address of more than 65,536
/// characters in its history and its bookmarks; this leaves room for the address before the `#`.
pub const MAX_FRAGMENT_CHARS: usize = 64_000;

/// The largest Dockerfile in a link, in bytes. Of 3,700 public ones the largest has 90 KB; and as a short link
/// can unpack to a thousand times its size, there has to be an end.
pub const MAX_SOURCE_BYTES: usize = 256 * 1024;

/// The largest ignore file in a link, in bytes: as much as is read of one.
pub const MAX_IGNORE_BYTES: usize = 64 * 1024;

/// How many files of a build context a link names: what a small project has. A folder of more makes no link that could be
/// sent.
pub const MAX_FILES: usize = 2_000;

/// The longest path in a link, in bytes: the longest that Linux opens (`PATH_MAX` less the zero at its end).
pub const MAX_PATH_BYTES: usize = 4095;

/// How many bytes all names of files have in a link: 64 for each, which is more than they have in real projects.
pub const MAX_FILES_BYTES: usize = 64 * MAX_FILES;

/// The longest name of a stage or a build argument in a link, in bytes. BuildKit knows no limit; nobody types more.
pub const MAX_NAME_BYTES: usize = 1024;

/// The longest value of a build argument in a link, in bytes: room for an address or a list of packages.
pub const MAX_VALUE_BYTES: usize = 4096;

/// How many build arguments a link holds: more than anybody fills in by hand.
pub const MAX_ARGUMENTS: usize = 64;

/// How many durations a link holds: one for each instruction of the longest file that is explained.
pub const MAX_DURATIONS: usize = 2_000;

/// The longest duration of a step in a link, in tenths of a second: a day.
pub const MAX_TENTHS: u32 = 24 * 60 * 60 * 10;

/// All that a link carries. What its author says of it stands in comments of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// The text of the Dockerfile, byte for byte.
    pub source: String,
    /// The Dockerfile that it is compared with.
    pub other: Option<String>,
    /// The text of the ignore file.
    pub ignore: Option<String>,
    /// The files of the build context by their paths; those that end with `/` are directories with nothing in them. Where
    /// there is none, they are not known.
    pub files: Option<Vec<String>>,
    /// What is different from the build before.
    pub change: Change,
    /// The stage to build; the last one where there is none.
    pub target: Option<String>,
    /// Build arguments by name.
    pub build_args: BTreeMap<String, String>,
    /// The line of the source, counted from 1, whose instruction is selected.
    pub line: Option<u32>,
    /// What is shown.
    pub view: View,
    /// How long steps take, in tenths of a second, by the first line of their instruction, counted from 1.
    pub durations: BTreeMap<u32, u32>,
}

/// What is shown of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// The layers beside the source.
    #[default]
    Stack,
    /// The same facts as a table.
    Table,
    /// Every change, and what it does to every step.
    Changes,
    /// Two Dockerfiles side by side.
    Compare,
    /// The build context.
    Files,
}

impl View {
    /// All of them. Their places are their numbers in a link, so that none may get another one.
    pub const ALL: [Self; 5] = [Self::Stack, Self::Table, Self::Changes, Self::Compare, Self::Files];

    /// The word for it that people write, on a command line or in an attribute of an element.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stack => "stack",
            Self::Table => "table",
            Self::Changes => "changes",
            Self::Compare => "compare",
            Self::Files => "files",
        }
    }

    /// The view that `word` stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.word() == word)
    }
}

/// Whether `path` is one below the root of a build context, written in the one way that the graph writes it:
/// names with single slashes between them, no `.` or `..`, nothing that cannot be seen.
pub(crate) fn is_clean_path(path: &str) -> bool {
    path.len() <= MAX_PATH_BYTES
        && !path.contains(char::is_control)
        && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}

/// Whether `path` can be in the list of files: a clean path, or one of a directory with a `/` behind it.
pub(crate) fn is_listed_path(path: &str) -> bool {
    is_clean_path(path.strip_suffix('/').unwrap_or(path))
}

/// Whether `name` can be that of an image, a stage or a build argument: something that can be seen, and not too long.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= MAX_PATH_BYTES && !name.contains(char::is_control)
}

/// Whether `name` can be that of a target or of a build argument of a link.
pub(crate) fn is_short_name(name: &str) -> bool {
    is_name(name) && name.len() <= MAX_NAME_BYTES
}

/// Whether `value` can be that of a build argument of a link: not too long, and without the zero byte that parts it from
/// the name.
pub(crate) fn is_value(value: &str) -> bool {
    value.len() <= MAX_VALUE_BYTES && !value.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::{MAX_PATH_BYTES, is_clean_path};

    #[track_caller]
    fn check(path: &str, expected: bool) {
        assert_eq!(is_clean_path(path), expected, "{path:?}");
    }

    #[test]
    fn names_with_slashes_between_them_are_a_path() {
        for path in ["docker/requirements.txt", "a b/ü.txt", "*.txt"] {
            check(path, true);
        }
        for path in "a .env ..a a.. ... .a/..b".split(' ') {
            check(path, true);
        }
    }

    #[test]
    fn a_path_that_leads_elsewhere_or_hides_something_is_none() {
        for path in "/ /etc/passwd .. ../a a/../b a/.. . ./a a/. a//b a/".split(' ') {
            check(path, false);
        }
        for path in ["", "a\0", "a\nb", "a\u{9b}"] {
            check(path, false);
        }
    }

    #[test]
    fn a_path_of_the_most_bytes_is_one_and_one_more_is_not() {
        check(&"x".repeat(MAX_PATH_BYTES), true);
        check(&"x".repeat(MAX_PATH_BYTES + 1), false);
    }
}
