//! What a word stands for where no shell has to be asked.

use std::borrow::Cow;

use crate::{Part, PartKind, Word};

impl Word {
    /// The value of the word in `text`, the text that was parsed, without its quotes; `None` where it depends on
    /// variables, files or commands.
    pub fn literal<'s>(&self, text: &'s str) -> Option<Cow<'s, str>> {
        let (value, is_known) = self.value(text);
        is_known.then_some(value)
    }

    /// The word in `text`, the text that was parsed, without its quotes. What depends on variables, files or commands
    /// is as it is written.
    pub fn unquoted<'s>(&self, text: &'s str) -> Cow<'s, str> {
        self.value(text).0
    }

    /// Whether any of it is quoted or escaped.
    pub fn is_quoted(&self) -> bool {
        let is_quoted = |part: &Part| {
            matches!(part.kind, PartKind::Escaped | PartKind::SingleQuoted | PartKind::DoubleQuoted(_))
        };
        self.parts.iter().any(is_quoted)
    }

    /// The word without its quotes, and whether that is its value.
    fn value<'s>(&self, text: &'s str) -> (Cow<'s, str>, bool) {
        if let [part] = self.parts.as_slice() {
            let written = part.span.text(text);
            if matches!(part.kind, PartKind::Literal) {
                return (Cow::Borrowed(written), true);
            }
            if matches!(part.kind, PartKind::SingleQuoted) && written.starts_with('\'') {
                return (Cow::Borrowed(SingleQuoted::new(written).inner), true);
            }
        }
        let mut value = String::new();
        let is_known = push_parts(&self.parts, text, &mut value);
        (Cow::Owned(value), is_known)
    }
}

/// `'…'` or `$'…'`.
pub(crate) struct SingleQuoted<'s> {
    /// Whether a backslash means something in it.
    is_ansi: bool,
    /// What stands between the quotes.
    inner: &'s str,
    /// Whether the second quote is there.
    pub(crate) is_closed: bool,
}

impl<'s> SingleQuoted<'s> {
    pub(crate) fn new(written: &'s str) -> Self {
        let quoted = written.strip_prefix('$');
        let is_ansi = quoted.is_some();
        let behind = quoted.unwrap_or(written).strip_prefix('\'').unwrap_or_default();
        let is_escaped =
            |before: &&str| before.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
        let inner = behind.strip_suffix('\'').filter(|before| !is_ansi || !is_escaped(before));
        Self { is_ansi, inner: inner.unwrap_or(behind), is_closed: inner.is_some() }
    }
}

/// Adds what `parts` stand for. Returns whether that is known; what is not is added as it is written.
fn push_parts(parts: &[Part], text: &str, value: &mut String) -> bool {
    let mut is_known = true;
    for part in parts {
        let written = part.span.text(text);
        match &part.kind {
            PartKind::Literal => value.push_str(written),
            PartKind::Escaped => {
                // What a backslash at the very end escapes is not there.
                let escaped = written.strip_prefix('\\').filter(|it| !it.is_empty());
                is_known &= escaped.is_some();
                value.push_str(escaped.unwrap_or(written));
            }
            PartKind::SingleQuoted => {
                let quoted = SingleQuoted::new(written);
                if quoted.is_ansi {
                    is_known &= push_ansi(quoted.inner, value);
                } else {
                    value.push_str(quoted.inner);
                }
            }
            PartKind::DoubleQuoted(inner) => is_known &= push_parts(inner, text, value),
            PartKind::LineJoin => {}
            PartKind::Variable(_)
            | PartKind::Parameter(_)
            | PartKind::Command(_)
            | PartKind::Arithmetic(_)
            | PartKind::Process(_)
            | PartKind::Glob
            | PartKind::Brace
            | PartKind::Tilde
            | PartKind::Array(_) => {
                is_known = false;
                value.push_str(written);
            }
        }
    }
    is_known
}

/// Adds what stands in `$'…'`. Escapes by number are left to the shell: they are as they are written.
fn push_ansi(inner: &str, value: &mut String) -> bool {
    let mut is_known = true;
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        let escaped = if character == '\\' { characters.next() } else { None };
        match escaped {
            _ if character != '\\' => value.push(character),
            Some('n') => value.push('\n'),
            Some('t') => value.push('\t'),
            Some('r') => value.push('\r'),
            Some(quoted @ ('\\' | '\'' | '"' | '?')) => value.push(quoted),
            other => {
                is_known = false;
                value.push('\\');
                value.extend(other);
            }
        }
    }
    is_known
}
