//! Splitting a line into words as BuildKit's shell lexer does, with every variable unset and kept as text.

#![expect(clippy::wildcard_enum_match_arm, reason = "a part of a word is one of a few rules of the grammar")]

use pest::Parser as _;
use pest::iterators::{Pair, Pairs};

use crate::grammar::{Grammar, Rule};

/// How many `${` may stand inside each other. Nobody nests more than two or three; the bound keeps the grammar's
/// recursion far from the end of a browser's stack.
const MAX_NESTED_SUBSTITUTIONS: usize = 32;

/// What becomes of quotes and escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// They stay in the words.
    Keep,
    /// They are resolved.
    Resolve,
}

/// The words of `text`, or BuildKit's message where it cannot be split.
pub(crate) fn shell_words(text: &str, quoting: Quoting) -> Result<Vec<String>, &'static str> {
    if nesting(text) > MAX_NESTED_SUBSTITUTIONS {
        return Err("syntax error: bad substitution");
    }
    let parsed = Grammar::parse(Rule::shell_words, text).map_err(|_| reason(text))?;
    let mut words = Words::default();
    for part in parsed.flat_map(Pair::into_inner) {
        match part.as_rule() {
            Rule::shell_space => words.end(),
            Rule::dollar => {
                words.forget_before_modifier(&part);
                words.push_split(&part_text(part, quoting));
            }
            _ => {
                words.forget_before_modifier(&part);
                words.push(&part_text(part, quoting));
            }
        }
    }
    words.end();
    Ok(words.done)
}

/// How deep `${` are nested in `text`.
fn nesting(text: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for pair in text.as_bytes().windows(2) {
        match pair {
            b"${" => depth += 1,
            [b'}', _] => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Why `text` does not match the grammar: the likeliest of BuildKit's messages, as for the part of a word that
/// white space has cut off.
fn reason(text: &str) -> &'static str {
    let odd = |quote: char| text.matches(quote).count() % 2 == 1;
    if odd('\'') {
        "unexpected end of statement while looking for matching single-quote"
    } else if odd('"') {
        "unexpected end of statement while looking for matching double-quote"
    } else if text.contains("${}") || text.contains("${:") || text.contains("${{") {
        "syntax error: bad substitution"
    } else {
        "syntax error: missing '}'"
    }
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    word: String,
}

impl Words {
    fn end(&mut self) {
        if !self.word.is_empty() {
            self.done.push(std::mem::take(&mut self.word));
        }
    }

    fn push(&mut self, text: &str) {
        self.word.push_str(text);
    }

    /// Adds the text of a variable outside of quotes, whose white space parts words.
    fn push_split(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.end();
            } else {
                self.word.push(character);
            }
        }
    }

    /// BuildKit loses what a word had collected when it comes to a `${…}` with a modifier in it.
    fn forget_before_modifier(&mut self, part: &Pair<'_, Rule>) {
        let has_modifier =
            |pair: &Pair<'_, Rule>| matches!(pair.as_rule(), Rule::modifier | Rule::replacement);
        if matches!(part.as_rule(), Rule::dollar | Rule::double_quoted)
            && part.clone().into_inner().flatten().any(|pair| has_modifier(&pair))
        {
            self.word.clear();
        }
    }
}

fn parts_text(parts: Pairs<'_, Rule>, quoting: Quoting) -> String {
    parts.map(|part| part_text(part, quoting)).collect()
}

/// What a part of a word adds to it.
fn part_text(part: Pair<'_, Rule>, quoting: Quoting) -> String {
    let written = part.as_str();
    match (part.as_rule(), quoting) {
        (Rule::single_quoted, Quoting::Resolve) => {
            written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(written).to_owned()
        }
        (Rule::escaped | Rule::quoted_escape, Quoting::Resolve) => {
            written.strip_prefix('\\').unwrap_or(written).to_owned()
        }
        (Rule::double_quoted, Quoting::Keep) => format!("\"{}\"", parts_text(part.into_inner(), quoting)),
        (Rule::double_quoted, Quoting::Resolve) => parts_text(part.into_inner(), quoting),
        (Rule::dollar, _) => dollar_text(part, quoting),
        _ => written.to_owned(),
    }
}

/// An unset variable as BuildKit writes it back. Inside of a `${…}` with `-`, `+` or `?` escapes are resolved
/// even where they are kept elsewhere.
fn dollar_text(dollar: Pair<'_, Rule>, quoting: Quoting) -> String {
    let written = dollar.as_str();
    let Some(braced) = dollar.into_inner().find(|inner| inner.as_rule() == Rule::braced) else {
        return written.to_owned();
    };
    let mut text = String::from("${");
    let mut keeps_escapes = false;
    for inner in braced.into_inner() {
        match inner.as_rule() {
            Rule::modifier => {
                keeps_escapes = matches!(inner.as_str().trim_start_matches(':'), "#" | "%");
                text.push_str(inner.as_str());
            }
            Rule::braced_word => text.push_str(&substitution_word(inner, quoting, keeps_escapes)),
            Rule::replacement => {
                for side in inner.into_inner() {
                    text.push('/');
                    text.push_str(&substitution_word(side, quoting, true));
                }
            }
            _ => text.push_str(inner.as_str()),
        }
    }
    text.push('}');
    text
}

fn substitution_word(word: Pair<'_, Rule>, quoting: Quoting, keeps_escapes: bool) -> String {
    let part = |part: Pair<'_, Rule>| match (part.as_rule(), keeps_escapes) {
        (Rule::escaped, true) => part.as_str().to_owned(),
        (Rule::escaped, false) => part_text(part, Quoting::Resolve),
        _ => part_text(part, quoting),
    };
    word.into_inner().map(part).collect()
}
