//! The text of an instruction without its line joins, and the way back to the source.

use std::borrow::Cow;

use onionskin_text::Span;

use crate::Word;

/// An instruction's text as BuildKit joins it: what its physical lines add, one behind the other.
#[derive(Clone, Debug)]
pub(crate) struct Joined<'s> {
    /// The joined text; borrowed where the instruction stands on one line.
    pub(crate) text: Cow<'s, str>,
    /// Where each piece starts, in the joined text and in the source; never empty.
    pieces: Vec<(usize, usize)>,
}

impl<'s> Joined<'s> {
    /// Joins pieces of `source`, given by their source ranges in order.
    pub(crate) fn new(source: &'s str, ranges: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut text = Cow::Borrowed("");
        let mut pieces = Vec::with_capacity(1);
        for (start, end) in ranges {
            pieces.push((text.len(), start));
            let piece = source.get(start..end).unwrap_or_default();
            if pieces.len() == 1 {
                text = Cow::Borrowed(piece);
            } else {
                text.to_mut().push_str(piece);
            }
        }
        Self { text, pieces }
    }

    /// The word `range` of the joined text.
    pub(crate) fn word(&self, range: std::ops::Range<usize>) -> Word {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        Word { text, span: self.span(range) }
    }

    /// The source span of `range` of the joined text.
    pub(crate) fn span(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.source_offset(range.start);
        // The end lies in the piece of the last byte, not at the start of the piece behind it.
        let end = if range.is_empty() { start } else { self.source_offset(range.end - 1) + 1 };
        Span::new(start, end)
    }

    fn source_offset(&self, at: usize) -> usize {
        let n_before = self.pieces.partition_point(|&(start, _)| start <= at);
        let piece = n_before.checked_sub(1).and_then(|index| self.pieces.get(index));
        piece.map_or(at, |&(start, source)| source + (at - start))
    }
}

/// The range of `text` without Unicode white space at both ends.
pub(crate) fn trimmed(text: &str) -> std::ops::Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start.max(text.trim_end().len())
}
