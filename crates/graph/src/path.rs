/// The longest path that Linux opens (`PATH_MAX` without its final zero), in bytes.
pub(crate) const MAX_PATH_BYTES: usize = 4095;

/// `path` seen from `/`, without `.`, `..` and doubled slashes. `..` does not lead out of `/`.
pub(crate) fn clean(path: &str) -> String {
    append("", path)
}

/// `path` without `.`, `..` and doubled slashes; one that is relative stays so.
pub(crate) fn clean_as_written(path: &str) -> String {
    let cleaned = clean(path);
    if path.starts_with('/') { cleaned } else { cleaned.trim_start_matches('/').to_owned() }
}

/// `path` seen from the cleaned directory `dir`, cleaned.
///
/// A path that starts with a variable whose value is not known stays without a `/` in front, as nobody can say
/// where it starts.
pub(crate) fn join(dir: &str, path: &str) -> String {
    match path.chars().next() {
        Some('/') => clean(path),
        Some('$') => clean(path).trim_start_matches('/').to_owned(),
        _ => append(dir, path),
    }
}

fn append(dir: &str, path: &str) -> String {
    let mut cleaned = dir.trim_end_matches('/').to_owned();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => cleaned.truncate(cleaned.rfind('/').unwrap_or(0)),
            part => {
                cleaned.push('/');
                cleaned.push_str(part);
            }
        }
    }
    if cleaned.is_empty() { "/".to_owned() } else { cleaned }
}

/// The destination `path` of a copy, seen from `dir`: cleaned, but for the `/` or `/.` at its end that says that
/// it is a directory.
pub(crate) fn destination(dir: &str, path: &str) -> String {
    let path = if path.is_empty() || path == "." { "./" } else { path };
    let mut cleaned = join(dir, path);
    if path.ends_with('/') && !cleaned.ends_with('/') {
        cleaned.push('/');
    } else if path.ends_with("/.") {
        cleaned.push_str(if cleaned == "/" { "." } else { "/." });
    }
    cleaned
}

/// The name at the end of a cleaned path; empty for `/`.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Whether a path that a step reads has wildcards; without them it names one file or directory. A character behind a
/// `\` is none, but a path without wildcards is taken as it is written, `\` and all.
pub fn has_wildcards(path: &str) -> bool {
    let mut rest = path.chars();
    while let Some(character) = rest.next() {
        match character {
            '*' | '?' | '[' => return true,
            '\\' => {
                rest.next();
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{clean, destination, has_wildcards, join};

    #[test]
    fn a_path_cannot_lead_out_of_the_root() {
        let cases = [("", "/"), ("./a//b/", "/a/b"), ("../a", "/a"), ("a/../../b/.", "/b"), ("/", "/")];
        for (path, expected) in cases {
            assert_eq!(clean(path), expected, "{path}");
        }
        let cases = [
            ("/app", "x/../y", "/app/y"),
            ("/app", "/y", "/y"),
            ("/app", "$H/x/", "$H/x"),
            ("$H", "x", "$H/x"),
        ];
        for (dir, path, expected) in cases {
            assert_eq!(join(dir, path), expected, "{path} in {dir}");
        }
    }

    #[test]
    fn a_wildcard_can_be_escaped() {
        assert!(["*", "a?", "[a]", r"\**"].iter().all(|path| has_wildcards(path)));
        assert!(["", "a", r"\*", r"a\[b]", r"\"].iter().all(|path| !has_wildcards(path)));
    }

    #[test]
    fn a_destination_keeps_what_makes_it_a_directory() {
        let cases = [
            (".", "/app/"),
            ("", "/app/"),
            ("./x/", "/app/x/"),
            ("/x", "/x"),
            ("./.", "/app/."),
            ("/", "/"),
            ("..", "/"),
        ];
        for (path, expected) in cases {
            assert_eq!(destination("/app", path), expected, "{path}");
        }
    }
}
