//! Commands that hold commands.

use onionskin_text::Span;

use crate::arithmetic::is_arithmetic;
use crate::grammar::Rule;
use crate::lexer::Token;
use crate::{Arithmetic, CaseItem, Command, CommandKind, FaultKind, IfBranch, List, Word};

use super::keyword::{Closers, Keyword};
use super::word::Place;
use super::{MAX_DEPTH, Parser};

impl Parser<'_> {
    /// Reads a command. Where none starts, there is one missing.
    pub(super) fn command(&mut self) -> Command {
        let token = self.peek();
        let start = match token {
            Some(token) if self.starts_command(token) && self.closers_at(token) == Closers::NONE => token,
            _ => {
                self.missing(FaultKind::MissingCommand);
                let span = Span::new(self.end, self.end);
                return Command {
                    span,
                    kind: CommandKind::Missing,
                    redirections: Vec::new(),
                    keywords: Vec::new(),
                };
            }
        };
        if start.rule == Rule::operator {
            return self.compound(start, None);
        }
        match self.keyword() {
            Some(keyword) if keyword != Keyword::Bang && keyword != Keyword::Time => {
                self.compound(start, Some(keyword))
            }
            _ => self.simple(start.start),
        }
    }

    /// Reads the compound command that starts with `start`: a keyword, or a bracket where there is none.
    fn compound(&mut self, start: Token, keyword: Option<Keyword>) -> Command {
        if self.depth == MAX_DEPTH {
            self.fault(start.span(), FaultKind::TooDeep);
            return self.unexpected(start);
        }
        self.depth += 1;
        let first = match self.take_word() {
            Some(word) => word.span,
            None => self.take(start),
        };
        let mut keywords = vec![first];
        let kind = match keyword {
            None => self.parentheses(start, &mut keywords),
            Some(Keyword::Open) => {
                let list = self.list_until(Closers::BRACE);
                self.expect(Keyword::Close, &mut keywords);
                CommandKind::Group(list)
            }
            Some(Keyword::If) => self.conditional(&mut keywords),
            Some(Keyword::For | Keyword::Select) => self.each(&mut keywords),
            Some(Keyword::Case) => self.case(&mut keywords),
            Some(Keyword::Condition) => self.condition(&mut keywords),
            Some(Keyword::Function) => {
                let name = self.required_word();
                let function = self.function(start.start, keywords, name);
                self.depth -= 1;
                return function;
            }
            Some(other) => {
                let condition = self.list_until(Closers::DO);
                let body = self.do_group(&mut keywords);
                CommandKind::Loop { is_until: other == Keyword::Until, condition, body }
            }
        };
        self.depth -= 1;
        let redirections = self.redirections();
        Command { span: Span::new(start.start, self.end), kind, redirections, keywords }
    }

    /// Takes `keyword` if it is next; otherwise it is missing.
    fn expect(&mut self, keyword: Keyword, keywords: &mut Vec<Span>) -> bool {
        let span = self.take_keyword(keyword);
        if span.is_none() {
            self.missing(FaultKind::MissingKeyword);
        }
        keywords.extend(span);
        span.is_some()
    }

    fn required_word(&mut self) -> Option<Word> {
        let word = self.word(Place::Argument);
        if word.is_none() {
            self.missing(FaultKind::MissingWord);
        }
        word
    }

    /// `( … )` or `(( … ))`, behind the first bracket.
    fn parentheses(&mut self, open: Token, keywords: &mut Vec<Span>) -> CommandKind {
        if let Some(second) = self.second_parenthesis(open)
            && is_arithmetic(self.lexer.text, second.end, self.lexer.end)
        {
            return CommandKind::Arithmetic(self.arithmetic_behind(second, keywords));
        }
        let list = self.list_until(Closers::PARENTHESIS);
        match self.take_close() {
            Some(close) => keywords.push(close),
            None => self.fault(open.span(), FaultKind::Unclosed),
        }
        CommandKind::Subshell(list)
    }

    /// The `(` that touches `open` and is next.
    fn second_parenthesis(&mut self, open: Token) -> Option<Token> {
        let second = self.peek()?;
        (second.start == open.end && second.rule == Rule::operator && self.text(second) == "(")
            .then_some(second)
    }

    /// Reads arithmetic behind the second bracket.
    fn arithmetic_behind(&mut self, second: Token, keywords: &mut Vec<Span>) -> Arithmetic {
        self.lexer.go_to(second.end);
        keywords.push(second.span());
        let arithmetic = self.arithmetic();
        keywords.push(Span::new(arithmetic.span.range().end, self.end));
        arithmetic
    }

    fn conditional(&mut self, keywords: &mut Vec<Span>) -> CommandKind {
        let mut branches = Vec::new();
        loop {
            let condition = self.list_until(Closers::THEN.and(Closers::FI));
            self.expect(Keyword::Then, keywords);
            let body = self.list_until(Closers::FI);
            branches.push(IfBranch { condition, body });
            match self.take_keyword(Keyword::Elif) {
                Some(span) => keywords.push(span),
                None => break,
            }
        }
        let otherwise = self.take_keyword(Keyword::Else).map(|span| {
            keywords.push(span);
            self.list_until(Closers::FI)
        });
        self.expect(Keyword::Fi, keywords);
        CommandKind::If { branches, otherwise }
    }

    fn each(&mut self, keywords: &mut Vec<Span>) -> CommandKind {
        if let Some(open) = self.take_operator("(") {
            keywords.push(open);
            let range = open.range();
            let open = Token { rule: Rule::operator, start: range.start, end: range.end };
            let header = if let Some(second) = self.second_parenthesis(open) {
                self.arithmetic_behind(second, keywords)
            } else {
                self.missing(FaultKind::MissingWord);
                Arithmetic::default()
            };
            keywords.extend(self.take_operator(";"));
            return CommandKind::ForArithmetic { header, body: self.do_group(keywords) };
        }
        let name = self.required_word();
        self.skip_newlines();
        let words = self.take_text("in").map(|span| {
            keywords.push(span);
            let mut words = Vec::new();
            while let Some(word) = self.word(Place::Argument) {
                words.push(word);
            }
            words
        });
        keywords.extend(self.take_operator(";"));
        CommandKind::For { name, words, body: self.do_group(keywords) }
    }

    /// Reads `do …; done`, or the `{ …; }` that Bash takes instead.
    fn do_group(&mut self, keywords: &mut Vec<Span>) -> List {
        self.skip_newlines();
        let (closers, last) = match self.keyword() {
            Some(Keyword::Open) => (Closers::BRACE, Keyword::Close),
            Some(Keyword::Do) => (Closers::DONE, Keyword::Done),
            _ => {
                self.missing(FaultKind::MissingKeyword);
                return List::default();
            }
        };
        keywords.extend(self.take_word().map(|word| word.span));
        let body = self.list_until(closers);
        self.expect(last, keywords);
        body
    }

    fn case(&mut self, keywords: &mut Vec<Span>) -> CommandKind {
        let word = self.required_word();
        self.skip_newlines();
        match self.take_text("in") {
            Some(span) => keywords.push(span),
            None => self.missing(FaultKind::MissingKeyword),
        }
        let mut items = Vec::new();
        loop {
            self.skip_newlines();
            self.fill_ahead(Place::Argument);
            if self.keyword() == Some(Keyword::Esac) {
                break;
            }
            let Some(item) = self.case_item(keywords) else { break };
            let is_last = item.terminator.is_none();
            items.push(item);
            if is_last {
                break;
            }
        }
        self.expect(Keyword::Esac, keywords);
        CommandKind::Case { word, items }
    }

    /// Reads patterns, `)`, commands and `;;`; `None` where there is no pattern.
    fn case_item(&mut self, keywords: &mut Vec<Span>) -> Option<CaseItem> {
        keywords.extend(self.take_operator("("));
        let mut patterns = vec![self.word(Place::Argument)?];
        while let Some(bar) = self.take_operator("|") {
            keywords.push(bar);
            patterns.extend(self.required_word());
        }
        match self.take_close() {
            Some(close) => keywords.push(close),
            None => self.missing(FaultKind::MissingKeyword),
        }
        let body = self.list_until(Closers::CASE_END.and(Closers::ESAC));
        let token = self.peek().filter(|token| token.rule == Rule::operator);
        let terminator =
            token.filter(|token| self.text(*token).starts_with(';')).map(|token| self.take(token));
        keywords.extend(terminator);
        Some(CaseItem { patterns, body, terminator })
    }

    /// Reads the brackets of a function, if there are any, and its body.
    pub(super) fn function(&mut self, start: usize, mut keywords: Vec<Span>, name: Option<Word>) -> Command {
        if self.opens_and_closes() {
            keywords.extend(self.take_operator("("));
            keywords.extend(self.take_close());
        }
        self.skip_newlines();
        let body = if self.depth == MAX_DEPTH {
            self.fault(Span::new(start, self.end), FaultKind::TooDeep);
            let span = Span::new(self.end, self.end);
            Command { span, kind: CommandKind::Missing, redirections: Vec::new(), keywords: Vec::new() }
        } else {
            self.depth += 1;
            let body = self.command();
            self.depth -= 1;
            body
        };
        Command {
            span: Span::new(start, self.end),
            kind: CommandKind::Function { name, body: Box::new(body) },
            redirections: Vec::new(),
            keywords,
        }
    }
}
