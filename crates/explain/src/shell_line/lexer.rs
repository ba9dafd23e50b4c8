use super::Token;

/// A piece of shell text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lexeme {
    Word(Token),
    Operator(Token),
    Redirection(Token),
}

/// The lexemes of `line`, in order.
pub(crate) fn lex(line: &str) -> Vec<Lexeme> {
    let mut lexer = Lexer { line, at: 0 };
    let mut lexemes = Vec::new();
    while let Some(next) = lexer.peek() {
        let start = lexer.at;
        match next {
            ' ' | '\t' | '\r' => lexer.at += 1,
            '\\' if lexer.rest().starts_with("\\\n") => lexer.at += 2,
            '#' => lexer.at = start + lexer.rest().find('\n').unwrap_or(lexer.rest().len()),
            _ => lexemes.push(lexer.operator().unwrap_or_else(|| Lexeme::Word(lexer.word()))),
        }
    }
    lexemes
}

/// Operators, longer ones first.
const OPERATORS: [&str; 9] = ["&&", "||", ";;", ";", "|", "&", "(", ")", "\n"];

/// Redirections, longer ones first. A number may stand in front.
const REDIRECTIONS: [&str; 10] = ["&>>", "<<<", "<<-", "&>", ">>", "<<", ">&", "<&", ">", "<"];

struct Lexer<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn operator(&mut self) -> Option<Lexeme> {
        let rest = self.rest();
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(n_digits..).unwrap_or_default();
        let (length, text, is_redirection) = match REDIRECTIONS.iter().find(|text| behind.starts_with(**text))
        {
            Some(text) => (n_digits + text.len(), *text, true),
            None => OPERATORS
                .iter()
                .find(|text| rest.starts_with(**text))
                .map(|text| (text.len(), *text, false))?,
        };
        let token = Token { text: text.to_owned(), range: self.at..self.at + length };
        self.at += length;
        Some(if is_redirection { Lexeme::Redirection(token) } else { Lexeme::Operator(token) })
    }

    fn word(&mut self) -> Token {
        let start = self.at;
        let mut text = String::new();
        while let Some(next) = self.peek() {
            if matches!(next, ' ' | '\t' | '\r' | '\n' | ';' | '&' | '|' | '(' | ')' | '<' | '>') {
                break;
            }
            self.at += next.len_utf8();
            match next {
                '\\' => text.extend(self.take().filter(|escaped| *escaped != '\n')),
                '\'' => {
                    let rest = self.rest();
                    let inner = rest.split('\'').next().unwrap_or_default();
                    text.push_str(inner);
                    self.at += rest.len().min(inner.len() + 1);
                }
                '"' => self.double_quoted(&mut text),
                '$' | '`' => {
                    let from = self.at - 1;
                    self.substitution(next);
                    text.push_str(self.line.get(from..self.at).unwrap_or_default());
                }
                next => text.push(next),
            }
        }
        // No word is empty: what starts none is taken as it is.
        if self.at == start {
            text.extend(self.take());
        }
        Token { text, range: start..self.at }
    }

    fn double_quoted(&mut self, text: &mut String) {
        while let Some(next) = self.take() {
            match next {
                '"' => return,
                '\\' => match self.take() {
                    Some('\n') | None => {}
                    Some(escaped @ ('"' | '\\' | '$' | '`')) => text.push(escaped),
                    Some(other) => text.extend(['\\', other]),
                },
                '$' | '`' => {
                    let from = self.at - 1;
                    self.substitution(next);
                    text.push_str(self.line.get(from..self.at).unwrap_or_default());
                }
                next => text.push(next),
            }
        }
    }

    /// Goes to the end of `$(…)`, `${…}` or a backtick pair, of which `opener` is read.
    fn substitution(&mut self, opener: char) {
        let (open, close) = match (opener, self.peek()) {
            ('`', _) => ('`', '`'),
            (_, Some('(')) => ('(', ')'),
            (_, Some('{')) => ('{', '}'),
            _ => return,
        };
        let mut depth = usize::from(opener == '`');
        let mut is_quoted = false;
        while let Some(next) = self.take() {
            match next {
                '\\' => {
                    self.take();
                }
                '\'' if opener != '`' => is_quoted = !is_quoted,
                next if next == close && !is_quoted => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return;
                    }
                }
                next if next == open && !is_quoted => depth += 1,
                _ => {}
            }
        }
    }
}
