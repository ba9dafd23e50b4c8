use onionskin_text::Span;

use crate::{Arithmetic, List};

/// A word: what stands between blanks and operators, quotes included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Its parts in order; their spans tile its own.
    pub parts: Vec<Part>,
}

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, quotes and brackets included.
    pub span: Span,
    /// What it is.
    pub kind: PartKind,
}

/// What a part of a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Text that stands for itself.
    Literal,
    /// A backslash and the character that it takes the meaning from.
    Escaped,
    /// `'…'` or `$'…'`.
    SingleQuoted,
    /// `"…"` or `$"…"`, with what is in it.
    DoubleQuoted(Vec<Part>),
    /// `$name` or `${name}`; the span is the name's.
    Variable(Span),
    /// Any other `${…}`.
    Parameter(Box<Parameter>),
    /// `$(…)` or `` `…` ``: what these commands write.
    Command(List),
    /// `$((…))`.
    Arithmetic(Arithmetic),
    /// `<(…)` or `>(…)`: a file that these commands write or read.
    Process(List),
    /// `*`, `?`, `[a-z]`; also the brackets and bars of `@(a|b)`.
    Glob,
    /// A bracket, comma or `..` of a brace expansion: `{a,b}`, `{1..3}`.
    Brace,
    /// `~` or `~user` at the start of a word.
    Tilde,
    /// `(…)` behind `name=`: the elements of an array.
    Array(Vec<Word>),
    /// A backslash at the end of a line, which joins the lines.
    LineJoin,
}

/// `${name:-word}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// `#` (the length) or `!` (the parameter that this one names) in front of the name.
    pub prefix: Option<Span>,
    /// The name, which is empty where the substitution is broken.
    pub name: Span,
    /// `[…]`, brackets included.
    pub subscript: Option<Span>,
    /// `:-`, `##`, `/` and so on.
    pub operator: Option<Span>,
    /// What follows, up to the bracket.
    pub word: Word,
}
