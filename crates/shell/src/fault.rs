use onionskin_text::Span;

/// A place where the text is broken: a shell would refuse it there, or would go on in a way that nobody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is too much, or what was opened and is never closed; empty where something is missing.
    pub span: Span,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A word or an operator that nothing may follow like that: `fi` without `if`, `)` without `(`, `&&` in front.
    Unexpected,
    /// A command is missing: behind `&&`, behind `|`, behind `!`.
    MissingCommand,
    /// A word is missing: behind `>`, behind `for`.
    MissingWord,
    /// A keyword or bracket is missing that has to come here: `then`, `done`, `}`, `)`, `]]`.
    MissingKeyword,
    /// A quote, bracket or substitution that is never closed.
    Unclosed,
    /// A `${…}` that names no parameter.
    BadSubstitution,
    /// A heredoc without the line that ends it.
    UnterminatedHeredoc,
    /// More is nested here than is read.
    TooDeep,
}
