/// How many names a path may have. Of files that a project has, none is nested half as deeply.
pub const MAX_DEPTH: usize = 200;

/// The longest path that Linux opens, in bytes.
const MAX_PATH_BYTES: usize = 4095;

/// Why a path is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It leads out of the context.
    Outside,
    /// It is longer or nested more deeply than any file is.
    TooLong,
    /// It has a character that no name of a file has.
    NoName,
    /// The browser cannot look at what stands there.
    Unreadable,
}

/// A path as it is seen from the root of the context; a `/` at its end stays, which marks a directory. `None` where it
/// names the root.
pub(crate) fn cleaned(path: &str) -> Result<Option<String>, Why> {
    if path.len() > MAX_PATH_BYTES {
        return Err(Why::TooLong);
    }
    if path.contains('\0') {
        return Err(Why::NoName);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Why::Outside)?;
            }
            part => parts.push(part),
        }
    }
    if parts.len() > MAX_DEPTH {
        return Err(Why::TooLong);
    }
    let mut cleaned = parts.join("/");
    if cleaned.is_empty() {
        return Ok(None);
    }
    if path.ends_with(['/']) {
        cleaned.push('/');
    }
    Ok(Some(cleaned))
}

#[cfg(test)]
mod tests {
    use super::{MAX_DEPTH, MAX_PATH_BYTES, Why, cleaned};

    #[track_caller]
    fn check(path: &str, expected: Result<Option<&str>, Why>) {
        assert_eq!(cleaned(path), expected.map(|path| path.map(str::to_owned)), "{path}");
    }

    #[test]
    fn paths_are_seen_from_the_root() {
        for path in ["a/b", "./a/b", "/a/b", "a//b", "a/./b", "x/../a/b", "./x/../a/y/../b"] {
            check(path, Ok(Some("a/b")));
        }
        check("a/", Ok(Some("a/")));
        check("a\nb", Ok(Some("a\nb")));
        check(r"a\b", Ok(Some(r"a\b")));
        for root in ["", ".", "./", "/", "a/.."] {
            check(root, Ok(None));
        }
    }

    #[test]
    fn what_leads_outside_is_told_from_what_is_no_path() {
        for path in ["..", "../a", "a/../../b", "/.."] {
            check(path, Err(Why::Outside));
        }
        check("a\0b", Err(Why::NoName));
    }

    #[test]
    fn the_longest_and_deepest_paths_are_kept_and_one_more_is_not() {
        let long = |n: usize| "x".repeat(n);
        check(&long(MAX_PATH_BYTES), Ok(Some(&long(MAX_PATH_BYTES))));
        check(&long(MAX_PATH_BYTES + 1), Err(Why::TooLong));
        let deep = |n: usize| vec!["d"; n].join("/");
        check(&deep(MAX_DEPTH), Ok(Some(&deep(MAX_DEPTH))));
        check(&deep(MAX_DEPTH + 1), Err(Why::TooLong));
    }
}
