//! What a RUN line says.
//!
//! In: shell text, as in RUN, the shell forms of CMD, ENTRYPOINT and HEALTHCHECK, and the heredocs that are run.
//! Out: [`Script`], a tree of commands whose leaves (words, operators, keywords, comments) have their spans, and
//! beside it a [`Fault`] for every place where the text is broken. Parsing never fails: what can be read is read.
//!
//! The language is POSIX's with what bash adds to it, since most commands are read by the one or the other and a
//! script that both accept means the same to both. A continuation line of a Dockerfile is joined before it gets here;
//! the heredocs of a RUN line have to be put behind it, each with its delimiter, as BuildKit does it.
//!
//! Not here: what variables expand to, what commands do, and which shell runs them.

mod arithmetic;
mod braces;
mod fault;
mod grammar;
mod lexer;
mod literal;
mod parser;
mod tree;
mod word;

pub use fault::{Fault, FaultKind};
pub use tree::{
    AndOr, Arithmetic, Assignment, CaseItem, Command, CommandKind, ConditionPart, Heredoc, IfBranch, List,
    ListItem, Operator, OperatorKind, Pipeline, Redirection, RedirectionKind, Script,
};
pub use word::{Parameter, Part, PartKind, Word};

/// Parses shell text.
///
/// ```
/// let text = "apt-get update && apt-get install -y 'git'";
/// let script = onionskin_shell::parse(text);
/// let install = &script.list.items[0].and_or.rest[0].1.first;
/// let words: Vec<_> = install.words().iter().filter_map(|word| word.literal(text)).collect();
/// assert_eq!(words, ["apt-get", "install", "-y", "git"]);
/// assert_eq!(script.faults, []);
/// ```
pub fn parse(text: &str) -> Script {
    parser::parse(text)
}
