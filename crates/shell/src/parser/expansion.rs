//! What a shell puts something else in place of, and what has commands or words inside.

use onionskin_text::Span;

use crate::arithmetic::is_arithmetic;
use crate::grammar::Rule;
use crate::lexer::Token;
use crate::{Arithmetic, FaultKind, List, Parameter, Part, PartKind, Word};

use super::keyword::Closers;
use super::word::Quotes;
use super::{MAX_DEPTH, Parser};

impl Parser<'_> {
    /// Reads what `open`, which is next, opens.
    pub(super) fn expansion(&mut self, open: Token, quotes: Quotes, parts: &mut Vec<Part>) {
        if self.depth == MAX_DEPTH {
            self.fault(open.span(), FaultKind::TooDeep);
            return self.literal(open, parts);
        }
        self.take(open);
        self.depth += 1;
        let kind = if open.rule == Rule::parameter_open {
            self.parameter(open, quotes)
        } else if open.rule == Rule::backtick {
            PartKind::Command(self.backticks(open))
        } else if open.rule == Rule::process_open {
            PartKind::Process(self.substitution(open.span()))
        } else if open.rule == Rule::arithmetic_open
            && is_arithmetic(self.lexer.text, open.end, self.lexer.end)
        {
            PartKind::Arithmetic(self.arithmetic())
        } else {
            // `$((` that is no arithmetic is `$(` and the bracket of a subshell.
            self.lexer.go_to(open.start + 2);
            PartKind::Command(self.substitution(open.span()))
        };
        self.depth -= 1;
        parts.push(Part { span: Span::new(open.start, self.end), kind });
    }

    /// Reads commands and the `)` behind them.
    fn substitution(&mut self, open: Span) -> List {
        let outer = std::mem::replace(&mut self.closers, Closers::PARENTHESIS);
        let list = self.list();
        self.closers = outer;
        if self.take_close().is_none() {
            self.end = self.lexer.end;
            self.fault(open, FaultKind::Unclosed);
        }
        list
    }

    /// Reads commands up to the next backtick without a backslash, whatever stands before it.
    fn backticks(&mut self, open: Token) -> List {
        let end = self.lexer.end;
        let inner = self.lexer.text.as_bytes().get(open.end..end).unwrap_or_default();
        let mut is_escaped = false;
        let n_bytes = inner.iter().position(|&byte| {
            let is_close = byte == b'`' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            is_close
        });
        let close = n_bytes.map_or(end, |n_bytes| open.end + n_bytes);
        let outer = std::mem::replace(&mut self.closers, Closers::NONE);
        self.lexer.end = close;
        let list = self.list();
        self.lexer.end = end;
        self.closers = outer;
        self.end = if n_bytes.is_some() { close + 1 } else { end };
        self.lexer.go_to(self.end);
        if n_bytes.is_none() {
            self.fault(open.span(), FaultKind::Unclosed);
        }
        list
    }

    /// Reads arithmetic and the `))` behind it.
    pub(super) fn arithmetic(&mut self) -> Arithmetic {
        let start = self.lexer.at;
        let mut parts = Vec::new();
        let mut n_open = 0_usize;
        while let Some(token) = self.lexer.peek(Rule::in_arithmetic) {
            let next = self.lexer.text.as_bytes().get(token.end);
            if token.rule == Rule::close && n_open == 0 && next == Some(&b')') {
                self.end = token.end + 1;
                self.lexer.go_to(self.end);
                return Arithmetic { span: Span::new(start, token.start), parts };
            }
            if token.rule == Rule::open {
                n_open += 1;
            } else if token.rule == Rule::close {
                n_open = n_open.saturating_sub(1);
            }
            self.part(token, Quotes::Double, &mut parts);
        }
        self.end = self.lexer.end;
        self.fault(Span::new(start, start), FaultKind::Unclosed);
        Arithmetic { span: Span::new(start, self.end), parts }
    }

    /// Reads what stands in `${…}`, and the bracket.
    fn parameter(&mut self, open: Token, quotes: Quotes) -> PartKind {
        self.lexer.read(Rule::parameter);
        let prefix = self.take_rule(Rule::parameter_prefix);
        let name = self.take_rule(Rule::parameter_name);
        let subscript = self.take_rule(Rule::subscript);
        let operator = self.take_rule(Rule::parameter_operator);
        if name.is_none() {
            self.fault(open.span(), FaultKind::BadSubstitution);
        }
        // A pattern has quotes of its own.
        let is_pattern = |it: Span| it.text(self.lexer.text).starts_with(['#', '%', '/', '^', ',']);
        let is_in_quotes = quotes == Quotes::Double && !operator.is_some_and(is_pattern);
        let rule = if is_in_quotes { Rule::in_quoted_braces } else { Rule::in_braces };
        let start = self.end;
        let mut parts = Vec::new();
        let is_closed = self.parts_until(rule, Rule::brace_close, quotes, &mut parts);
        if !is_closed {
            self.fault(open.span(), FaultKind::Unclosed);
        }
        let end = if is_closed { self.end - 1 } else { self.end };
        let word = Word { span: Span::new(start, end), parts };
        let name = name.unwrap_or(Span::new(open.end, open.end));
        PartKind::Parameter(Box::new(Parameter { prefix, name, subscript, operator, word }))
    }

    /// Takes the next token of the batch that has been read if it is of `rule`.
    fn take_rule(&mut self, rule: Rule) -> Option<Span> {
        let token = self.lexer.peek_behind(0)?;
        (token.rule == rule).then(|| self.take(token))
    }
}
