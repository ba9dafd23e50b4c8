//! Splitting a line into words as BuildKit's shell lexer does, with every variable unset and kept as text.

use pest::Parser as _;
use pest::iterators::Pair;

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
    let mut at = 0;
    for part in parsed.flat_map(Pair::into_inner) {
        let span = part.as_span();
        words.push(text.get(at..span.start()).unwrap_or_default());
        at = span.end();
        if part.as_rule() == Rule::shell_space {
            words.end();
            continue;
        }
        if has_modifier(&part) {
            words.forget();
        }
        if part.as_rule() == Rule::dollar {
            words.push_split(&part_text(part, quoting));
        } else {
            words.push(&part_text(part, quoting));
        }
    }
    words.push(text.get(at..).unwrap_or_default());
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
    fn forget(&mut self) {
        self.word.clear();
    }
}

/// Whether there is a `${…}` with a modifier in `part`: only behind a modifier a word stands in braces.
fn has_modifier(part: &Pair<'_, Rule>) -> bool {
    let in_braces = |pair: Pair<'_, Rule>| matches!(pair.as_rule(), Rule::word_of_braces | Rule::raw_word);
    part.clone().into_inner().flatten().any(in_braces)
}

/// What a part of a word adds to it: what is written between its own parts, and what these add.
fn part_text(part: Pair<'_, Rule>, quoting: Quoting) -> String {
    let written = part.as_str();
    let resolved = match (part.as_rule(), quoting) {
        (Rule::single_quoted, Quoting::Resolve) => {
            written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''))
        }
        (Rule::escaped | Rule::quoted_escape, Quoting::Resolve) => written.strip_prefix('\\'),
        _ => None,
    };
    if let Some(resolved) = resolved {
        return resolved.to_owned();
    }
    let rule = part.as_rule();
    let start = part.as_span().start();
    let mut text = String::new();
    let mut at = 0;
    for inner in part.into_inner() {
        let span = inner.as_span();
        text.push_str(written.get(at..span.start() - start).unwrap_or_default());
        at = span.end() - start;
        let inner_quoting = match (rule, inner.as_rule()) {
            (Rule::word_of_braces, Rule::escaped) => Quoting::Resolve,
            (Rule::raw_word | Rule::raw_pattern, Rule::escaped) => Quoting::Keep,
            _ => quoting,
        };
        text.push_str(&part_text(inner, inner_quoting));
    }
    text.push_str(written.get(at..).unwrap_or_default());
    match (rule, quoting) {
        (Rule::double_quoted, Quoting::Resolve) => {
            text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&text).to_owned()
        }
        _ => text,
    }
}
