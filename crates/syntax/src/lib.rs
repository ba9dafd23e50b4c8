//! What a Dockerfile says.
//!
//! In: a source text. Out: [`Parse`], a [`Dockerfile`] tree whose top-level nodes tile the text, and beside it
//! every [`SyntaxError`], the first of which is the error that BuildKit stops at, in BuildKit's words.
//! Parsing never fails: a broken line is a node like any other.
//!
//! Not here: what variables expand to, which stage a name means, and every check that BuildKit makes only for
//! stages that a build needs.

mod error;
mod keyword;
mod tree;

pub use error::{ErrorStage, SyntaxError};
pub use keyword::Keyword;
pub use tree::{Args, Directive, Dockerfile, Escape, Flag, Heredoc, Instruction, Node, NodeKind, Pair, Parse, Word};

/// Parses a Dockerfile.
pub fn parse(source: &str) -> Parse {
    let _ = source;
    Parse { dockerfile: Dockerfile { escape: Escape::Backslash, nodes: Vec::new() }, errors: Vec::new() }
}
