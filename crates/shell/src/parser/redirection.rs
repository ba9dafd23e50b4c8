//! Where input and output go.

use onionskin_text::Span;

use crate::grammar::Rule;
use crate::lexer::Token;
use crate::{FaultKind, Redirection, RedirectionKind};

use super::Parser;
use super::word::Place;

impl Parser<'_> {
    /// Takes the redirections that come next.
    pub(super) fn redirections(&mut self) -> Vec<Redirection> {
        let mut redirections = Vec::new();
        while let Some(redirection) = self.redirection() {
            redirections.push(redirection);
        }
        redirections
    }

    /// Takes a redirection if one comes next.
    pub(super) fn redirection(&mut self) -> Option<Redirection> {
        let (fd, operator) = self.fd_and_redirect()?;
        let kind = kind(self.text(operator));
        if fd.is_some() {
            // Its tokens are in the batch; the operator is the last one of them.
            while self.lexer.peek_behind(0).is_some_and(|token| token.start < operator.start) {
                self.lexer.bump();
            }
        }
        let start = fd.unwrap_or(operator.span()).range().start;
        let operator = self.take(operator);
        let target = self.word(Place::Argument);
        let is_without_tabs = kind == RedirectionKind::HeredocWithoutTabs;
        let heredoc = match &target {
            Some(target) if kind == RedirectionKind::Heredoc || is_without_tabs => {
                Some(self.await_heredoc(operator, target, is_without_tabs))
            }
            Some(_) => None,
            None => {
                self.missing(FaultKind::MissingWord);
                None
            }
        };
        Some(Redirection { span: Span::new(start, self.end), fd, operator, kind, target, heredoc })
    }

    /// The operator of the redirection that comes next and the number, or `{name}`, that touches it.
    pub(super) fn fd_and_redirect(&mut self) -> Option<(Option<Span>, Token)> {
        if self.ahead.is_some() {
            return None;
        }
        let first = self.peek()?;
        if first.rule == Rule::redirect {
            return Some((None, first));
        }
        // Most words stand by themselves.
        self.lexer.peek_behind(1).filter(|second| second.start == first.end)?;
        let n_tokens = if first.rule == Rule::literal {
            self.text(first).bytes().all(|byte| byte.is_ascii_digit()).then_some(1)?
        } else if first.rule == Rule::brace {
            let close = self.lexer.peek_behind(2)?;
            (close.rule == Rule::brace && close.end - first.start > 2).then_some(3)?
        } else {
            return None;
        };
        let operator = self.lexer.peek_behind(n_tokens).filter(|token| token.rule == Rule::redirect)?;
        let before = self.lexer.peek_behind(n_tokens - 1)?;
        (before.end == operator.start).then(|| (Some(Span::new(first.start, before.end)), operator))
    }
}

fn kind(operator: &str) -> RedirectionKind {
    match operator {
        "<" => RedirectionKind::Input,
        ">>" => RedirectionKind::Append,
        ">|" => RedirectionKind::Clobber,
        "<>" => RedirectionKind::InputOutput,
        "<&" => RedirectionKind::DuplicateInput,
        ">&" => RedirectionKind::DuplicateOutput,
        "&>" => RedirectionKind::OutputAndError,
        "&>>" => RedirectionKind::AppendOutputAndError,
        "<<" => RedirectionKind::Heredoc,
        "<<-" => RedirectionKind::HeredocWithoutTabs,
        "<<<" => RedirectionKind::HereString,
        _ => RedirectionKind::Output,
    }
}
