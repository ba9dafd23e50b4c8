//! What a word stands for where no shell has to be asked.

use std::borrow::Cow;

use crate::{Part, PartKind, Word};

impl Word {
    /// The value of the word in `text`, the text that was parsed, without its quotes; `None` where it depends on
    /// variables, files or commands.
    pub fn literal<'s>(&self, text: &'s str) -> Option<Cow<'s, str>> {
        if let [part] = self.parts.as_slice() {
            let written = part.span.text(text);
            if part.kind == PartKind::Literal {
                return Some(Cow::Borrowed(written));
            }
            if let (PartKind::SingleQuoted, Some(inner)) = (&part.kind, written.strip_prefix('\'')) {
                return Some(Cow::Borrowed(inner.strip_suffix('\'').unwrap_or(inner)));
            }
        }
        let mut value = String::new();
        push_parts(&self.parts, text, &mut value)?;
        Some(Cow::Owned(value))
    }

    /// Whether any of it is quoted or escaped.
    pub fn is_quoted(&self) -> bool {
        let is_quoted = |part: &Part| {
            matches!(part.kind, PartKind::Escaped | PartKind::SingleQuoted | PartKind::DoubleQuoted(_))
        };
        self.parts.iter().any(is_quoted)
    }
}

fn push_parts(parts: &[Part], text: &str, value: &mut String) -> Option<()> {
    for part in parts {
        let written = part.span.text(text);
        match &part.kind {
            PartKind::Literal => value.push_str(written),
            // What a backslash at the very end escapes is not there.
            PartKind::Escaped => value.push_str(written.strip_prefix('\\').filter(|it| !it.is_empty())?),
            PartKind::SingleQuoted => match written.strip_prefix('$') {
                Some(quoted) => push_ansi(unquoted(quoted, '\''), value)?,
                None => value.push_str(unquoted(written, '\'')),
            },
            PartKind::DoubleQuoted(inner) => push_parts(inner, text, value)?,
            PartKind::LineJoin => {}
            PartKind::Variable(_)
            | PartKind::Parameter(_)
            | PartKind::Command(_)
            | PartKind::Arithmetic(_)
            | PartKind::Process(_)
            | PartKind::Glob
            | PartKind::Brace
            | PartKind::Tilde
            | PartKind::Array(_) => return None,
        }
    }
    Some(())
}

fn unquoted(written: &str, quote: char) -> &str {
    let inner = written.strip_prefix(quote).unwrap_or(written);
    inner.strip_suffix(quote).unwrap_or(inner)
}

/// Adds what stands in `$'…'`. Escapes by number are left to the shell.
fn push_ansi(inner: &str, value: &mut String) -> Option<()> {
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            value.push(character);
            continue;
        }
        value.push(match characters.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            quoted @ ('\\' | '\'' | '"' | '?') => quoted,
            _ => return None,
        });
    }
    Some(())
}
