use super::evaluation::Fault;
use super::template;

/// Which of several matches a pattern's `*` go for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    Shortest,
    Longest,
}

/// A shell pattern as BuildKit reads it: there are no character classes.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Token>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Character(char),
    /// `?`: any character but a line break.
    AnyCharacter,
    /// `*`: any number of characters but line breaks.
    AnyRun,
}

impl Pattern {
    /// Reads `text`; for one that BuildKit refuses, the reason in its words.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut tokens = Vec::new();
        let mut rest = text.strip_prefix(super::name::BYTE_ORDER_MARK).unwrap_or(text).chars();
        while let Some(character) = rest.next() {
            let token = match character {
                '*' => Token::AnyRun,
                '?' => Token::AnyCharacter,
                '\\' => match rest.next() {
                    Some(escaped @ ('}' | '/' | '*' | '?' | '\\')) => Token::Character(escaped),
                    other => return Err(invalid_escape(text, other)),
                },
                character => Token::Character(character),
            };
            tokens.push(token);
        }
        Ok(Self(tokens))
    }

    /// How many steps a search in `value` takes at most.
    pub(super) fn work(&self, value: &str) -> usize {
        (self.0.len() + 1).saturating_mul(value.len() + 1)
    }

    /// `value` without the match at its start.
    pub(super) fn trim_start(&self, value: &str, run: Run) -> String {
        let value: Vec<char> = value.chars().collect();
        let end = Search::new(self, &value, run).end_of_match(0).unwrap_or_default();
        value.into_iter().skip(end).collect()
    }

    /// `value` without the match at its end, for the pattern of [`reversed`].
    pub(super) fn trim_end(&self, value: &str, run: Run) -> String {
        let value: Vec<char> = value.chars().rev().collect();
        let end = Search::new(self, &value, run).end_of_match(0).unwrap_or_default();
        value.into_iter().skip(end).rev().collect()
    }

    /// `value` with its first match replaced by `replacement`.
    pub(super) fn replace_first(&self, value: &str, replacement: &str) -> String {
        let value: Vec<char> = value.chars().collect();
        let mut out = String::new();
        match Search::new(self, &value, Run::Longest).find(0) {
            Some((start, end)) => {
                out.extend(value.iter().take(start));
                out.push_str(replacement);
                out.extend(value.iter().skip(end));
            }
            None => out.extend(&value),
        }
        out
    }

    /// `value` with all matches replaced as `template` says, where that is at most `max_bytes` long.
    pub(super) fn replace_all(&self, value: &str, template: &str, max_bytes: usize) -> Option<String> {
        let value: Vec<char> = value.chars().collect();
        let mut search = Search::new(self, &value, Run::Longest);
        let mut out = String::new();
        let mut done = 0;
        let mut at = 0;
        while let Some((start, end)) = search.find(at) {
            out.extend(value.get(done..start).unwrap_or_default());
            // An empty match right behind another one does not count.
            if end > done || start == 0 {
                template::replace(template, value.get(start..end).unwrap_or_default(), &mut out);
            }
            if out.len() > max_bytes {
                return None;
            }
            done = end;
            at = end.max(at + 1);
        }
        out.extend(value.get(done..).unwrap_or_default());
        Some(out)
    }
}

/// The pattern that finds backwards what `pattern` finds, with its escapes kept together.
pub(super) fn reversed(pattern: &str) -> String {
    let mut pieces = Vec::new();
    let mut rest = pattern.chars();
    while let Some(character) = rest.next() {
        let escaped = if character == '\\' { rest.next() } else { None };
        pieces.push((character, escaped));
    }
    let mut out = String::with_capacity(pattern.len());
    for (character, escaped) in pieces.into_iter().rev() {
        out.push(character);
        out.extend(escaped);
    }
    out
}

fn invalid_escape(pattern: &str, escaped: Option<char>) -> Fault {
    let mut reason = "invalid pattern (".to_owned();
    reason.push_str(pattern);
    reason.push_str(") in substitution: invalid escape '\\");
    reason.push(escaped.unwrap_or(char::REPLACEMENT_CHARACTER));
    reason.push('\'');
    Fault::Refused(reason)
}

/// A search for a pattern in a value. Go's `regexp` finds the match that a search with backtracking comes to first;
/// this one remembers what has failed, so that it takes no more steps than there are pairs of token and place.
struct Search<'a> {
    tokens: &'a [Token],
    value: &'a [char],
    run: Run,
    /// For every place in the value and every token: whether the rest of the pattern does not match there.
    is_done: Vec<bool>,
}

impl<'a> Search<'a> {
    fn new(pattern: &'a Pattern, value: &'a [char], run: Run) -> Self {
        let is_done = vec![false; (pattern.0.len() + 1) * (value.len() + 1)];
        Self { tokens: &pattern.0, value, run, is_done }
    }

    /// The first match that starts at `at` or behind it.
    fn find(&mut self, at: usize) -> Option<(usize, usize)> {
        (at..=self.value.len()).find_map(|start| Some((start, self.end_of_match(start)?)))
    }

    /// Where the match ends that starts at `start`.
    fn end_of_match(&mut self, start: usize) -> Option<usize> {
        let mut open = vec![(0, start)];
        while let Some((token_idx, at)) = open.pop() {
            let place = at * (self.tokens.len() + 1) + token_idx;
            match self.is_done.get_mut(place) {
                Some(is_done) if !*is_done => *is_done = true,
                _ => continue,
            }
            let Some(token) = self.tokens.get(token_idx) else {
                self.forget_at(at);
                return Some(at);
            };
            let next = self.value.get(at).copied();
            let is_in_line = next.is_some_and(|next| next != '\n');
            match *token {
                Token::Character(character) if next == Some(character) => open.push((token_idx + 1, at + 1)),
                Token::AnyCharacter if is_in_line => open.push((token_idx + 1, at + 1)),
                Token::AnyRun if !is_in_line => open.push((token_idx + 1, at)),
                Token::AnyRun if self.run == Run::Longest => {
                    open.extend([(token_idx + 1, at), (token_idx, at + 1)]);
                }
                Token::AnyRun => open.extend([(token_idx, at + 1), (token_idx + 1, at)]),
                Token::Character(_) | Token::AnyCharacter => {}
            }
        }
        None
    }

    /// A match has ended at `at`: what led to it there has not failed, and the next search starts there.
    fn forget_at(&mut self, at: usize) {
        let width = self.tokens.len() + 1;
        self.is_done.iter_mut().skip(at * width).take(width).for_each(|is_done| *is_done = false);
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Run, reversed};

    fn pattern(text: &str) -> Pattern {
        Pattern::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
    }

    #[test]
    fn a_star_ends_at_a_line_break() {
        for (value, text, shortest, longest) in [
            ("aXbXc", "*X", "bXc", "c"),
            ("aXbXc", "*", "aXbXc", ""),
            ("a\nbXc", "*X", "a\nbXc", "a\nbXc"),
            ("a\nbXc", "a?b", "a\nbXc", "a\nbXc"),
            ("a\nbXc", "*\n*", "bXc", ""),
            ("a\nb\nc", "*\n*", "b\nc", "\nc"),
            ("aab", "*a*b", "", ""),
        ] {
            let pattern = pattern(text);
            assert_eq!(pattern.trim_start(value, Run::Shortest), shortest, "{value:?} {text:?}");
            assert_eq!(pattern.trim_start(value, Run::Longest), longest, "{value:?} {text:?}");
        }
    }

    #[test]
    fn a_suffix_is_found_from_the_end() {
        for (value, text, shortest, longest) in [
            ("a.tar.gz", ".*", "a.tar", "a"),
            ("a.tar.gz", "r?g*", "a.ta", "a.ta"),
            ("a*b*", "\\**", "a*b", "a"),
            ("äöü", "?", "äö", "äö"),
        ] {
            let pattern = pattern(&reversed(text));
            assert_eq!(pattern.trim_end(value, Run::Shortest), shortest, "{value:?} {text:?}");
            assert_eq!(pattern.trim_end(value, Run::Longest), longest, "{value:?} {text:?}");
        }
    }

    #[test]
    fn all_matches_are_replaced_as_go_does_it() {
        for (value, text, expected) in [
            ("abc", "", "-a-b-c-"),
            ("abc", "*", "-"),
            ("a\nb", "*", "-\n-"),
            ("aXbXc", "X", "a-b-c"),
            ("aaaa", "aa", "--"),
            ("aaaa", "a*", "-"),
            ("", "*", "-"),
            ("", "a", ""),
            ("abcabd", "ab?", "--"),
            ("abab", "*ab", "-"),
        ] {
            assert_eq!(
                pattern(text).replace_all(value, "-", 100).as_deref(),
                Some(expected),
                "{value:?} {text:?}"
            );
        }
        assert_eq!(pattern("a").replace_all("aaaa", "1234", 15), None);
    }

    #[test]
    fn stars_do_not_multiply() {
        let value = "a".repeat(2_000);
        let stars = "*a".repeat(30) + "b";
        assert_eq!(pattern(&stars).trim_start(&value, Run::Longest), value);
        assert_eq!(pattern(&stars).replace_all(&value, "x", 10_000), Some(value));
    }
}
