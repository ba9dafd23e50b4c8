//! The exec form: a JSON array of strings.

use std::ops::Range;

use pest::Parser as _;
use pest::iterators::Pair;

use crate::Word;
use crate::grammar::{Grammar, Rule};
use crate::joined::Joined;

/// What an argument text is as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// An array of strings, maybe empty.
    Strings(Vec<Word>),
    /// An array that holds something else, too.
    OtherArray,
    /// No JSON array.
    None,
}

/// Reads `range` of the joined text as a JSON array.
pub(crate) fn read_json(joined: &Joined<'_>, range: Range<usize>) -> Json {
    let text = joined.text.get(range.clone()).unwrap_or_default();
    if !text.starts_with('[') {
        return Json::None;
    }
    let Ok(parsed) = Grammar::parse(Rule::json_strings, text) else {
        // Only what the elements are is of interest, and `IgnoredAny` reads any depth without recursion.
        let is_array = serde_json::from_str::<Vec<serde::de::IgnoredAny>>(text).is_ok();
        return if is_array { Json::OtherArray } else { Json::None };
    };
    let place = |pair: Pair<'_, Rule>| {
        let span = pair.as_span();
        let range = range.start + span.start()..range.start + span.end();
        Word { text: decode(pair.as_str()), span: joined.span(range) }
    };
    Json::Strings(parsed.flat_map(Pair::into_inner).map(place).collect())
}

/// The value of a JSON string, given with its quotes. Halves of surrogate pairs become U+FFFD, as in Go.
fn decode(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    let Some((plain, _)) = inner.split_once('\\') else {
        return inner.to_owned();
    };
    let mut value = plain.to_owned();
    let mut rest = inner.get(plain.len()..).unwrap_or_default();
    while let Some(escaped) = rest.strip_prefix('\\') {
        let mut characters = escaped.chars();
        match characters.next() {
            Some('u') => {
                let (character, after) = unicode_escape(escaped);
                value.push(character);
                characters = after.chars();
            }
            Some('b') => value.push('\x08'),
            Some('f') => value.push('\x0C'),
            Some('n') => value.push('\n'),
            Some('r') => value.push('\r'),
            Some('t') => value.push('\t'),
            Some(literal) => value.push(literal),
            None => {}
        }
        let plain = characters.as_str().split('\\').next().unwrap_or_default();
        value.push_str(plain);
        rest = characters.as_str().get(plain.len()..).unwrap_or_default();
    }
    value
}

/// The character of `uXXXX` or `uXXXX\uXXXX` at the start of `text`, and what follows.
fn unicode_escape(text: &str) -> (char, &str) {
    let unit = |text: &str| u32::from_str_radix(text.get(1..5)?, 16).ok();
    let after = |text: &'_ str| text.len().min(5);
    let first = unit(text).unwrap_or(0xFFFD);
    let rest = text.get(after(text)..).unwrap_or_default();
    if let Some(character) = char::from_u32(first) {
        return (character, rest);
    }
    let second = rest
        .strip_prefix('\\')
        .filter(|next| next.starts_with('u'))
        .and_then(|next| Some((unit(next)?, next)));
    match second {
        Some((low @ 0xDC00..=0xDFFF, next)) if (0xD800..=0xDBFF).contains(&first) => {
            let code = 0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00);
            (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), next.get(5..).unwrap_or_default())
        }
        _ => (char::REPLACEMENT_CHARACTER, rest),
    }
}
