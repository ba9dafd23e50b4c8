use std::iter::Peekable;
use std::str::Chars;

use crate::env::Variable;

/// How many `${` may stand inside each other. Nobody nests more than two or three; the bound keeps the recursion
/// far from the end of a browser's stack.
const MAX_NESTED: usize = 32;

/// How many bytes a text may grow to when its variables are put in. No path may be longer on Linux, and without
/// a bound a few lines that use each other twice would fill the memory.
const MAX_GROWN_BYTES: usize = 4096;

/// How the text to be expanded is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// Words of an instruction, with the file's escape character.
    Words {
        /// Takes the meaning from the character after it.
        escape: char,
    },
    /// The body of a heredoc: the escape character is `\`, whatever the file says, and quotes are plain text.
    Heredoc,
}

/// `text` with its quotes and escapes resolved and its variables put in, as one string.
///
/// `None` where that cannot be done: BuildKit refuses the text, a variable's value is not known, the result is
/// too long, or the text has one of the substitutions that are not done here (`#`, `%`, `/`).
pub(crate) fn expand(text: &str, language: Language, variable: &dyn Fn(&str) -> Variable) -> Option<String> {
    let (escape, has_quotes) = match language {
        Language::Words { escape } => (escape, true),
        Language::Heredoc => ('\\', false),
    };
    let is_plain = |character: char| !matches!(character, '$' | '"' | '\'') && character != escape;
    if text.chars().all(is_plain) {
        return Some(text.to_owned());
    }
    let max_bytes = MAX_GROWN_BYTES.max(text.len());
    let rest = text.chars().peekable();
    let mut expansion = Expansion { rest, escape, has_quotes, variable, max_bytes, depth: 0, is_known: true };
    let result = expansion.word(None)?;
    expansion.is_known.then_some(result)
}

struct Expansion<'a> {
    rest: Peekable<Chars<'a>>,
    escape: char,
    has_quotes: bool,
    variable: &'a dyn Fn(&str) -> Variable,
    max_bytes: usize,
    depth: usize,
    /// Whether all variables that came into the result so far have a known value.
    is_known: bool,
}

impl Expansion<'_> {
    /// Everything up to `end`, which is taken; up to the end of the text where there is none.
    fn word(&mut self, end: Option<char>) -> Option<String> {
        let mut out = String::new();
        loop {
            match self.rest.next() {
                None if end.is_some() => return None,
                None => return Some(out),
                found if found == end => return Some(out),
                Some('\'') if self.has_quotes => self.single_quoted(&mut out)?,
                Some('"') if self.has_quotes => self.double_quoted(&mut out)?,
                Some('$') => self.variable(&mut out)?,
                Some(character) if character == self.escape => out.extend(self.rest.next()),
                Some(character) => out.push(character),
            }
        }
    }

    fn single_quoted(&mut self, out: &mut String) -> Option<()> {
        loop {
            match self.rest.next()? {
                '\'' => return Some(()),
                character => out.push(character),
            }
        }
    }

    fn double_quoted(&mut self, out: &mut String) -> Option<()> {
        loop {
            match self.rest.next()? {
                '"' => return Some(()),
                '$' => self.variable(out)?,
                character if character == self.escape => {
                    let next = self.rest.next()?;
                    if !matches!(next, '"' | '$') && next != self.escape {
                        out.push(character);
                    }
                    out.push(next);
                }
                character => out.push(character),
            }
        }
    }

    /// What stands behind a `$`.
    fn variable(&mut self, out: &mut String) -> Option<()> {
        if self.rest.next_if_eq(&'{').is_some() {
            return self.braces(out);
        }
        let name = self.name();
        if name.is_empty() {
            out.push('$');
            return Some(());
        }
        let value = (self.variable)(&name);
        self.put(out, value)
    }

    /// What stands behind a `${`.
    fn braces(&mut self, out: &mut String) -> Option<()> {
        let name = self.name();
        if name.is_empty() {
            return None;
        }
        let value = (self.variable)(&name);
        let modifier = match self.rest.next()? {
            '}' => return self.put(out, value),
            ':' => {
                let modifier = self.rest.next()?;
                let other = self.alternative()?;
                let value = match value {
                    Variable::Set(text) if text.is_empty() => Variable::Unset,
                    Variable::Set(_) | Variable::Unset | Variable::Unknown => value,
                };
                return self.choose(out, modifier, value, other);
            }
            modifier => modifier,
        };
        let other = self.alternative()?;
        self.choose(out, modifier, value, other)
    }

    /// The word behind a modifier. It is read even where it is not used, as an error in it counts.
    fn alternative(&mut self) -> Option<Variable> {
        self.depth += 1;
        if self.depth > MAX_NESTED {
            return None;
        }
        let was_known = std::mem::replace(&mut self.is_known, true);
        let word = self.word(Some('}'))?;
        let is_known = std::mem::replace(&mut self.is_known, was_known);
        self.depth -= 1;
        Some(if is_known { Variable::Set(word.into()) } else { Variable::Unknown })
    }

    fn choose(&mut self, out: &mut String, modifier: char, value: Variable, other: Variable) -> Option<()> {
        let chosen = match (modifier, value) {
            ('-' | '+', Variable::Unknown) => Variable::Unknown,
            ('-' | '?', Variable::Set(text)) => Variable::Set(text),
            ('+', Variable::Unset) => Variable::Unset,
            ('-', Variable::Unset) | ('+', Variable::Set(_)) => other,
            _ => return None,
        };
        self.put(out, chosen)
    }

    fn put(&mut self, out: &mut String, value: Variable) -> Option<()> {
        match value {
            Variable::Set(text) => out.push_str(&text),
            Variable::Unset => {}
            Variable::Unknown => self.is_known = false,
        }
        (out.len() <= self.max_bytes).then_some(())
    }

    /// A name: letters, digits and `_`; or only digits, where it starts with one; or one special character.
    fn name(&mut self) -> String {
        let mut name = String::new();
        match self.rest.peek() {
            Some(digit) if digit.is_ascii_digit() => {
                while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
                    name.push(digit);
                }
            }
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => name.extend(self.rest.next()),
            _ => {
                while let Some(letter) = self.rest.next_if(|next| next.is_alphanumeric() || *next == '_') {
                    name.push(letter);
                }
            }
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, MAX_GROWN_BYTES, MAX_NESTED};
    use crate::env::Variable;

    fn expand(text: &str) -> Option<String> {
        super::expand(text, Language::Words { escape: '\\' }, &variable)
    }

    fn variable(name: &str) -> Variable {
        match name {
            "v" => Variable::Set("x".into()),
            "empty" => Variable::Set("".into()),
            "blank" => Variable::Set("a b".into()),
            "image" => Variable::Unknown,
            "long" => Variable::Set("1234567890".repeat(100).into()),
            _ => Variable::Unset,
        }
    }

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(expand(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn variables_are_put_in() {
        check("a-$v.b", Some("a-x.b"));
        check("${v}y$vy", Some("xy"));
        check("$unset|$$|$-|$1a", Some("|||a"));
        check("1$", Some("1$"));
        check("$.$(cmd)", Some("$.$(cmd)"));
        check("$blank", Some("a b"));
    }

    #[test]
    fn substitutions_tell_unset_from_empty() {
        check("${v:-w}${v-w}", Some("xx"));
        check("${empty:-w}|${empty-w}", Some("w|"));
        check("${unset:-w}|${unset-w}", Some("w|w"));
        check("${v:+w}|${empty:+w}|${empty+w}|${unset+w}", Some("w||w|"));
        check("${v:?no}|${empty?no}", Some("x|"));
        check("${empty:?no}", None);
        check("${unset:-${v:-\"}\"}}", Some("x"));
        check("${v:-${unset:?no}}", None);
    }

    #[test]
    fn quotes_and_escapes_go() {
        check(r#"'a $v \n' "b $v \n \$v""#, Some(r"a $v \n b x \n $v"));
        check(r"\$v\\", Some(r"$v\"));
        check("\"open", None);
        check("'open", None);
        let backtick = Language::Words { escape: '`' };
        assert_eq!(super::expand(r"C:\x`$v", backtick, &variable).as_deref(), Some(r"C:\x$v"));
        let body = super::expand("\"$v\" 'it' \\$v \\n", Language::Heredoc, &variable);
        assert_eq!(body.as_deref(), Some("\"x\" 'it' $v n"));
    }

    #[test]
    fn what_cannot_be_known_is_not_guessed() {
        check("/opt/$image", None);
        check("${image:-w}", None);
        check("${v:-$image}", Some("x"));
        check("${unset:-$image}", None);
    }

    #[test]
    fn what_buildkit_refuses_and_patterns_are_left() {
        for text in ["${", "${}", "${:-x}", "${{x}", "${v", "${v[0]}", "${v:=x}", "${v%x}", "${v/x/y}"] {
            check(text, None);
        }
    }

    #[test]
    fn a_text_does_not_grow_without_bound() {
        let uses = |n: usize| "$long".repeat(n);
        assert!(expand(&uses(4)).is_some_and(|text| text.len() == 4000 && text.len() <= MAX_GROWN_BYTES));
        assert_eq!(expand(&uses(5)), None);
        let written = format!("'{}'", "x".repeat(MAX_GROWN_BYTES * 2));
        assert!(expand(&written).is_some(), "what is written that long may stay");
    }

    #[test]
    fn substitutions_nest_to_a_bound() {
        let nested = |n: usize| "${u:-".repeat(n) + &"}".repeat(n);
        assert_eq!(expand(&nested(MAX_NESTED)).as_deref(), Some(""));
        assert_eq!(expand(&nested(MAX_NESTED + 1)), None);
        assert_eq!(expand(&nested(50_000)), None);
    }
}
