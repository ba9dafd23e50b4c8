/// The paths that a list names, as `find`, `git ls-files` and `ls -R` print them: one in each line, or with `\0` between
/// them (`-print0`, `-z`). The parts of a path stand between `/`.
///
/// Where no path has a `/`, a `\` is one. Where all paths are absolute, they are seen from the directory that all of them
/// are in: that is where the list was made.
pub fn listed(text: &str) -> Vec<String> {
    let has_zeros = text.contains('\0');
    let lines: Vec<&str> =
        if has_zeros { text.split('\0').collect() } else { text.lines().map(str::trim_end).collect() };
    let paths: Vec<String> = if !has_zeros && is_by_directory(&lines) {
        by_directory(&lines)
    } else {
        lines.iter().filter(|line| !line.is_empty()).map(|line| unquoted(line)).collect()
    };
    let is_windows =
        paths.iter().any(|path| path.contains('\\')) && !paths.iter().any(|path| path.contains('/'));
    let paths = if is_windows { paths.iter().map(|path| path.replace('\\', "/")).collect() } else { paths };
    relative(paths)
}

/// Whether `lines` is what `ls -R` prints: the name of a directory and a `:`, then what is in it.
fn is_by_directory(lines: &[&str]) -> bool {
    let first = lines.iter().find(|line| !line.is_empty());
    first.is_some_and(|line| line.ends_with(':') && (line.starts_with('.') || line.starts_with('/')))
}

fn by_directory(lines: &[&str]) -> Vec<String> {
    let mut directory = "";
    let mut is_after_blank = true;
    let mut paths = Vec::new();
    for line in lines {
        match line.strip_suffix(':') {
            Some(next) if is_after_blank => directory = next,
            _ if line.is_empty() => {}
            _ => paths.push([directory, "/", line].concat()),
        }
        is_after_blank = line.is_empty();
    }
    paths
}

/// A path as it is, where Git quotes it because of unusual characters: `"a\tb"`, `"\303\244"`.
fn unquoted(line: &str) -> String {
    let Some(inner) = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return line.to_owned();
    };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut ahead = inner.bytes().peekable();
    while let Some(byte) = ahead.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let escaped = ahead.next().unwrap_or(b'\\');
        bytes.push(match escaped {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'0'..=b'3' => {
                let mut value = escaped - b'0';
                for _ in 0..2 {
                    if let Some(digit) = ahead.next_if(|byte| matches!(byte, b'0'..=b'7')) {
                        value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    }
                }
                value
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap_or_else(|_| line.to_owned())
}

fn relative(paths: Vec<String>) -> Vec<String> {
    let is_absolute = |path: &String| {
        path.starts_with('/')
            || matches!(path.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic())
    };
    if paths.is_empty() || !paths.iter().all(is_absolute) {
        return paths;
    }
    let directory = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    let first = paths.first().map(String::as_str).unwrap_or_default();
    let mut common = first.get(..directory(first)).unwrap_or_default();
    for path in &paths {
        let same = common.bytes().zip(path.bytes()).take_while(|(one, other)| one == other).count();
        // Back to the end of a name, which is the end of a character, too.
        let end = common.as_bytes().get(..same).and_then(|same| same.iter().rposition(|byte| *byte == b'/'));
        common = common.get(..end.map_or(0, |at| at + 1)).unwrap_or_default();
    }
    let n_bytes = common.len();
    paths.iter().filter_map(|path| path.get(n_bytes..).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(listed(text), expected, "{text:?}");
    }

    #[test]
    fn a_list_has_one_path_a_line() {
        check("a\nb/c\n", &["a", "b/c"]);
        check("./a\r\n\r\n./b/c\r\n", &["./a", "./b/c"]);
        check("", &[]);
        check("with blank.txt\n", &["with blank.txt"]);
    }

    #[test]
    fn zeros_between_paths_let_names_have_line_ends() {
        check("a\nb\0c\0", &["a\nb", "c"].map(|path| path));
    }

    #[test]
    fn git_quotes_unusual_names() {
        check(r#""src/\303\244\n\"x\".txt""#, &["src/ä\n\"x\".txt"]);
        check("a/b\n\"\\377\"", &["a/b", r#""\377""#]);
    }

    #[test]
    fn a_backslash_is_a_separator_where_nothing_else_is() {
        check("src\\a.cs\r\nb.cs", &["src/a.cs", "b.cs"]);
        check("src/a\\b", &["src/a\\b"]);
        check("C:\\p\\src\\a.cs\nC:\\p\\b.cs\n", &["src/a.cs", "b.cs"]);
    }

    #[test]
    fn absolute_paths_are_seen_from_where_all_of_them_are() {
        check("/home/me/p/src/a\n/home/me/p/src/b\n/home/me/p/c\n", &["src/a", "src/b", "c"]);
        check("/p/ab/x\n/p/ac/x\n", &["ab/x", "ac/x"]);
        check("/a\n/b/c\n", &["a", "b/c"]);
        check("/a\nb\n", &["/a", "b"]);
    }

    #[test]
    fn directories_with_what_is_in_them_are_read() {
        check(
            ".:\nDockerfile\nsrc\n\n./src:\nmain.rs\nodd:\n",
            &["./Dockerfile", "./src", "./src/main.rs", "./src/odd:"],
        );
    }
}
