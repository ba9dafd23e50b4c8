use std::borrow::Cow;

use onionskin_syntax::{Flag, Word};
use onionskin_text::Span;

/// A word that is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term<'t> {
    /// What it says: quotes resolved, variables as they are written.
    pub(crate) text: Cow<'t, str>,
    /// As it is written, quotes kept.
    pub(crate) written: Cow<'t, str>,
    /// Where it stands in the source.
    pub(crate) span: Span,
    /// Whether a shell puts in its place nobody knows how many words, which may be options.
    pub(crate) is_open: bool,
}

impl<'t> Term<'t> {
    /// A word that says what is written.
    pub(crate) fn plain(written: &'t str, span: Span) -> Self {
        Self { text: Cow::Borrowed(written), written: Cow::Borrowed(written), span, is_open: false }
    }

    /// A word of the tree.
    pub(crate) fn of(word: &'t Word, source: &'t str) -> Self {
        let written = word.span.text(source);
        // Over a line join, the source holds more than the word.
        let written = if written.contains('\n') { word.text.as_str() } else { written };
        Self {
            text: Cow::Borrowed(&word.text),
            written: Cow::Borrowed(written),
            span: word.span,
            is_open: false,
        }
    }

    /// A flag.
    pub(crate) fn of_flag(flag: &'t Flag) -> Self {
        Self::plain(&flag.text, flag.span)
    }

    /// Whether it is written as an option. A lone dash is none.
    pub(crate) fn is_option(&self) -> bool {
        self.text.starts_with('-') && self.text.len() > 1
    }

    /// The same word, with texts of its own.
    pub(crate) fn into_owned<'o>(self) -> Term<'o> {
        Term {
            text: Cow::Owned(self.text.into_owned()),
            written: Cow::Owned(self.written.into_owned()),
            span: self.span,
            is_open: self.is_open,
        }
    }
}

/// The span from the first to the last of `terms`.
pub(crate) fn span_of(terms: &[&Term<'_>]) -> Span {
    let start = terms.iter().map(|term| term.span.start).min().unwrap_or_default();
    let end = terms.iter().map(|term| term.span.end).max().unwrap_or_default();
    Span { start, end }
}
