//! Words.

use onionskin_text::Span;

use crate::braces::split_braces;
use crate::grammar::Rule;
use crate::lexer::Token;
use crate::literal::SingleQuoted;
use crate::{FaultKind, Part, PartKind, Word};

use super::{MAX_DEPTH, Parser};

/// Where a word stands, as far as that decides what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Where a command may start, so that `!(…)` is the opposite of a subshell.
    Start,
    /// Behind that, where it is a pattern.
    Argument,
    /// Behind `=~`, where brackets and bars belong to the word.
    Regex,
}

/// What quotes are around a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Double,
}

/// Whether a token is a part of a word.
pub(super) fn is_part(rule: Rule) -> bool {
    rule != Rule::operator && !matches!(rule, Rule::newline | Rule::close | Rule::redirect | Rule::line_join)
}

impl Parser<'_> {
    /// Takes the word that is next; `None` where none starts.
    pub(super) fn word(&mut self, place: Place) -> Option<Word> {
        if let Some(word) = self.ahead.take() {
            self.end = word.span.range().end;
            return Some(word);
        }
        let start = self.peek()?.start;
        let mut end = start;
        let mut parts = Vec::new();
        let mut has_braces = false;
        while let Some(token) = self.lexer.peek(Rule::code) {
            if token.start != end {
                break;
            }
            if token.rule == Rule::line_join {
                self.lexer.bump();
                let next = self.lexer.peek(Rule::code);
                if !next.is_some_and(|next| next.start == token.end && is_part(next.rule)) {
                    break;
                }
                parts.push(Part { span: token.span(), kind: PartKind::LineJoin });
            } else if is_part(token.rule) {
                has_braces |= token.rule == Rule::brace;
                if parts.is_empty() {
                    // Most words have one part.
                    parts.reserve_exact(1);
                }
                self.part(token, Quotes::None, &mut parts);
            } else if !self.bracket(token, start, place, &mut parts) {
                break;
            }
            end = parts.last().map_or(end, |part| part.span.range().end);
        }
        if parts.is_empty() {
            return None;
        }
        self.end = end;
        let parts = if has_braces { split_braces(parts, self.lexer.text) } else { parts };
        Some(Word { span: Span::new(start, end), parts })
    }

    /// Takes an operator if it belongs to the word that starts at `start` and goes up to it.
    fn bracket(&mut self, token: Token, start: usize, place: Place, parts: &mut Vec<Part>) -> bool {
        if token.rule != Rule::operator {
            return false;
        }
        let before = self.lexer.text.get(start..token.start).unwrap_or_default();
        match self.text(token) {
            "(" if before.ends_with('=') && place != Place::Regex => self.array(token, parts),
            "(" if place == Place::Regex
                || before.ends_with(['?', '*', '+', '@', '!'])
                    && (before != "!" || place == Place::Argument) =>
            {
                self.group(token, parts);
            }
            "|" if place == Place::Regex => {
                let span = self.take(token);
                parts.push(Part { span, kind: PartKind::Glob });
            }
            _ => return false,
        }
        true
    }

    /// Reads a bracket of a pattern up to its counterpart: `@(a|b)`.
    fn group(&mut self, open: Token, parts: &mut Vec<Part>) {
        self.lexer.go_to(open.end);
        parts.push(Part { span: open.span(), kind: PartKind::Glob });
        let mut n_open = 1_usize;
        while let Some(token) = self.lexer.peek(Rule::in_pattern) {
            if !matches!(token.rule, Rule::open | Rule::close | Rule::bar) {
                self.part(token, Quotes::None, parts);
                continue;
            }
            let span = self.take(token);
            parts.push(Part { span, kind: PartKind::Glob });
            if token.rule == Rule::open {
                n_open += 1;
            } else if token.rule == Rule::close {
                n_open -= 1;
            }
            if n_open == 0 {
                return;
            }
        }
        self.fault(open.span(), FaultKind::Unclosed);
    }

    /// Reads the elements of an array.
    fn array(&mut self, open: Token, parts: &mut Vec<Part>) {
        let span = self.take(open);
        if self.depth == MAX_DEPTH {
            self.fault(span, FaultKind::TooDeep);
            parts.push(Part { span, kind: PartKind::Literal });
            return;
        }
        self.depth += 1;
        let mut words = Vec::new();
        let is_closed = loop {
            self.skip_newlines();
            if self.take_close().is_some() {
                break true;
            }
            if let Some(word) = self.word(Place::Argument) {
                words.push(word);
                continue;
            }
            let Some(token) = self.peek() else { break false };
            let span = self.take(token);
            self.fault(span, FaultKind::Unexpected);
        };
        if !is_closed {
            self.fault(span, FaultKind::Unclosed);
        }
        self.depth -= 1;
        parts.push(Part { span: Span::new(open.start, self.end), kind: PartKind::Array(words) });
    }

    /// Takes `token`, which is next, as a part of a word.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most rules of the grammar are no tokens, or text")]
    pub(super) fn part(&mut self, token: Token, quotes: Quotes, parts: &mut Vec<Part>) {
        let kind = match token.rule {
            Rule::escaped | Rule::quoted_escape => PartKind::Escaped,
            Rule::single_quoted => self.single_quoted(token),
            Rule::quote_open => return self.double_quoted(token, parts),
            Rule::variable => PartKind::Variable(self.variable_name(token)),
            Rule::glob => PartKind::Glob,
            Rule::tilde if parts.is_empty() => PartKind::Tilde,
            Rule::line_join => PartKind::LineJoin,
            Rule::command_open
            | Rule::arithmetic_open
            | Rule::parameter_open
            | Rule::process_open
            | Rule::backtick => return self.expansion(token, quotes, parts),
            _ => return self.literal(token, parts),
        };
        let span = self.take(token);
        parts.push(Part { span, kind });
    }

    /// Takes `token` as text, as one part with the text before it.
    pub(super) fn literal(&mut self, token: Token, parts: &mut Vec<Part>) {
        let span = self.take(token);
        match parts.last_mut() {
            Some(Part { span: last, kind: PartKind::Literal }) if last.end == span.start => {
                last.end = span.end;
            }
            _ => parts.push(Part { span, kind: PartKind::Literal }),
        }
    }

    fn single_quoted(&mut self, token: Token) -> PartKind {
        let written = self.text(token);
        if !SingleQuoted::new(written).is_closed {
            let open_len = if written.starts_with('$') { "$'".len() } else { "'".len() };
            self.fault(Span::new(token.start, token.start + open_len), FaultKind::Unclosed);
        }
        PartKind::SingleQuoted
    }

    fn double_quoted(&mut self, open: Token, parts: &mut Vec<Part>) {
        let span = self.take(open);
        let mut inner = Vec::new();
        let is_closed = self.parts_until(Rule::in_quotes, Rule::quote_close, Quotes::Double, &mut inner);
        if !is_closed {
            self.fault(span, FaultKind::Unclosed);
        }
        parts.push(Part { span: Span::new(open.start, self.end), kind: PartKind::DoubleQuoted(inner) });
    }

    /// Reads parts by `rule` up to a token of the rule `last`, which is taken. Returns whether there is one.
    pub(super) fn parts_until(
        &mut self,
        rule: Rule,
        last: Rule,
        quotes: Quotes,
        parts: &mut Vec<Part>,
    ) -> bool {
        while let Some(token) = self.lexer.peek(rule) {
            if token.rule == last {
                self.take(token);
                return true;
            }
            self.part(token, quotes, parts);
        }
        false
    }

    fn variable_name(&self, token: Token) -> Span {
        if self.text(token).ends_with('}') {
            Span::new(token.start + 2, token.end - 1)
        } else {
            Span::new(token.start + 1, token.end)
        }
    }
}
