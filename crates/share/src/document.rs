use std::collections::BTreeMap;

use onionskin_cache::Change;

/// The longest fragment, in characters and without `#`. Firefox keeps no address of more than 65,536
/// characters in its history and its bookmarks; this leaves room for the address before the `#`.
pub const MAX_FRAGMENT_CHARS: usize = 64_000;

/// The largest Dockerfile in a link, in bytes. Of 3,700 public ones the largest has 90 KB; and as a short link
/// can unpack to a thousand times its size, there has to be an end.
pub const MAX_SOURCE_BYTES: usize = 256 * 1024;

/// The longest path in a link, in bytes: the longest that Linux opens (`PATH_MAX` less the zero at its end).
pub const MAX_PATH_BYTES: usize = 4095;

/// The longest name of a stage or a build argument in a link, in bytes. BuildKit knows no limit; nobody types more.
pub const MAX_NAME_BYTES: usize = 1024;

/// The longest value of a build argument in a link, in bytes: room for an address or a list of packages.
pub const MAX_VALUE_BYTES: usize = 4096;

/// How many build arguments a link holds: more than anybody fills in by hand.
pub const MAX_ARGUMENTS: usize = 64;

/// All that a link carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// The text of the Dockerfile, byte for byte.
    pub source: String,
    /// What is different from the build before.
    pub change: Change,
    /// The stage to build; the last one where there is none.
    pub target: Option<String>,
    /// Build arguments by name.
    pub build_args: BTreeMap<String, String>,
}

/// Whether `path` is one below the root of a build context, written in the one way that the graph writes it:
/// names with single slashes between them, no `.` or `..`, nothing that cannot be seen.
pub(crate) fn is_clean_path(path: &str) -> bool {
    path.len() <= MAX_PATH_BYTES
        && !path.contains(char::is_control)
        && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
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
