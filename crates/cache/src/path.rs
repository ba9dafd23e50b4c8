/// `path` as short as it can be said without looking at files: no `.`, no doubled `/` and none at the end, no `..` but
/// at the start; `.` where nothing is left. As Go's `path.Clean` does it.
pub(crate) fn clean(path: &str) -> String {
    let is_rooted = path.starts_with('/');
    let mut cleaned: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if cleaned.last().is_some_and(|last| *last != "..") => {
                cleaned.pop();
            }
            ".." if is_rooted => {}
            part => cleaned.push(part),
        }
    }
    let mut text = String::from(if is_rooted { "/" } else { "" });
    text.push_str(&cleaned.join("/"));
    if text.is_empty() {
        text.push('.');
    }
    text
}

/// `path` seen from the root, where `..` leads no further, cleaned and without the `/` in front: empty for the root.
pub(crate) fn from_root(path: &str) -> String {
    let mut rooted = String::from("/");
    rooted.push_str(path);
    let mut cleaned = clean(&rooted);
    cleaned.remove(0);
    cleaned
}

/// The name at the end of a path; empty for the root.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Makes `path` the path of what is called `name` in it and returns how long it was.
pub(crate) fn push(path: &mut String, name: &str) -> usize {
    let n_bytes = path.len();
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(name);
    n_bytes
}

#[cfg(test)]
mod tests {
    use super::{clean, from_root};

    #[test]
    fn paths_are_cleaned_as_go_does() {
        let cases = [
            ("", ".", ""),
            ("a//b", "a/b", "a/b"),
            ("./a/", "a", "a"),
            ("a/../b", "b", "b"),
            ("../a/../../b", "../../b", "b"),
            ("/../a", "/a", "a"),
            ("/", "/", ""),
            ("//x", "/x", "x"),
            (".", ".", ""),
            ("a/..", ".", ""),
        ];
        for (path, cleaned, rooted) in cases {
            assert_eq!((clean(path).as_str(), from_root(path).as_str()), (cleaned, rooted), "{path}");
        }
    }
}
