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
    /// The paragraph as plain text.
    pub fn plain(&self) -> String {
        let text = |inline: &Inline| match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Strong(text) => text.clone(),
        };
        self.0.iter().map(text).collect()
    }
}
