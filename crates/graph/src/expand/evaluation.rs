mod substitution;

use std::iter::Peekable;
use std::str::Chars;

use super::name::{BYTE_ORDER_MARK, take_name};
use super::words::Words;
use super::{Language, MAX_GROWN_BYTES, Rules};
use crate::env::Variable;

/// How many `${` may stand inside each other. Nobody nests more than two or three; the bound keeps the recursion
/// far from the end of a browser's stack.
pub(super) const MAX_NESTED: usize = 32;

/// How much work a text may make, in bytes that are put in and steps of patterns: some four results of the greatest
/// length, or a pattern of a hundred characters on a value of five thousand. It bounds the time that a short text
/// can take.
pub(super) const MAX_WORK: usize = 1 << 19;

const MISSING_BRACE: &str = "syntax error: missing '}'";
const OPEN_SINGLE_QUOTE: &str = "unexpected end of statement while looking for matching single-quote";
const OPEN_DOUBLE_QUOTE: &str = "unexpected end of statement while looking for matching double-quote";

/// Why an evaluation ends early.
#[derive(Debug)]
pub(super) enum Fault {
    /// BuildKit refuses the text; the reason in its words.
    Refused(String),
    TooLong,
}

/// What becomes of an escape character that takes the meaning from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escapes {
    Resolve,
    /// It stays, as in patterns and what replaces them.
    Keep,
}

/// The word behind a modifier.
struct Word {
    text: String,
    /// Whether all variables in it have a known value. One that has not adds nothing to the text.
    is_known: bool,
}

/// One pass over a text.
pub(super) struct Evaluation<'a> {
    rest: Peekable<Chars<'a>>,
    escape: char,
    has_quotes: bool,
    /// Whether quotes, and variables without a value, stay in the text.
    shows: bool,
    variable: &'a dyn Fn(&str) -> Variable,
    /// The words that the text falls into, where they are asked for.
    words: Option<Words>,
    max_bytes: usize,
    /// How much more work may be done.
    work: usize,
    depth: usize,
    escapes: Escapes,
    /// Whether all variables that came into the result so far have a known value.
    is_known: bool,
}

impl<'a> Evaluation<'a> {
    pub(super) fn new(
        text: &'a str,
        language: Language,
        variable: &'a dyn Fn(&str) -> Variable,
        words: Option<Words>,
    ) -> Self {
        let Rules { escape, has_quotes, shows } = language.rules();
        Self {
            rest: text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text).chars().peekable(),
            escape,
            has_quotes,
            shows,
            variable,
            words,
            // What is written longer may stay.
            max_bytes: MAX_GROWN_BYTES.max(text.len()),
            work: MAX_WORK,
            depth: 0,
            escapes: Escapes::Resolve,
            is_known: true,
        }
    }

    /// The text with its variables put in, and the words that it falls into; `None` where that is not known.
    pub(super) fn run(mut self) -> Result<Option<(String, Vec<String>)>, Fault> {
        let result = self.word(None)?;
        if result.len() > self.max_bytes {
            return Err(Fault::TooLong);
        }
        let words = self.words.map(Words::finish).unwrap_or_default();
        Ok(self.is_known.then_some((result, words)))
    }

    /// Everything up to `end`, which is taken; up to the end of the text where there is none.
    fn word(&mut self, end: Option<char>) -> Result<String, Fault> {
        let mut out = String::new();
        loop {
            let start = out.len();
            let is_split = match self.rest.next() {
                None => break,
                found if found == end => return Ok(out),
                Some('\'') if self.has_quotes => {
                    self.single_quoted(&mut out)?;
                    false
                }
                Some('"') if self.has_quotes => {
                    self.double_quoted(&mut out)?;
                    false
                }
                Some('$') => {
                    self.variable(&mut out)?;
                    true
                }
                Some(character) if character == self.escape => {
                    if self.escapes == Escapes::Keep {
                        out.push(character);
                    }
                    out.extend(self.rest.next());
                    false
                }
                Some(character) => {
                    out.push(character);
                    true
                }
            };
            if end.is_some() {
                continue;
            }
            if let Some(words) = &mut self.words {
                let added = out.get(start..).unwrap_or_default();
                if is_split { words.push_split(added) } else { words.push(added) }
            }
        }
        if end.is_some() { refused(MISSING_BRACE) } else { Ok(out) }
    }

    fn single_quoted(&mut self, out: &mut String) -> Result<(), Fault> {
        self.put_quote(out, '\'');
        loop {
            match self.rest.next() {
                None => return refused(OPEN_SINGLE_QUOTE),
                Some('\'') => {
                    self.put_quote(out, '\'');
                    return Ok(());
                }
                Some(character) => out.push(character),
            }
        }
    }

    fn put_quote(&self, out: &mut String, quote: char) {
        if self.shows {
            out.push(quote);
        }
    }

    fn double_quoted(&mut self, out: &mut String) -> Result<(), Fault> {
        self.put_quote(out, '"');
        loop {
            match self.rest.next() {
                None => return refused(OPEN_DOUBLE_QUOTE),
                Some('"') => {
                    self.put_quote(out, '"');
                    return Ok(());
                }
                Some('$') => self.variable(out)?,
                Some(character) if character == self.escape => {
                    if self.escapes == Escapes::Keep {
                        out.push(character);
                    }
                    let escape = self.escape;
                    let escaped = self.rest.next_if(|next| matches!(next, '"' | '$') || *next == escape);
                    // An escape that takes no meaning is plain text: where escapes are kept, it is there twice.
                    out.push(escaped.unwrap_or(character));
                }
                Some(character) => out.push(character),
            }
        }
    }

    /// What stands behind a `$`.
    fn variable(&mut self, out: &mut String) -> Result<(), Fault> {
        if self.rest.next_if_eq(&'{').is_some() {
            return self.braces(out);
        }
        let name = take_name(&mut self.rest);
        if name.is_empty() {
            out.push('$');
            return Ok(());
        }
        let value = (self.variable)(&name);
        if self.keeps(&value) {
            return self.append_all(out, &["$", &name]);
        }
        self.put(out, &value)
    }

    /// Whether a variable with this value stays as it is written.
    fn keeps(&self, value: &Variable) -> bool {
        self.shows && !matches!(value, Variable::Set(_))
    }

    fn append_all(&mut self, out: &mut String, parts: &[&str]) -> Result<(), Fault> {
        parts.iter().try_for_each(|part| self.append(out, part))
    }

    /// The word behind a modifier, up to `end`. It is read even where it is not used, as an error in it counts.
    /// Whatever is wrong with it, BuildKit says that the end is `missing` where the text ends with it.
    fn nested(&mut self, end: char, escapes: Escapes, missing: &str) -> Result<Word, Fault> {
        if self.depth == MAX_NESTED {
            return Err(Fault::TooLong);
        }
        if let Some(words) = &mut self.words {
            words.forget();
        }
        self.depth += 1;
        let escapes = std::mem::replace(&mut self.escapes, escapes);
        let was_known = std::mem::replace(&mut self.is_known, true);
        let text = match self.word(Some(end)) {
            Ok(text) => text,
            Err(Fault::Refused(_)) if self.rest.peek().is_none() => return refused(missing),
            Err(fault) => return Err(fault),
        };
        let is_known = std::mem::replace(&mut self.is_known, was_known);
        self.escapes = escapes;
        self.depth -= 1;
        Ok(Word { text, is_known })
    }

    fn put(&mut self, out: &mut String, value: &Variable) -> Result<(), Fault> {
        match value {
            Variable::Set(text) => {
                self.spend(text.len())?;
                self.append(out, text)
            }
            Variable::Unset => Ok(()),
            Variable::Unknown => {
                self.is_known = false;
                Ok(())
            }
        }
    }

    fn put_word(&mut self, out: &mut String, word: &Word) -> Result<(), Fault> {
        self.is_known &= word.is_known;
        self.append(out, &word.text)
    }

    fn append(&mut self, out: &mut String, text: &str) -> Result<(), Fault> {
        if out.len() + text.len() > self.max_bytes {
            return Err(Fault::TooLong);
        }
        out.push_str(text);
        Ok(())
    }

    fn spend(&mut self, work: usize) -> Result<(), Fault> {
        self.work = self.work.checked_sub(work).ok_or(Fault::TooLong)?;
        Ok(())
    }
}

fn refused<T>(reason: &str) -> Result<T, Fault> {
    Err(Fault::Refused(reason.to_owned()))
}
