//! From tokens to commands.

mod compound;
mod condition;
mod expansion;
mod heredoc;
mod keyword;
mod redirection;
mod simple;
mod word;

use onionskin_text::Span;

use crate::grammar::Rule;
use crate::lexer::{Lexer, Token};
use crate::{
    AndOr, Command, CommandKind, Fault, FaultKind, Heredoc, List, ListItem, Operator, OperatorKind, Pipeline,
    Script, Word,
};
use heredoc::Awaited;
use keyword::{Closers, Keyword};

/// How deep commands and substitutions may stand inside each other. Nobody nests more than a handful; the bound keeps
/// the recursion of the parser, and of whoever walks its tree, far from the end of a browser's stack.
pub(crate) const MAX_DEPTH: usize = 32;

pub(crate) fn parse(text: &str) -> Script {
    let mut parser = Parser {
        lexer: Lexer::new(text),
        ahead: None,
        end: 0,
        depth: 0,
        closers: Closers::NONE,
        heredocs: Vec::new(),
        awaited: Vec::new(),
        comments: Vec::new(),
        faults: Vec::new(),
    };
    let list = parser.list();
    parser.miss_heredocs();
    Script { list, heredocs: parser.heredocs, comments: parser.comments, faults: parser.faults }
}

struct Parser<'s> {
    lexer: Lexer<'s>,
    /// A word that has been read to see whether it is a keyword.
    ahead: Option<Word>,
    /// Where the last token ends that has been taken.
    end: usize,
    depth: usize,
    /// What the commands around the place would go on with.
    closers: Closers,
    heredocs: Vec<Heredoc>,
    /// The last of the heredocs, whose bodies start at the next line end.
    awaited: Vec<Awaited>,
    comments: Vec<Span>,
    faults: Vec<Fault>,
}

impl<'s> Parser<'s> {
    /// The token to be read next, where a word may start.
    fn peek(&mut self) -> Option<Token> {
        if let Some(word) = &self.ahead {
            let range = word.span.range();
            return Some(Token { rule: Rule::literal, start: range.start, end: range.end });
        }
        loop {
            let token = self.lexer.peek(Rule::code)?;
            if token.rule == Rule::hash {
                self.lexer.read(Rule::comment);
                let end = self.lexer.at;
                self.lexer.go_to(end);
                self.comments.push(Span::new(token.start, end));
            } else if token.rule == Rule::line_join {
                self.lexer.bump();
            } else {
                return Some(token);
            }
        }
    }

    /// Takes the token that was peeked at, which is no part of a word.
    fn take(&mut self, token: Token) -> Span {
        self.lexer.bump();
        self.end = token.end;
        token.span()
    }

    /// Takes the next token if it is the operator `text`.
    fn take_operator(&mut self, text: &str) -> Option<Span> {
        let token = self.peek()?;
        (token.rule == Rule::operator && self.text(token) == text).then(|| self.take(token))
    }

    /// Takes the next token if it is `)`.
    fn take_close(&mut self) -> Option<Span> {
        let token = self.peek()?;
        (token.rule == Rule::close).then(|| self.take(token))
    }

    fn text(&self, token: Token) -> &'s str {
        self.lexer.text.get(token.start..token.end).unwrap_or_default()
    }

    fn fault(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault { span, kind });
    }

    /// Notes that something is missing behind what has been read.
    fn missing(&mut self, kind: FaultKind) {
        self.fault(Span::new(self.end, self.end), kind);
    }

    /// Reads commands up to what the commands around them go on with.
    fn list(&mut self) -> List {
        let mut items = Vec::new();
        let mut is_separated = true;
        loop {
            is_separated |= self.skip_newlines();
            let Some(token) = self.peek() else { break };
            let closers = self.closers_at(token);
            if closers.overlap(self.closers) {
                break;
            }
            let is_command = closers == Closers::NONE && self.starts_command(token);
            if !is_command || !is_separated {
                self.fault(token.span(), FaultKind::Unexpected);
            }
            let and_or = if is_command { self.and_or() } else { alone(self.unexpected(token)) };
            let terminator = self.terminator();
            is_separated = terminator.is_some() || !is_command;
            items.push(ListItem { and_or, terminator });
        }
        List { items }
    }

    /// Reads commands up to one of `closers`, or to what the commands around it go on with.
    fn list_until(&mut self, closers: Closers) -> List {
        let outer = self.closers;
        self.closers = outer.and(closers);
        let list = self.list();
        self.closers = outer;
        list
    }

    fn skip_newlines(&mut self) -> bool {
        let mut is_any = false;
        while let Some(token) = self.peek().filter(|token| token.rule == Rule::newline) {
            self.newline(token);
            is_any = true;
        }
        is_any
    }

    /// Takes a line end, and the heredocs that start there.
    fn newline(&mut self, token: Token) -> Span {
        let span = self.take(token);
        if !self.awaited.is_empty() {
            self.read_heredocs();
        }
        span
    }

    fn terminator(&mut self) -> Option<Operator> {
        let token = self.peek()?;
        let kind = match (token.rule, self.text(token)) {
            (Rule::newline, _) => {
                return Some(Operator { span: self.newline(token), kind: OperatorKind::Newline });
            }
            (Rule::operator, ";") => OperatorKind::Semicolon,
            (Rule::operator, "&") => OperatorKind::Background,
            _ => return None,
        };
        Some(Operator { span: self.take(token), kind })
    }

    fn and_or(&mut self) -> AndOr {
        let first = self.pipeline();
        let mut rest = Vec::new();
        while let Some(operator) = self.operator([("&&", OperatorKind::And), ("||", OperatorKind::Or)]) {
            rest.push((operator, self.pipeline()));
        }
        AndOr { first, rest }
    }

    fn pipeline(&mut self) -> Pipeline {
        let mut prefixes = Vec::new();
        while let Some(keyword @ (Keyword::Bang | Keyword::Time)) = self.keyword() {
            prefixes.extend(self.take_word().map(|word| word.span));
            if keyword == Keyword::Time {
                prefixes.extend(self.take_text("-p"));
            }
        }
        let first = self.command();
        let mut rest = Vec::new();
        while let Some(operator) = self.operator([("|", OperatorKind::Pipe), ("|&", OperatorKind::PipeBoth)])
        {
            rest.push((operator, self.command()));
        }
        Pipeline { prefixes, first, rest }
    }

    /// Takes one of two operators and the line ends behind it.
    fn operator(&mut self, kinds: [(&str, OperatorKind); 2]) -> Option<Operator> {
        let token = self.peek().filter(|token| token.rule == Rule::operator)?;
        let text = self.text(token);
        let (_, kind) = kinds.into_iter().find(|(written, _)| *written == text)?;
        let span = self.take(token);
        self.skip_newlines();
        Some(Operator { span, kind })
    }

    /// Takes what cannot be read.
    fn unexpected(&mut self, token: Token) -> Command {
        if self.ahead.take().is_some() {
            self.end = token.end;
        } else {
            self.take(token);
        }
        Command {
            span: token.span(),
            kind: CommandKind::Unexpected,
            redirections: Vec::new(),
            keywords: Vec::new(),
        }
    }
}

/// A command with no operators around it.
fn alone(command: Command) -> AndOr {
    AndOr { first: Pipeline { prefixes: Vec::new(), first: command, rest: Vec::new() }, rest: Vec::new() }
}
