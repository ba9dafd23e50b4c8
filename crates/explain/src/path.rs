//! Paths inside an image.

/// `path` seen from the directory `dir`, without `.`, `..` and doubled slashes; `None` where it holds a variable.
fn join(dir: &str, path: &str) -> Option<String> {
    if path.contains(['$', '`']) {
        return None;
    }
    let joined = if path.starts_with('/') { path.to_owned() } else { format!("{dir}/{path}") };
    let mut parts = Vec::new();
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

/// `path` seen from the working directory, where that is known or does not matter.
pub(crate) fn resolve(workdir: Option<&str>, path: &str) -> Option<String> {
    if path.starts_with('~') {
        return None;
    }
    let dir = if path.starts_with('/') { "/" } else { workdir? };
    join(dir, path)
}

/// The name at the end of `path`; empty for `/`.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Whether `text` matches `pattern`, in which `*` stands for any run of characters and `\*` for a star.
#[inline]
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    // A word is held against many patterns, most of which are short and have no star: that takes no search.
    if pattern.bytes().all(|byte| byte != b'*') {
        pattern == text
    } else {
        matches_with_stars(pattern.as_bytes(), text.as_bytes())
    }
}

/// Where a star has taken too little, the last one takes a byte more: what those before it took need not change.
fn matches_with_stars(pattern: &[u8], text: &[u8]) -> bool {
    let (mut rest, mut left) = (pattern, text);
    let mut last_star = None;
    loop {
        (rest, left) = match (rest, left) {
            ([], []) => return true,
            ([b'*', behind @ ..], _) => {
                last_star = Some((behind, left));
                (behind, left)
            }
            ([b'\\', b'*', behind @ ..], [b'*', after @ ..]) => (behind, after),
            ([next, behind @ ..], [first, after @ ..]) if next == first => (behind, after),
            _ => match last_star {
                Some((behind, [_, after @ ..])) => {
                    last_star = Some((behind, after));
                    (behind, after)
                }
                _ => return false,
            },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{join, matches};

    #[test]
    fn paths_are_seen_from_a_directory() {
        let cases = [("a", "/app/a"), ("./a/../b/", "/app/b"), ("/x//y", "/x/y"), ("../..", "/")];
        for (path, expected) in cases {
            assert_eq!(join("/app", path).as_deref(), Some(expected), "{path}");
        }
        assert_eq!(join("/app", "$X/a"), None);
    }

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text) in [
            ("a", "a"),
            ("a*", "abc"),
            ("*==*", "a==1"),
            ("*.txt", "r.txt"),
            ("a*b*c", "axbyc"),
            ("*", ""),
            (r"*\**", "a*b"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("a", "ab"), ("a*", "ba"), ("*==*", "a=1"), ("a*a", "a"), ("a*b*c", "acb"), (r"*\**", "ab")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
