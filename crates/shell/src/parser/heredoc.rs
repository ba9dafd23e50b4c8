//! Heredocs: their bodies start at the next line end, wherever that is.

use onionskin_text::Span;

use crate::grammar::Rule;
use crate::{FaultKind, Heredoc, Word};

use super::Parser;
use super::word::Quotes;

/// A heredoc whose body has not come yet.
pub(super) struct Awaited {
    operator: Span,
    delimiter: String,
    /// Whether tabs in front of the delimiter do not count.
    is_without_tabs: bool,
    is_expanded: bool,
}

impl Parser<'_> {
    /// Notes a heredoc that ends with `delimiter`. Returns its index.
    pub(super) fn await_heredoc(&mut self, operator: Span, delimiter: &Word, is_without_tabs: bool) -> usize {
        self.awaited.push(Awaited {
            operator,
            // Variables in it are not expanded.
            delimiter: delimiter.unquoted(self.lexer.text).into_owned(),
            is_without_tabs,
            is_expanded: !delimiter.is_quoted(),
        });
        self.heredocs.push(Heredoc::default());
        self.heredocs.len() - 1
    }

    /// Reads the bodies that start here, in the order of their operators.
    pub(super) fn read_heredocs(&mut self) {
        let awaited = std::mem::take(&mut self.awaited);
        let first = self.heredocs.len() - awaited.len();
        for (idx, it) in (first..).zip(awaited) {
            let heredoc = self.heredoc(&it);
            if heredoc.terminator.is_empty() {
                self.fault(it.operator, FaultKind::UnterminatedHeredoc);
            }
            if let Some(place) = self.heredocs.get_mut(idx) {
                *place = heredoc;
            }
        }
    }

    /// Notes the heredocs whose bodies have not come where reading ends.
    pub(super) fn miss_heredocs(&mut self) {
        let end = Span::new(self.lexer.end, self.lexer.end);
        let start = self.heredocs.len() - self.awaited.len();
        for heredoc in self.heredocs.iter_mut().skip(start) {
            *heredoc = Heredoc { body: end, terminator: end, parts: Vec::new() };
        }
        for it in std::mem::take(&mut self.awaited) {
            self.fault(it.operator, FaultKind::UnterminatedHeredoc);
        }
    }

    fn heredoc(&mut self, it: &Awaited) -> Heredoc {
        let start = self.lexer.at;
        let end = self.lexer.end;
        let mut at = start;
        let rest = self.lexer.text.get(start..end).unwrap_or_default();
        let mut terminator = Span::new(end, end);
        let mut next = end;
        for line in rest.split_inclusive('\n') {
            let bare = line.strip_suffix('\n').unwrap_or(line);
            let compared = if it.is_without_tabs { bare.trim_start_matches('\t') } else { bare };
            if compared == it.delimiter {
                terminator = Span::new(at, at + bare.len());
                next = at + line.len();
                break;
            }
            at += line.len();
        }
        let mut parts = Vec::new();
        if it.is_expanded {
            self.lexer.end = at;
            // No quote ends it.
            self.parts_until(Rule::in_heredoc, Rule::quote_close, Quotes::Double, &mut parts);
            self.miss_heredocs();
            self.lexer.end = end;
        }
        self.lexer.go_to(next);
        Heredoc { body: Span::new(start, at), terminator, parts }
    }
}
