//! Commands that are words.

use onionskin_text::Span;

use crate::grammar::Rule;
use crate::{Assignment, Command, CommandKind, PartKind, Word};

use super::Parser;
use super::word::{Place, is_part};

/// Room for the words of most commands: growing takes longer than reading them.
const N_WORDS: usize = 8;

impl Parser<'_> {
    /// Reads a simple command, or a function where brackets follow its name. There is a word or a redirection.
    pub(super) fn simple(&mut self, start: usize) -> Command {
        let mut assignments = Vec::new();
        let mut words = Vec::with_capacity(N_WORDS);
        let mut redirections = Vec::new();
        while let Some(token) = self.peek() {
            if let Some(redirection) = self.redirection() {
                redirections.push(redirection);
            } else if is_part(token.rule) {
                let place = if words.is_empty() { Place::Start } else { Place::Argument };
                let Some(word) = self.word(place) else { break };
                match if words.is_empty() { assignment(word, self.lexer.text) } else { Err(word) } {
                    Ok(assignment) => assignments.push(assignment),
                    Err(word) => words.push(word),
                }
            } else if words.len() == 1
                && assignments.is_empty()
                && redirections.is_empty()
                && self.opens_and_closes()
            {
                return self.function(start, Vec::new(), words.pop());
            } else {
                break;
            }
        }
        Command {
            span: Span::new(start, self.end),
            kind: CommandKind::Simple { assignments, words },
            redirections,
            keywords: Vec::new(),
        }
    }

    /// Whether `()` comes next.
    pub(super) fn opens_and_closes(&mut self) -> bool {
        let Some(token) = self.peek() else { return false };
        token.rule == Rule::operator
            && self.text(token) == "("
            && self.lexer.peek_behind(1).is_some_and(|token| token.rule == Rule::close)
    }
}

/// Splits `NAME=value`; gives the word back where it is none.
fn assignment(mut word: Word, text: &str) -> Result<Assignment, Word> {
    let written = word.span.text(text);
    let Some((name_len, operator_len)) = name_and_operator(written) else { return Err(word) };
    let name_end = word.span.range().start + name_len;
    let value_start = name_end + operator_len;
    let cut = Span::new(value_start, value_start).start;
    // The operator must be text; what stands before it is the name and its subscript.
    let is_text = |word: &Word| {
        word.parts
            .iter()
            .any(|part| matches!(part.kind, PartKind::Literal) && part.span.contains(value_start - 1))
    };
    if !is_text(&word) {
        return Err(word);
    }
    word.parts.retain_mut(|part| {
        part.span.start = part.span.start.max(cut);
        part.span.start < part.span.end
    });
    let name = Span { start: word.span.start, end: Span::new(name_end, name_end).start };
    word.span.start = cut;
    Ok(Assignment { name, operator: Span { start: name.end, end: cut }, value: word })
}

/// How long the name, with its subscript, and the operator are at the start of `NAME=value`.
fn name_and_operator(written: &str) -> Option<(usize, usize)> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let n_bytes = written.bytes().position(|byte| !is_name(byte))?;
    if n_bytes == 0 || written.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let rest = written.get(n_bytes..)?;
    let n_subscript =
        if rest.starts_with('[') { rest.find("]=").or_else(|| rest.find("]+="))? + 1 } else { 0 };
    let operator = rest.get(n_subscript..)?;
    let operator_len = if operator.starts_with('=') { 1 } else { operator.starts_with("+=").then_some(2)? };
    Some((n_bytes + n_subscript, operator_len))
}
