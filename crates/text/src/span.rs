/// A range of UTF-8 bytes of a source text: `start` is in it, `end` is not.
///
/// Offsets are `u32`, so a source text is at most 4 GiB long; [`Span::new`] saturates beyond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span of the bytes `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether there is no byte in the span.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the byte at `offset` belongs to the span.
    pub fn contains(self, offset: usize) -> bool {
        (self.start as usize..self.end as usize).contains(&offset)
    }

    /// The bytes as an index range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty where the span does not fit `source`.
    pub fn text(self, source: &str) -> &str {
        source.get(self.range()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_outside_the_text_is_empty_text_and_no_panic() {
        assert_eq!(Span::new(1, 3).text("añ"), "ñ");
        assert_eq!(Span::new(2, 3).text("añ"), "", "starts inside a character");
        assert_eq!(Span::new(5, 9).text("añ"), "");
        assert_eq!(Span::new(3, 1).len(), 0);
    }
}
