//! `${…}`.

use std::rc::Rc;

use super::super::name::take_name;
use super::super::pattern::{Pattern, Run, reversed};
use super::{Escapes, Evaluation, Fault, MISSING_BRACE, Word, refused};
use crate::env::Variable;

const MISSING_SLASH: &str = "syntax error: missing '/' in ${}";
const BAD_SUBSTITUTION: &str = "syntax error: bad substitution";

impl Evaluation<'_> {
    /// What stands behind a `${`.
    pub(super) fn braces(&mut self, out: &mut String) -> Result<(), Fault> {
        match self.rest.peek() {
            None => return refused(MISSING_BRACE),
            Some('{' | '}' | ':') => return refused(BAD_SUBSTITUTION),
            Some(_) => {}
        }
        let name = take_name(&mut self.rest);
        match self.rest.next() {
            Some('}') => {
                let value = (self.variable)(&name);
                if self.keeps(&value) {
                    return self.append_all(out, &["${", &name, "}"]);
                }
                self.put(out, &value)
            }
            Some(':') => {
                let modifier = self.rest.next().unwrap_or(char::REPLACEMENT_CHARACTER);
                if matches!(modifier, '#' | '%') {
                    return unsupported(":", modifier);
                }
                self.alternative(out, &name, ":", modifier)
            }
            Some(modifier @ ('-' | '+' | '?')) => self.alternative(out, &name, "", modifier),
            Some('#') => self.trim(out, &name, '#'),
            Some('%') => self.trim(out, &name, '%'),
            Some('/') => self.replace(out, &name),
            other => unsupported("", other.unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    /// `${name:-word}` and its like; `colon` is empty where the form has none.
    fn alternative(
        &mut self,
        out: &mut String,
        name: &str,
        colon: &str,
        modifier: char,
    ) -> Result<(), Fault> {
        let word = self.nested('}', Escapes::Resolve, MISSING_BRACE)?;
        let value = (self.variable)(name);
        if self.keeps(&value) {
            let modifier = modifier.to_string();
            return self.append_all(out, &["${", name, colon, &modifier, &word.text, "}"]);
        }
        let is_used = match &value {
            Variable::Set(text) => colon.is_empty() || !text.is_empty(),
            Variable::Unset => false,
            Variable::Unknown => {
                if !matches!(modifier, '-' | '+' | '?') {
                    return unsupported(colon, modifier);
                }
                // Both ways lead to nothing.
                self.is_known &= modifier == '+' && word.is_known && word.text.is_empty();
                return Ok(());
            }
        };
        match (modifier, is_used) {
            ('-' | '?', true) => self.put(out, &value),
            ('-', false) | ('+', true) => self.put_word(out, &word),
            ('+', false) => Ok(()),
            ('?', false) => {
                let reason = match (word.text.as_str(), value) {
                    ("", Variable::Set(_)) => "is not allowed to be empty",
                    ("", _) => "is not allowed to be unset",
                    (reason, _) => reason,
                };
                let mut message = name.to_owned();
                message.push_str(": ");
                message.push_str(reason);
                Err(Fault::Refused(message))
            }
            _ => unsupported(colon, modifier),
        }
    }

    /// `${name#pattern}` and its like: the value without what the pattern matches at its start (`#`) or end (`%`).
    fn trim(&mut self, out: &mut String, name: &str, modifier: char) -> Result<(), Fault> {
        let word = self.nested('}', Escapes::Keep, MISSING_BRACE)?;
        let value = (self.variable)(name);
        if self.keeps(&value) {
            let modifier = modifier.to_string();
            return self.append_all(out, &["${", name, &modifier, &word.text, "}"]);
        }
        if !word.is_known {
            return self.put(out, &Variable::Unknown);
        }
        let (written, run) = match word.text.strip_prefix(modifier) {
            Some(rest) => (rest, Run::Longest),
            None => (word.text.as_str(), Run::Shortest),
        };
        let is_end = modifier == '%';
        let pattern = if is_end { Pattern::parse(&reversed(written)) } else { Pattern::parse(written) }?;
        let Some(value) = text_of(value) else {
            return self.put(out, &Variable::Unknown);
        };
        self.spend(pattern.work(&value))?;
        let trimmed = if is_end { pattern.trim_end(&value, run) } else { pattern.trim_start(&value, run) };
        self.put_word(out, &Word { text: trimmed, is_known: true })
    }

    /// `${name/pattern/replacement}` and `${name//pattern/replacement}`.
    fn replace(&mut self, out: &mut String, name: &str) -> Result<(), Fault> {
        let is_all = self.rest.next_if_eq(&'/').is_some();
        let written = self.nested('/', Escapes::Keep, MISSING_SLASH)?;
        let replacement = self.nested('}', Escapes::Keep, MISSING_BRACE)?;
        let value = (self.variable)(name);
        if self.keeps(&value) {
            let slashes = if is_all { "//" } else { "/" };
            return self.append_all(out, &["${", name, slashes, &written.text, "/", &replacement.text, "}"]);
        }
        if !written.is_known {
            return self.put(out, &Variable::Unknown);
        }
        let pattern = Pattern::parse(&written.text)?;
        let (Some(value), true) = (text_of(value), replacement.is_known) else {
            return self.put(out, &Variable::Unknown);
        };
        self.spend(pattern.work(&value))?;
        let text = if is_all {
            pattern.replace_all(&value, &replacement.text, self.max_bytes).ok_or(Fault::TooLong)?
        } else {
            pattern.replace_first(&value, &replacement.text)
        };
        self.put_word(out, &Word { text, is_known: true })
    }
}

/// The value that a pattern is looked for in; `None` where it is not known.
fn text_of(value: Variable) -> Option<Rc<str>> {
    match value {
        Variable::Set(text) => Some(text),
        Variable::Unset => Some("".into()),
        Variable::Unknown => None,
    }
}

fn unsupported<T>(colon: &str, modifier: char) -> Result<T, Fault> {
    let mut reason = "unsupported modifier (".to_owned();
    reason.push_str(colon);
    reason.push(modifier);
    reason.push_str(") in substitution");
    Err(Fault::Refused(reason))
}
