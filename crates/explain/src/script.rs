//! The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK.

use onionskin_syntax::{Args, Instruction, Word};
use onionskin_text::Span;

use crate::Subject;
use crate::shell_line::{Piece, Token, split};
use crate::term::{Places, Term};

/// The most elements of a script that are explained; longer ones are programs of their own, which nobody reads
/// word by word.
const MAX_ELEMENTS: usize = 200;

/// A piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// A command and its arguments.
    Command(Vec<Term>),
    /// An operator between commands, or a bracket of a subshell.
    Operator(Term),
    /// `NAME=value` in front of a command.
    Assignment(Term),
    /// `> file`: the operator as text, the place of both.
    Redirection(Term, Option<Term>),
    /// A word such as `if` or `for`.
    Control,
}

/// The elements of the command that `args` of `instruction` hold; heredocs are read where a shell runs them.
pub(crate) fn elements(subject: &Subject<'_>, instruction: &Instruction, args: &Args) -> Vec<Element> {
    let mut elements = match args {
        Args::Json(words) => {
            let terms: Vec<_> = words.iter().map(|word| Term::of(word, subject.source)).collect();
            if terms.is_empty() { Vec::new() } else { vec![Element::Command(terms)] }
        }
        Args::Text(Some(word)) => shell_elements(word, subject),
        Args::Text(None)
        | Args::Unread(_)
        | Args::Words(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_)
        | Args::Trigger(_) => Vec::new(),
    };
    if !elements.iter().any(|element| matches!(element, Element::Command(_))) {
        for heredoc in instruction.heredocs.iter().filter(|heredoc| is_shell(&heredoc.content)) {
            let word = Word { text: heredoc.content.clone(), span: heredoc.span };
            elements.extend(shell_elements(&word, subject));
        }
    }
    elements.truncate(MAX_ELEMENTS);
    elements
}

/// Whether a shell runs the script `content`.
fn is_shell(content: &str) -> bool {
    let first = content.lines().next().unwrap_or_default();
    !first.starts_with("#!")
        || first.trim_end().split([' ', '/']).any(|part| matches!(part, "sh" | "bash" | "ash"))
}

fn shell_elements(word: &Word, subject: &Subject<'_>) -> Vec<Element> {
    let places = Places::new(word, subject.source, subject.dockerfile.escape);
    let term = |token: Token| {
        let written = places.written(&token.range).to_owned();
        Some(Term { span: places.span(&token.range)?, text: token.text, written })
    };
    let mut elements = Vec::new();
    for piece in split(&word.text) {
        match piece {
            Piece::Control => elements.push(Element::Control),
            Piece::Operator(operator) => elements.extend(term(operator).map(Element::Operator)),
            Piece::Command(command) => {
                elements.extend(command.assignments.into_iter().filter_map(term).map(Element::Assignment));
                let words: Vec<_> = command.words.into_iter().map(term).collect();
                // A command is known as a whole or not at all.
                let words: Option<Vec<_>> = words.into_iter().collect();
                elements.extend(words.filter(|words| !words.is_empty()).map(Element::Command));
                for redirection in command.redirections {
                    let operator = Token { text: redirection.operator, range: redirection.range };
                    let target = redirection.target.and_then(term);
                    elements.extend(term(operator).map(|operator| Element::Redirection(operator, target)));
                }
            }
        }
    }
    elements
}

/// The span from the first to the last of `terms`.
pub(crate) fn span_of(terms: &[&Term]) -> Span {
    let start = terms.iter().map(|term| term.span.start).min().unwrap_or_default();
    let end = terms.iter().map(|term| term.span.end).max().unwrap_or_default();
    Span { start, end }
}
