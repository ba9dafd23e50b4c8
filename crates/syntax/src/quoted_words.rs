//! Words that quotes hold together, as ENV, LABEL and ARG have them.

use std::ops::Range;

use crate::Escape;

/// The words of `text` between Unicode white space. Quotes and escapes stay in them. A quote that is not closed
/// goes on to the end, and an escape with nothing behind it is no part of its word.
///
/// This is no rule of the grammar because the escape character is not known to it: with a rule for each, the page
/// would carry it twice.
pub(crate) fn quoted_words(text: &str, escape: Escape) -> Vec<Range<usize>> {
    let escape = escape.character();
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        if quote.is_none() && character.is_whitespace() {
            words.extend(start.take().map(|start| start..at));
            continue;
        }
        if character == escape && quote != Some('\'') {
            if characters.next().is_none() {
                words.extend(start.take().filter(|&start| start < at).map(|start| start..at));
                break;
            }
        } else if quote == Some(character) {
            quote = None;
        } else if quote.is_none() && matches!(character, '"' | '\'') {
            quote = Some(character);
        }
        start.get_or_insert(at);
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::quoted_words;
    use crate::Escape;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = quoted_words(text, Escape::Backslash);
        assert_eq!(words.into_iter().map(|word| text.get(word).unwrap()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn quotes_and_escapes_hold_words_together() {
        check("a=1  b=\"x y\"\u{A0}c='d \\' e\\ f", &["a=1", "b=\"x y\"", "c='d \\'", "e\\ f"]);
        check("a=\"x \\\" y\" b", &["a=\"x \\\" y\"", "b"]);
    }

    #[test]
    fn what_is_open_at_the_end_goes_on_to_it() {
        check("a=\"b c", &["a=\"b c"]);
        check("a='b \\", &["a='b \\"]);
    }

    #[test]
    fn an_escape_with_nothing_behind_it_is_dropped() {
        check("a b\\", &["a", "b"]);
        check("a \\", &["a"]);
        check("a=\"b \\", &["a=\"b "]);
        check("", &[]);
    }
}
