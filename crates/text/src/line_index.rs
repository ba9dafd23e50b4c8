use crate::Span;

/// First and last physical line of something, both counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineRange {
    /// The first line.
    pub first: u32,
    /// The last line; not before `first`.
    pub last: u32,
}

impl LineRange {
    /// Whether `line` is one of the lines.
    pub fn contains(self, line: u32) -> bool {
        (self.first..=self.last).contains(&line)
    }
}

/// Where the lines of a source text start: bytes to lines and back.
///
/// A line ends behind its LF; a text that ends in LF has one more, empty line, as an editor shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Finds the lines of `source`, in one pass.
    pub fn new(source: &str) -> Self {
        let feeds = source.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts = std::iter::once(0).chain(feeds.map(|(at, _)| Span::new(at + 1, at + 1).start)).collect();
        Self { starts, len: Span::new(source.len(), source.len()).start }
    }

    /// The number of lines, at least 1.
    pub fn n_lines(&self) -> usize {
        self.starts.len()
    }

    /// The line, counted from 1, that the byte at `offset` belongs to; the last line for offsets behind the end.
    pub fn line_of(&self, offset: u32) -> u32 {
        let n_started = self.starts.partition_point(|&start| start <= offset);
        u32::try_from(n_started).unwrap_or(u32::MAX)
    }

    /// The bytes of `line` (counted from 1) with its line end; `None` where there is no such line.
    pub fn span_of(&self, line: u32) -> Option<Span> {
        let at = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *self.starts.get(at)?;
        let end = self.starts.get(at + 1).copied().unwrap_or(self.len);
        Some(Span { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;
    use crate::Span;

    #[test]
    fn lines_and_bytes_agree() {
        let index = LineIndex::new("FROM a\n\nRUN é\n");
        assert_eq!(index.n_lines(), 4);
        assert_eq!(index.span_of(1), Some(Span::new(0, 7)));
        assert_eq!(index.span_of(3), Some(Span::new(8, 15)));
        assert_eq!(index.span_of(4), Some(Span::new(15, 15)));
        assert_eq!((index.span_of(0), index.span_of(5)), (None, None));
        assert_eq!([0, 6, 7, 8, 14, 15, 99].map(|offset| index.line_of(offset)), [1, 1, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let index = LineIndex::new("");
        assert_eq!((index.n_lines(), index.line_of(0), index.span_of(1)), (1, 1, Some(Span::new(0, 0))));
    }
}
