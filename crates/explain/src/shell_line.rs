//! A shell line, cut into commands and the operators between them.
//!
//! It knows quotes, substitutions, operators, redirections and the reserved words that stand in front of a
//! command. What it does not know (`case`, `for … in`, `[[ … ]]`) it leaves out, so that nothing is explained
//! wrongly.

mod lexer;

use std::ops::Range;

use lexer::{Lexeme, lex};

/// A word or operator of a shell line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The text, without the quotes around it.
    pub(crate) text: String,
    /// Its bytes in the line.
    pub(crate) range: Range<usize>,
}

/// A piece of a shell line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A command with its words, at least one.
    Command(Command),
    /// An operator between commands: `&&`, `||`, `;`, `|` or `&`, and the brackets of a subshell.
    Operator(Token),
    /// A word such as `if` or `for`: whether and how often commands run is decided there.
    Control,
}

/// A command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Command {
    /// `NAME=value` in front of it.
    pub(crate) assignments: Vec<Token>,
    /// Its words.
    pub(crate) words: Vec<Token>,
    /// Where its input and output go.
    pub(crate) redirections: Vec<Redirection>,
}

/// `> file`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redirection {
    /// The operator, without the number in front of it.
    pub(crate) operator: String,
    /// The file; `None` where nothing follows.
    pub(crate) target: Option<Token>,
    /// The bytes of both.
    pub(crate) range: Range<usize>,
}

/// The pieces of `line`, in order.
pub(crate) fn split(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut command = Command::default();
    let mut skip = None;
    let mut lexemes = lex(line).into_iter().peekable();
    while let Some(lexeme) = lexemes.next() {
        match (lexeme, skip) {
            (Lexeme::Word(word), Some(end)) => {
                if word.text == end {
                    skip = None;
                }
            }
            (Lexeme::Operator(_), Some("\n")) => skip = None,
            (_, Some(_)) => {}
            (Lexeme::Word(word), None) => {
                let is_first = command.words.is_empty() && command.assignments.is_empty();
                match skipped_until(&word.text).filter(|_| is_first) {
                    Some(end) => {
                        pieces.push(Piece::Control);
                        skip = Some(end);
                    }
                    None if is_first && RESERVED.contains(&word.text.as_str()) => pieces.push(Piece::Control),
                    None if command.words.is_empty() && is_assignment(&word.text) => {
                        command.assignments.push(word);
                    }
                    None => command.words.push(word),
                }
            }
            (Lexeme::Redirection(operator), None) => {
                let target = lexemes.next_if(|next| matches!(next, Lexeme::Word(_)));
                let target =
                    target.and_then(|next| if let Lexeme::Word(word) = next { Some(word) } else { None });
                let end = target.as_ref().map_or(operator.range.end, |target| target.range.end);
                let range = operator.range.start..end;
                command.redirections.push(Redirection { operator: operator.text, target, range });
            }
            (Lexeme::Operator(operator), None) => {
                finish(&mut command, &mut pieces);
                if NOTED.contains(&operator.text.as_str()) {
                    pieces.push(Piece::Operator(operator));
                }
            }
        }
    }
    finish(&mut command, &mut pieces);
    pieces
}

/// The operators that are pieces of their own; the others only end a command.
const NOTED: [&str; 7] = ["&&", "||", ";", "|", "&", "(", ")"];

/// Words in front of a command that are not part of it.
const RESERVED: [&str; 13] =
    ["if", "then", "elif", "else", "fi", "do", "done", "while", "until", "esac", "!", "{", "}"];

/// The word that ends what `word` starts and what is left out.
fn skipped_until(word: &str) -> Option<&'static str> {
    match word {
        "case" => Some("esac"),
        "[[" => Some("]]"),
        // To the end of the command: what follows is a list of words or a name.
        "for" | "select" | "function" => Some("\n"),
        _ => None,
    }
}

/// Whether `word` is `NAME=value`.
pub(crate) fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| is_name(name))
}

/// Whether `word` can be the name of a variable.
fn is_name(word: &str) -> bool {
    let is_first = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    word.starts_with(is_first) && word.chars().all(|letter| is_first(letter) || letter.is_ascii_digit())
}

fn finish(command: &mut Command, pieces: &mut Vec<Piece>) {
    let command = std::mem::take(command);
    if command != Command::default() {
        pieces.push(Piece::Command(command));
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, split};

    /// One line a piece; words are parted by `·`.
    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let texts =
            |tokens: &[super::Token]| tokens.iter().map(|token| token.text.clone()).collect::<Vec<_>>();
        let show = |piece: Piece| match piece {
            Piece::Operator(operator) => operator.text,
            Piece::Control => "…".to_owned(),
            Piece::Command(command) => {
                let mut words = texts(&command.assignments);
                words.extend(texts(&command.words));
                let target =
                    |it: &super::Redirection| it.target.as_ref().map_or(String::new(), |t| t.text.clone());
                words.extend(command.redirections.iter().map(|it| format!("{}{}", it.operator, target(it))));
                words.join("·")
            }
        };
        let shown: Vec<String> = split(line).into_iter().map(show).collect();
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn a_line_is_cut_at_operators() {
        check("a b && c||d; e | f &", &["a·b", "&&", "c", "||", "d", ";", "e", "|", "f", "&"]);
        check("a\nb", &["a", "b"]);
        check("", &[]);
        check("(cd x && make)", &["(", "cd·x", "&&", "make", ")"]);
    }

    #[test]
    fn quotes_and_substitutions_hold_words_together() {
        check("echo 'a && b' \"c; d\"", &["echo·a && b·c; d"]);
        check("echo $(a | b) `c; d` ${e:-f g}", &["echo·$(a | b)·`c; d`·${e:-f g}"]);
        check(r"a b\ c \&\& d", &["a·b c·&&·d"]);
        check("a 'open", &["a·open"]);
        check("a $(open", &["a·$(open"]);
    }

    #[test]
    fn redirections_are_no_words() {
        check("a > b 2>&1 >>c <d &>e", &["a·>b·>&1·>>c·<d·&>e"]);
        check("cat <<EOF > f", &["cat·<<EOF·>f"]);
    }

    #[test]
    fn assignments_stand_in_front() {
        check("A=1 B=\"2 3\" c D=4", &["A=1·B=2 3·c·D=4"]);
        check("A=1", &["A=1"]);
    }

    #[test]
    fn reserved_words_are_left_out() {
        check("if a; then b; else c; fi", &["…", "a", ";", "…", "b", ";", "…", "c", ";", "…"]);
        check("for x in rm b; do c $x; done", &["…", "…", "c·$x", ";", "…"]);
        check("case $x in a) rm b;; esac; c", &["…", ";", "c"]);
        check("[[ a && rm ]] && b", &["…", "&&", "b"]);
    }

    #[test]
    fn comments_and_line_joins_are_left_out() {
        check("a # b && c\nd \\\n  e#f", &["a", "d·e#f"]);
    }
}
