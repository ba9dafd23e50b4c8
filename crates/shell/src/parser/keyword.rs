//! Words that mean something where a command may start.

use crate::grammar::Rule;
use crate::lexer::Token;
use crate::{PartKind, Word};
use onionskin_text::Span;

use super::Parser;
use super::word::{Place, is_part};

/// A word that a command, or a part of one, starts or ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    If,
    Then,
    Elif,
    Else,
    Fi,
    For,
    Select,
    While,
    Until,
    Do,
    Done,
    Case,
    Esac,
    Function,
    Open,
    Close,
    Bang,
    Time,
    Condition,
}

impl Keyword {
    fn from_text(text: &str) -> Option<Self> {
        Some(match text {
            "if" => Self::If,
            "then" => Self::Then,
            "elif" => Self::Elif,
            "else" => Self::Else,
            "fi" => Self::Fi,
            "for" => Self::For,
            "select" => Self::Select,
            "while" => Self::While,
            "until" => Self::Until,
            "do" => Self::Do,
            "done" => Self::Done,
            "case" => Self::Case,
            "esac" => Self::Esac,
            "function" => Self::Function,
            "{" => Self::Open,
            "}" => Self::Close,
            "!" => Self::Bang,
            "time" => Self::Time,
            "[[" => Self::Condition,
            _ => return None,
        })
    }

    /// What the keyword can end or go on with.
    fn closers(self) -> Closers {
        match self {
            Self::Then => Closers::THEN,
            Self::Elif | Self::Else | Self::Fi => Closers::FI,
            Self::Do => Closers::DO,
            Self::Done => Closers::DONE,
            Self::Esac => Closers::ESAC,
            Self::Close => Closers::BRACE,
            Self::If
            | Self::For
            | Self::Select
            | Self::While
            | Self::Until
            | Self::Case
            | Self::Function
            | Self::Open
            | Self::Bang
            | Self::Time
            | Self::Condition => Closers::NONE,
        }
    }
}

/// A set of what ends a list of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Closers(u8);

impl Closers {
    pub(super) const NONE: Self = Self(0);
    pub(super) const THEN: Self = Self(1);
    /// `fi`, `else` or `elif`.
    pub(super) const FI: Self = Self(2);
    pub(super) const DO: Self = Self(4);
    pub(super) const DONE: Self = Self(8);
    pub(super) const ESAC: Self = Self(16);
    /// `;;`, `;&` or `;;&`.
    pub(super) const CASE_END: Self = Self(32);
    pub(super) const PARENTHESIS: Self = Self(64);
    pub(super) const BRACE: Self = Self(128);

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn overlap(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Parser<'_> {
    /// What `token`, which is next, can end or go on with.
    pub(super) fn closers_at(&mut self, token: Token) -> Closers {
        if token.rule == Rule::close {
            Closers::PARENTHESIS
        } else if token.rule == Rule::operator && matches!(self.text(token), ";;" | ";&" | ";;&") {
            Closers::CASE_END
        } else {
            self.keyword().map_or(Closers::NONE, Keyword::closers)
        }
    }

    /// Whether a command can start with `token`.
    pub(super) fn starts_command(&self, token: Token) -> bool {
        is_part(token.rule)
            || token.rule == Rule::redirect
            || token.rule == Rule::operator && self.text(token) == "("
    }

    /// The keyword that comes next.
    pub(super) fn keyword(&mut self) -> Option<Keyword> {
        self.fill_ahead(Place::Start);
        Keyword::from_text(self.literal_ahead()?)
    }

    /// Takes the next word if it is `keyword`.
    pub(super) fn take_keyword(&mut self, keyword: Keyword) -> Option<Span> {
        if self.keyword() == Some(keyword) { self.take_word().map(|word| word.span) } else { None }
    }

    /// Takes the next word if it is `text`, without quotes.
    pub(super) fn take_text(&mut self, text: &str) -> Option<Span> {
        self.fill_ahead(Place::Start);
        if self.literal_ahead() == Some(text) { self.take_word().map(|word| word.span) } else { None }
    }

    /// Reads the next word, if there is one, to look at it.
    pub(super) fn fill_ahead(&mut self, place: Place) {
        if self.ahead.is_none() && self.fd_and_redirect().is_none() {
            let end = self.end;
            self.ahead = self.word(place);
            self.end = end;
        }
    }

    /// The word that has been read ahead, if it is plain text.
    fn literal_ahead(&self) -> Option<&str> {
        match self.ahead.as_ref() {
            Some(Word { span, parts }) => match parts.as_slice() {
                [part] if matches!(part.kind, PartKind::Literal) => Some(span.text(self.lexer.text)),
                _ => None,
            },
            None => None,
        }
    }

    /// Takes the word that is next.
    pub(super) fn take_word(&mut self) -> Option<Word> {
        self.word(Place::Start)
    }
}
