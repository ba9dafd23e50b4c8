//! Tokens, in the order in which the parser asks for them.

use onionskin_text::Span;
use pest::Parser as _;

use crate::grammar::{Grammar, Rule};

/// A piece of the text that one rule of the grammar has matched.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) rule: Rule,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    pub(crate) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Reads the text batch by batch: the grammar reads on as long as characters keep their meaning. Every byte is read
/// once, but for what the parser has to take back to read it as something else.
pub(crate) struct Lexer<'s> {
    pub(crate) text: &'s str,
    /// Where reading ends: the end of the text, or of the part of it that is read by itself.
    pub(crate) end: usize,
    /// Where the next batch starts.
    pub(crate) at: usize,
    batch: Vec<Token>,
    next: usize,
}

impl<'s> Lexer<'s> {
    pub(crate) fn new(text: &'s str) -> Self {
        Self { text, end: text.len(), at: 0, batch: Vec::new(), next: 0 }
    }

    /// The token that is to be read next; where a batch has to be read for it, by `rule`.
    pub(crate) fn peek(&mut self, rule: Rule) -> Option<Token> {
        loop {
            match self.batch.get(self.next) {
                Some(&token) => return Some(token),
                None if self.at >= self.end => return None,
                None => self.read_some(rule),
            }
        }
    }

    /// The token `n` behind the next one, if it is in the same batch. One that touches the next one and is no
    /// substitution always is.
    pub(crate) fn peek_behind(&self, n: usize) -> Option<Token> {
        self.batch.get(self.next + n).copied()
    }

    /// Goes on behind the token that was peeked at.
    pub(crate) fn bump(&mut self) {
        self.next += 1;
    }

    /// Goes on at `at`, and forgets what has been read already.
    pub(crate) fn go_to(&mut self, at: usize) {
        self.batch.clear();
        self.next = 0;
        self.at = at;
    }

    /// Reads a batch by `rule`, which may match nothing.
    pub(crate) fn read(&mut self, rule: Rule) {
        let start = self.at;
        self.batch.clear();
        self.next = 0;
        let rest = self.text.get(start..self.end).unwrap_or_default();
        let mut is_code = rule == Rule::code;
        let mut token_start = start;
        let Ok(pairs) = Grammar::parse(rule, rest) else { return };
        for token in pairs.tokens() {
            match token {
                pest::Token::Start { rule: Rule::double_quoted, pos } => {
                    self.push_text(start + pos.pos(), is_code);
                    is_code = false;
                }
                pest::Token::Start { pos, .. } => token_start = start + pos.pos(),
                pest::Token::End { rule: ended, pos } => {
                    let end = start + pos.pos();
                    if ended == rule || ended == Rule::double_quoted {
                        self.push_text(end, is_code);
                        is_code = rule == Rule::code;
                    } else {
                        self.push_text(token_start, is_code);
                        self.batch.push(Token { rule: ended, start: token_start, end });
                        self.at = end;
                    }
                }
            }
        }
    }

    /// Adds what stands between the last token and `end`: text, without the blanks if it is code.
    fn push_text(&mut self, end: usize, is_code: bool) {
        let text = self.text.as_bytes().get(self.at..end).unwrap_or_default();
        let mut start = self.at;
        if is_code {
            for (at, byte) in (self.at..).zip(text) {
                if matches!(byte, b' ' | b'\t') {
                    if start < at {
                        self.batch.push(Token { rule: Rule::literal, start, end: at });
                    }
                    start = at + 1;
                }
            }
        }
        if start < end {
            self.batch.push(Token { rule: Rule::literal, start, end });
        }
        self.at = end;
    }

    /// Reads a batch by `rule`, and a character as text where that matches nothing.
    fn read_some(&mut self, rule: Rule) {
        let start = self.at;
        self.read(rule);
        if self.at == start {
            let rest = self.text.get(start..self.end).unwrap_or_default();
            let n_bytes = rest.chars().next().map_or(self.end - start, char::len_utf8);
            self.at = start + n_bytes;
            self.batch.push(Token { rule: Rule::literal, start, end: self.at });
        }
    }
}
