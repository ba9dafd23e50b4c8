//! Variables in the words of a Dockerfile.

use std::ops::Range;

/// `$NAME` or `${NAME…}`, as byte ranges of the text that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// All of it.
    pub(crate) range: Range<usize>,
    /// The name.
    pub(crate) name: Range<usize>,
    /// The id of the entry about such a reference.
    pub(crate) id: &'static str,
}

/// The variables in `text`, which is written with the character `escape` and has quotes, unless it is the text of a
/// heredoc. Comments between continuation lines are left out.
pub(crate) fn references(text: &str, escape: char, is_heredoc: bool) -> Vec<Reference> {
    let mut found = Vec::new();
    if !text.contains('$') {
        return found;
    }
    let escape = if is_heredoc { '\\' } else { escape };
    let mut quote = None;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            _ if character == escape && quote != Some('\'') => {
                let rest = characters.as_str();
                let behind = rest.trim_start_matches([' ', '\t', '\r']);
                match behind.strip_prefix('\n') {
                    Some(lines) if !is_heredoc => {
                        let n_left = behind_comments(lines).len();
                        while characters.as_str().len() > n_left {
                            characters.next();
                        }
                    }
                    _ => drop(characters.next()),
                }
            }
            '\'' | '"' if !is_heredoc => match quote {
                None => quote = Some(character),
                Some(open) if open == character => quote = None,
                Some(_) => {}
            },
            '$' if quote != Some('\'') => found.extend(reference(text, at)),
            _ => {}
        }
    }
    found
}

/// The variable that starts at the `$` at `at`.
fn reference(text: &str, at: usize) -> Option<Reference> {
    let behind = text.get(at + 1..)?;
    let (name_start, inner) = match behind.strip_prefix('{') {
        Some(inner) => (at + 2, inner),
        None => (at + 1, behind),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let length = inner.bytes().position(|byte| !is_name(byte)).unwrap_or(inner.len());
    let name = name_start..name_start + length;
    if length == 0 {
        return None;
    }
    if name_start == at + 1 {
        return Some(Reference { range: at..name.end, name, id: "variable" });
    }
    let rest = inner.get(length..)?;
    let id = match rest.trim_start_matches(':').chars().next()? {
        '}' => "variable",
        '-' => "default",
        '+' => "alternative",
        '?' => "required",
        _ => "changed",
    };
    Some(Reference { range: at..closed(text, name.end)?, name, id })
}

/// Where the bracket ends that is open at `at`.
fn closed(text: &str, at: usize) -> Option<usize> {
    /// Each bracket is looked for by itself, so that one far away would make a long line slow.
    const MAX_BYTES: usize = 1_000;
    let mut n_open = 1_usize;
    for (offset, byte) in text.get(at..)?.bytes().take(MAX_BYTES).enumerate() {
        match byte {
            b'{' => n_open += 1,
            b'}' => n_open -= 1,
            b'\n' => return None,
            _ => {}
        }
        if n_open == 0 {
            return Some(at + offset + 1);
        }
    }
    None
}

/// `text` without the comment lines and blank lines that it starts with.
pub(crate) fn behind_comments(text: &str) -> &str {
    let mut rest = text;
    while let Some((line, behind)) = rest.split_once('\n') {
        let line = line.trim_start();
        if !line.is_empty() && !line.starts_with('#') {
            break;
        }
        rest = behind;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::references;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let found = references(text, '\\', false);
        let found: Vec<_> =
            found.into_iter().map(|it| (text.get(it.range), text.get(it.name), it.id)).collect();
        let expected: Vec<_> = expected.iter().map(|&(all, name, id)| (Some(all), Some(name), id)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn variables_are_found_outside_of_single_quotes() {
        check("a$B/\"${C}\" '$D' \\$E", &[("$B", "B", "variable"), ("${C}", "C", "variable")]);
        check("${A:-x} ${B+y}", &[("${A:-x}", "A", "default"), ("${B+y}", "B", "alternative")]);
        check("\"it's $A\"", &[("$A", "A", "variable")]);
        check("$ ${ ${A $(b)", &[]);
        check("a \\\n# $A\n $B", &[("$B", "B", "variable")]);
    }

    #[test]
    fn in_a_heredoc_quotes_mean_nothing() {
        assert_eq!(references("it's $A", '`', true).len(), 1);
    }
}
