use onionskin_text::Span;

/// Something in the file that BuildKit refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// BuildKit's wording, with its `dockerfile parse error on line N: ` prefix where BuildKit writes one.
    pub message: String,
    /// The line that BuildKit names, counted from 1; `None` where it names none. It is not always the line that
    /// the error stands on.
    pub line: Option<u32>,
    /// What the error is about, to be marked in the source.
    pub span: Span,
    /// How far BuildKit comes before it finds the error.
    pub stage: ErrorStage,
}

/// The two passes of BuildKit that can refuse a file's syntax. The first runs over the whole file before the
/// second starts, so an error of the first hides all errors of the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorStage {
    /// Splitting the file into instructions; after such an error BuildKit has none.
    Lines,
    /// Typing each instruction: its flags and the number and form of its arguments.
    Instructions,
}
