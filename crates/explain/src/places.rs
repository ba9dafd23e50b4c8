use std::ops::Range;

use onionskin_syntax::{Escape, Word};
use onionskin_text::Span;

use crate::references::behind_comments;

/// The way back from a text whose line joins or quotes are removed to the source.
#[derive(Clone, Debug)]
pub(crate) struct Places<'a> {
    source: &'a str,
    /// Where the text stands in the source.
    span: Span,
    /// Where each piece that is written as it reads starts, in the text and in the source; `None` where the two could
    /// not be brought together.
    pieces: Option<Vec<(usize, usize)>>,
}

impl<'a> Places<'a> {
    /// The places of `word`, in which only line joins are removed.
    pub(crate) fn of_joined(word: &Word, source: &'a str, escape: Escape) -> Self {
        Self::new(&word.text, word.span, source, escape, |_| false)
    }

    /// The places of `text`, which stands at `span` with quotes and escapes. Where they are not those of one word (those
    /// of a script in a script are quoted twice), what is next and might be a quote is taken for text if it fits.
    pub(crate) fn of_quoted(text: &str, span: Span, source: &'a str, escape: Escape) -> Self {
        let written = span.text(source);
        let pieces = unquoted(text, written, escape.character());
        match pieces.filter(|_| written != text) {
            Some(pieces) => Self { source, span, pieces: Some(moved(pieces, span)) },
            None => Self::new(text, span, source, escape, |next| matches!(next, '"' | '\'' | '\\')),
        }
    }

    fn new(text: &str, span: Span, source: &'a str, escape: Escape, may_miss: impl Fn(char) -> bool) -> Self {
        let start = span.start as usize;
        let written = span.text(source);
        let pieces = if written == text {
            Some(vec![(0, start)])
        } else {
            align(text, written, escape.character(), may_miss).map(|pieces| moved(pieces, span))
        };
        Self { source, span, pieces }
    }

    /// Adds a piece of the text that starts at `at` and stands at `from` in the source as it reads.
    pub(crate) fn add(&mut self, at: usize, from: usize) {
        if let Some(pieces) = &mut self.pieces {
            pieces.push((at, from));
        }
    }

    /// The places of the text from its byte `start` on.
    pub(crate) fn behind(&self, start: usize) -> Self {
        let pieces = self.pieces.as_ref().map(|pieces| {
            let n_before = pieces.partition_point(|&(at, _)| at <= start).saturating_sub(1);
            let moved =
                |&(at, from): &(usize, usize)| (at.saturating_sub(start), from + start.saturating_sub(at));
            pieces.iter().skip(n_before).map(moved).collect()
        });
        Self { source: self.source, span: self.span, pieces }
    }

    /// Where the bytes `range` of `text` stand in the source; `None` where that is not certain.
    pub(crate) fn span(&self, text: &str, range: &Range<usize>) -> Option<Span> {
        let Some(pieces) = &self.pieces else { return self.search(text, range) };
        // The place of a byte, and where its piece ends at the latest: a line end that a shell is given may not be there.
        let place = |at: usize| {
            let n_before = pieces.partition_point(|&(start, _)| start <= at);
            let &(start, source) = pieces.get(n_before.checked_sub(1)?)?;
            let end = pieces.get(n_before).map_or(self.source.len(), |&(_, next)| next);
            Some((source + (at - start), end))
        };
        // The end lies in the piece of the last byte, not at the start of the piece behind it.
        let ((start, _), (last, end)) = (place(range.start)?, place(range.end.checked_sub(1)?)?);
        Some(Span::new(start, (last + 1).min(end.max(start))))
    }

    /// The one place in the source where the text of `range` stands.
    fn search(&self, text: &str, range: &Range<usize>) -> Option<Span> {
        /// Each word is searched in all of the text, so a long one would take long.
        const MAX_SEARCHED_BYTES: usize = 4096;
        let written = self.span.text(self.source);
        if written.len() > MAX_SEARCHED_BYTES {
            return None;
        }
        let mut found = written.match_indices(text.get(range.clone())?);
        let (at, text) = found.next()?;
        let start = self.span.start as usize + at;
        found.next().is_none().then(|| Span::new(start, start + text.len()))
    }
}

/// Where the pieces of `written` between line joins, and between characters that `may_miss`, start, in `text` and in
/// `written`; `None` where `text` is not `written` without these.
fn align(
    text: &str,
    written: &str,
    escape: char,
    may_miss: impl Fn(char) -> bool,
) -> Option<Vec<(usize, usize)>> {
    let mut pieces = vec![(0, 0)];
    let (mut rest, mut left) = (text, written);
    while let Some(next) = left.chars().next() {
        let joined = left.strip_prefix(escape).and_then(behind_line_end).map(behind_comments);
        if let Some(behind) = joined {
            left = behind;
        } else if let Some(behind) = rest.strip_prefix(next) {
            rest = behind;
            left = left.get(next.len_utf8()..)?;
            continue;
        } else if !may_miss(next) {
            return None;
        } else if let (Some(behind), Some(after)) = (rest.strip_prefix('\n'), left.strip_prefix("\\n")) {
            (rest, left) = (behind, after);
        } else {
            left = left.get(next.len_utf8()..)?;
        }
        pieces.push((text.len() - rest.len(), written.len() - left.len()));
    }
    rest.is_empty().then_some(pieces)
}

/// The pieces of `written`, a word of a shell or a JSON string, between its quotes, escapes and line joins; `None` where that
/// is not `text`.
fn unquoted(text: &str, written: &str, escape: char) -> Option<Vec<(usize, usize)>> {
    let mut pieces = vec![(0, 0)];
    let (mut rest, mut left) = (text, written);
    let mut quote = None;
    while let Some(next) = left.chars().next() {
        let behind = left.get(next.len_utf8()..)?;
        let after = behind.chars().next();
        let is_escape = next == '\\'
            && after.is_some_and(|after| match quote {
                None => true,
                Some('"') => matches!(after, '"' | '\\' | '$' | '`'),
                Some(_) => false,
            });
        if let Some(joined) = left.strip_prefix(escape).and_then(behind_line_end) {
            left = behind_comments(joined);
        } else if quote == Some(next) {
            quote = None;
            left = behind;
        } else if quote.is_none() && matches!(next, '"' | '\'') {
            quote = Some(next);
            left = behind;
        } else if is_escape {
            let literal = after?;
            rest = rest.strip_prefix(literal)?;
            pieces.push((text.len() - rest.len() - literal.len_utf8(), written.len() - behind.len()));
            left = behind.get(literal.len_utf8()..)?;
            continue;
        } else {
            rest = rest.strip_prefix(next)?;
            left = behind;
            continue;
        }
        pieces.push((text.len() - rest.len(), written.len() - left.len()));
    }
    rest.is_empty().then_some(pieces)
}

/// `pieces` of what stands at `span`, with their places in the source.
fn moved(pieces: Vec<(usize, usize)>, span: Span) -> Vec<(usize, usize)> {
    let start = span.range().start;
    pieces.into_iter().map(|(at, from)| (at, start + from)).collect()
}

/// What follows the line end that `text` starts with, maybe behind blanks.
fn behind_line_end(text: &str) -> Option<&str> {
    let behind = text.trim_start_matches([' ', '\t', '\r']);
    behind.strip_prefix('\n')
}

#[cfg(test)]
mod tests {
    use onionskin_syntax::{Escape, Word};
    use onionskin_text::Span;

    use super::Places;

    #[track_caller]
    fn check(source: &str, text: &str, word: &str, expected: Option<&str>) {
        let tree_word = Word { text: text.to_owned(), span: Span::new(4, source.len()) };
        let places = Places::of_joined(&tree_word, source, Escape::Backslash);
        check_place(&places, source, text, word, expected);
    }

    #[track_caller]
    fn check_place(places: &Places<'_>, source: &str, text: &str, word: &str, expected: Option<&str>) {
        let start = text.find(word).unwrap_or_default();
        let span = places.span(text, &(start..start + word.len()));
        assert_eq!(span.map(|span| span.text(source)), expected);
    }

    #[test]
    fn words_are_found_behind_line_joins_and_comments() {
        check("RUN a b", "a b", "b", Some("b"));
        check("RUN a \\\n  b", "a   b", "b", Some("b"));
        check("RUN a \\  \r\n# b \\\n\n  bc b", "a   bc b", "bc b", Some("bc b"));
        check("RUN ab\\\ncd e", "abcd e", "abcd", Some("ab\\\ncd"));
        check("RUN ab\\\ncd e", "abcd e", "e", Some("e"));
    }

    #[test]
    fn a_text_that_is_not_the_source_is_searched_for_one_place() {
        check("RUN x y z", "y, z", "z", Some("z"));
        check("RUN x y y", "y, z", "y", None);
        check("RUN x y y", "y, q", "q", None);
    }

    #[test]
    fn words_are_found_inside_of_quotes() {
        for (source, text) in [
            ("'a b c'", "a b c"),
            ("\"a \\\"b\\\" \\\\ c\"", "a \"b\" \\ c"),
            ("\"a\\nb c\"", "a\nb c"),
            ("a\\ b\\ c", "a b c"),
            ("'a b \\\n c'", "a b  c"),
        ] {
            let places = Places::of_quoted(text, Span::new(0, source.len()), source, Escape::Backslash);
            check_place(&places, source, text, "b", Some("b"));
            check_place(&places, source, text, "c", Some("c"));
        }
        let (source, text) = ("\"\\\"/bin/rm\\\" -rf /x\"", "\"/bin/rm\" -rf /x");
        let places = Places::of_quoted(text, Span::new(0, source.len()), source, Escape::Backslash);
        check_place(&places, source, text, "\"/bin/rm\"", Some("\"/bin/rm\\\""));
        let (source, text) = (r"'echo '\''rm x'\'''", "echo 'rm x'");
        let places = Places::of_quoted(text, Span::new(0, source.len()), source, Escape::Backslash);
        check_place(&places, source, text, "rm x", Some("rm x"));
    }
}
