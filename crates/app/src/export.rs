/// A file that can be made of what is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// The stack as a drawing.
    Svg,
    /// The stack as a picture.
    Png,
    /// The explanation as Markdown.
    Markdown,
    /// The explanation as a page.
    Html,
    /// The explanation and the verdicts as data.
    Json,
}

impl ExportFormat {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Svg, Self::Png, Self::Markdown, Self::Html, Self::Json];

    /// The name that the file gets.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Svg => "Dockerfile.svg",
            Self::Png => "Dockerfile.png",
            Self::Markdown => "Dockerfile.md",
            Self::Html => "Dockerfile.html",
            Self::Json => "Dockerfile.json",
        }
    }

    /// What kind of file it is, as browsers name kinds.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Html => "text/html;charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// Whether it says what the explanations say.
    pub(crate) const fn needs_explanations(self) -> bool {
        matches!(self, Self::Markdown | Self::Html | Self::Json)
    }
}

/// What came of a press on a button of the export dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportOutcome {
    /// The browser has the file to save.
    Saved(ExportFormat),
    /// It is on the clipboard.
    Copied(ExportFormat),
    /// The browser refuses to copy it.
    CopyRefused(ExportFormat),
    /// The browser refuses to save it.
    SaveRefused(ExportFormat),
    /// The picture is larger than browsers can draw.
    TooLarge,
    /// The browser does not draw it, or does not say what it has drawn: some do so for privacy.
    NotDrawn,
}
