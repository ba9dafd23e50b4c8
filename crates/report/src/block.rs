use onionskin_explain::{Prose, Reference};

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 for the title, up to 4.
        level: u8,
        /// What it says.
        text: Prose,
    },
    /// A paragraph.
    Paragraph(Prose),
    /// Lines of a Dockerfile.
    Code(String),
    /// Phrases or sentences, one beside the other.
    Bullets(Vec<Prose>),
    /// Sentences in an order.
    Steps(Vec<Prose>),
    /// Words and what they mean.
    Terms(Vec<(String, Prose)>),
    /// Where to read on.
    Links(Vec<Reference>),
}
