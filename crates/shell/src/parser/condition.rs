//! `[[ … ]]`.

use onionskin_text::Span;

use crate::grammar::Rule;
use crate::{CommandKind, ConditionPart, FaultKind, PartKind, Word};

use super::Parser;
use super::word::Place;

impl Parser<'_> {
    /// Reads what stands behind `[[`, and `]]`.
    pub(super) fn condition(&mut self, keywords: &mut Vec<Span>) -> CommandKind {
        let mut parts = Vec::new();
        let mut place = Place::Start;
        loop {
            self.skip_newlines();
            if let Some(word) = self.word(place) {
                let text = plain(&word, self.lexer.text);
                if text == "]]" {
                    keywords.push(word.span);
                    return CommandKind::Condition(parts);
                }
                place = if text == "=~" { Place::Regex } else { Place::Argument };
                if text == "!" {
                    place = Place::Start;
                }
                parts.push(ConditionPart::Word(word));
                continue;
            }
            let Some(token) = self.peek() else { break };
            let is_operator = token.rule == Rule::close
                || matches!(self.text(token), "(" | "&&" | "||") && token.rule == Rule::operator
                || matches!(self.text(token), "<" | ">") && token.rule == Rule::redirect;
            if !is_operator {
                break;
            }
            place = Place::Start;
            let span = self.take(token);
            parts.push(ConditionPart::Operator(span));
        }
        self.missing(FaultKind::MissingKeyword);
        CommandKind::Condition(parts)
    }
}

/// The text of a word without any quotes; empty for other words.
fn plain<'s>(word: &Word, text: &'s str) -> &'s str {
    match word.parts.as_slice() {
        [part] if matches!(part.kind, PartKind::Literal) => word.span.text(text),
        _ => "",
    }
}
