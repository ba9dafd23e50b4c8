use onionskin_syntax::{Escape, Word};
use onionskin_text::Span;

/// A word that is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// What it says: quotes resolved.
    pub(crate) text: String,
    /// As it is written, quotes kept.
    pub(crate) written: String,
    /// Where it stands in the source.
    pub(crate) span: Span,
}

impl Term {
    /// A word of the tree.
    pub(crate) fn of(word: &Word, source: &str) -> Self {
        let written = word.span.text(source);
        // Over a line join, the source holds more than the word.
        let written = if written.contains('\n') { word.text.as_str() } else { written };
        Self { text: word.text.clone(), written: written.to_owned(), span: word.span }
    }
}

/// The way back from a text whose line joins are removed to the source.
#[derive(Clone, Debug)]
pub(crate) struct Places<'a> {
    text: &'a str,
    source: &'a str,
    /// Where the text stands in the source.
    span: Span,
    /// Where each piece without a line join starts, in the text and in the source; `None` where the two could
    /// not be brought together.
    pieces: Option<Vec<(usize, usize)>>,
}

impl<'a> Places<'a> {
    /// The places of `word`.
    pub(crate) fn new(word: &'a Word, source: &'a str, escape: Escape) -> Self {
        let start = word.span.start as usize;
        let written = word.span.text(source);
        let pieces = if written == word.text {
            Some(vec![(0, start)])
        } else {
            align(&word.text, written, escape.character())
                .map(|pieces| pieces.into_iter().map(|(at, from)| (at, start + from)).collect())
        };
        Self { text: &word.text, source, span: word.span, pieces }
    }

    /// Where the bytes `range` of the text stand in the source; `None` where that is not certain.
    pub(crate) fn span(&self, range: &std::ops::Range<usize>) -> Option<Span> {
        let Some(pieces) = &self.pieces else { return self.search(range) };
        let place = |at: usize| {
            let n_before = pieces.partition_point(|&(start, _)| start <= at);
            let &(start, source) = pieces.get(n_before.checked_sub(1)?)?;
            Some(source + (at - start))
        };
        // The end lies in the piece of the last byte, not at the start of the piece behind it.
        Some(Span::new(place(range.start)?, place(range.end.checked_sub(1)?)? + 1))
    }

    /// The one place in the source where the text of `range` stands.
    fn search(&self, range: &std::ops::Range<usize>) -> Option<Span> {
        /// Each word is searched in all of the text, so a long one would take long.
        const MAX_SEARCHED_BYTES: usize = 4096;
        let written = self.span.text(self.source);
        if written.len() > MAX_SEARCHED_BYTES {
            return None;
        }
        let mut found = written.match_indices(self.text.get(range.clone())?);
        let (at, text) = found.next()?;
        let start = self.span.start as usize + at;
        found.next().is_none().then(|| Span::new(start, start + text.len()))
    }

    /// The bytes `range` of the text as they are written.
    pub(crate) fn written(&self, range: &std::ops::Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// Where the pieces of `written` between line joins start, in `text` and in `written`; `None` where `text` is not
/// `written` without its line joins.
fn align(text: &str, written: &str, escape: char) -> Option<Vec<(usize, usize)>> {
    let mut pieces = vec![(0, 0)];
    let (mut rest, mut left) = (text, written);
    while let Some(next) = left.chars().next() {
        if let Some(behind) = left.strip_prefix(escape).and_then(behind_line_end) {
            left = behind_comments(behind);
            pieces.push((text.len() - rest.len(), written.len() - left.len()));
            continue;
        }
        rest = rest.strip_prefix(next)?;
        left = left.get(next.len_utf8()..)?;
    }
    rest.is_empty().then_some(pieces)
}

/// What follows the line end that `text` starts with, maybe behind blanks.
fn behind_line_end(text: &str) -> Option<&str> {
    let behind = text.trim_start_matches([' ', '\t', '\r']);
    behind.strip_prefix('\n')
}

/// `text` without the comment lines and blank lines that it starts with.
fn behind_comments(text: &str) -> &str {
    let mut rest = text;
    while let Some((line, behind)) = rest.split_once('\n') {
        let line = line.trim_start();
        if !line.is_empty() && !line.starts_with('#') {
            break;
        }
        rest = behind;
    }
    rest
}

#[cfg(test)]
mod tests {
    use onionskin_syntax::{Escape, Word};
    use onionskin_text::Span;

    use super::Places;

    #[track_caller]
    fn check(source: &str, text: &str, word: &str, expected: Option<&str>) {
        let tree_word = Word { text: text.to_owned(), span: Span::new(4, source.len()) };
        let places = Places::new(&tree_word, source, Escape::Backslash);
        let start = text.find(word).unwrap_or_default();
        let span = places.span(&(start..start + word.len()));
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
}
