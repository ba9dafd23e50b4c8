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
        return if is_json(text) { Json::OtherArray } else { Json::None };
    };
    let place = |pair: Pair<'_, Rule>| {
        let span = pair.as_span();
        let range = range.start + span.start()..range.start + span.end();
        Word { text: decode(pair.as_str()), span: joined.span(range) }
    };
    Json::Strings(parsed.flat_map(Pair::into_inner).map(place).collect())
}

/// How deep arrays and objects are read. In a Dockerfile they are mistakes, one or two deep; the bound keeps the
/// recursion far from the end of a browser's stack. What is deeper counts as no JSON.
const MAX_JSON_DEPTH: u32 = 64;

/// Whether `text` is one JSON value and nothing else. (For this one question a library would weigh 4 KB in the
/// page.)
fn is_json(text: &str) -> bool {
    value(text, MAX_JSON_DEPTH).is_some_and(|rest| skip_space(rest).is_empty())
}

/// What stands behind the value at the start of `text`.
fn value(text: &str, depth: u32) -> Option<&str> {
    let depth = depth.checked_sub(1)?;
    match text.chars().next()? {
        '[' => items(text.get(1..)?, ']', |item| value(item, depth)),
        '{' => items(text.get(1..)?, '}', |member| {
            let colon = skip_space(string(member)?);
            value(skip_space(colon.strip_prefix(':')?), depth)
        }),
        '"' => string(text),
        '-' | '0'..='9' => number(text),
        _ => ["true", "false", "null"].into_iter().find_map(|literal| text.strip_prefix(literal)),
    }
}

/// What stands behind the items of an array or object up to `close`.
fn items<'t>(text: &'t str, close: char, item: impl Fn(&'t str) -> Option<&'t str>) -> Option<&'t str> {
    let mut rest = skip_space(text);
    if let Some(after) = rest.strip_prefix(close) {
        return Some(after);
    }
    loop {
        rest = skip_space(item(rest)?);
        if let Some(after) = rest.strip_prefix(close) {
            return Some(after);
        }
        rest = skip_space(rest.strip_prefix(',')?);
    }
}

/// What stands behind the string at the start of `text`.
fn string(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix('"')?.chars();
    loop {
        match rest.next()? {
            '"' => return Some(rest.as_str()),
            '\\' => match rest.next()? {
                'u' => {
                    let hex = rest
                        .as_str()
                        .get(..4)
                        .filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
                    rest = rest.as_str().get(hex.len()..)?.chars();
                }
                '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => {}
                _ => return None,
            },
            '\0'..='\x1F' => return None,
            _ => {}
        }
    }
}

/// What stands behind the number at the start of `text`.
fn number(text: &str) -> Option<&str> {
    let digits = |text: &str| text.find(|next: char| !next.is_ascii_digit()).unwrap_or(text.len());
    let some_digits = |text: &str| Some(digits(text)).filter(|&n| n > 0);
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let n_whole = if unsigned.starts_with('0') { 1 } else { some_digits(unsigned)? };
    let mut rest = unsigned.get(n_whole..)?;
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.get(some_digits(fraction)?..)?;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        rest = exponent.get(some_digits(exponent)?..)?;
    }
    Some(rest)
}

fn skip_space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
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

#[cfg(test)]
mod tests {
    use super::{MAX_JSON_DEPTH, is_json};

    #[test]
    fn values_of_every_kind_are_json() {
        for text in [
            "[]",
            "[ 1 , -0.5e+3, 0 ]",
            "[null,true,false]",
            r#"[{"a": [{}], "b\u00e9": ""}, "\"\\"]"#,
            "[\n[ ] ]\t",
        ] {
            assert!(is_json(text), "{text}");
        }
    }

    #[test]
    fn what_is_nearly_json_is_none() {
        for text in [
            "[",
            "[1",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[01]",
            "[1.]",
            "[.5]",
            "[+1]",
            "[1e]",
            "[nul]",
            "['a']",
            "[\"a]",
            r#"["\x"]"#,
            r#"["\u12g4"]"#,
            "[\"\n\"]",
            "[{1:2}]",
            "[{\"a\" 1}]",
            "[{\"a\":1,}]",
            "[1] x",
            "[1]]",
            "[1}",
        ] {
            assert!(!is_json(text), "{text}");
        }
    }

    #[test]
    fn arrays_are_read_down_to_a_bound() {
        let nested = |depth: u32| "[".repeat(depth as usize) + &"]".repeat(depth as usize);
        assert!(is_json(&nested(MAX_JSON_DEPTH)));
        assert!(!is_json(&nested(MAX_JSON_DEPTH + 1)));
    }
}
