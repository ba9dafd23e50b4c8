//! What a Dockerfile says.
//!
//! In: a source text. Out: [`Parse`], a [`Dockerfile`] tree whose top-level nodes tile the text, and beside it
//! every [`SyntaxError`], the first of which is the error that BuildKit stops at, in BuildKit's words.
//! Parsing never fails: a broken line is a node like any other.
//!
//! Not here: what variables expand to, which stage a name means, and every check that BuildKit makes only for
//! stages that a build needs.

mod args;
mod check;
mod error;
mod flags;
pub mod go;
mod grammar;
mod heredoc;
mod instruction;
mod joined;
mod json;
mod keyword;
mod parse;
mod quoted_words;
mod shell_words;
mod suggest;
mod tree;

pub use check::flags_of;
pub use error::{ErrorStage, SyntaxError};
pub use heredoc::is_heredoc_opener;
pub use keyword::Keyword;
pub use suggest::nearest;
pub use tree::{
    Args, Directive, Dockerfile, Escape, Flag, Heredoc, Instruction, Node, NodeKind, Pair, Parse, Word,
};

/// Parses a Dockerfile.
///
/// ```
/// let parse = onionskin_syntax::parse("FROM alpine\nRUM echo hi\n");
/// assert_eq!(parse.dockerfile.instructions().count(), 2);
/// assert_eq!(
///     parse.errors[0].message,
///     "dockerfile parse error on line 2: unknown instruction: RUM (did you mean RUN?)"
/// );
/// ```
pub fn parse(source: &str) -> Parse {
    parse::parse(source)
}
