/// A paragraph: pieces of text in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose(pub Vec<Inline>);

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Something written in a file or typed into a shell; it may come from the reader's Dockerfile.
    Code(String),
    /// Emphasis.
    Strong(String),
}

impl Prose {
    /// Adds the sentences of `more`, if they are not there already.
    pub(crate) fn add(&mut self, more: Self) {
        if !self.0.windows(more.0.len().max(1)).any(|own| *own == *more.0) {
            self.0.push(Inline::Text(" ".to_owned()));
            self.0.extend(more.0);
        }
    }

    /// The paragraph as plain text.
    pub fn plain(&self) -> String {
        let text = |inline: &Inline| match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Strong(text) => text.clone(),
        };
        self.0.iter().map(text).collect()
    }
}
