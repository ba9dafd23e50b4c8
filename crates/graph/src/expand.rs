//! Putting variables into texts, as BuildKit's shell lexer does it.

mod evaluation;
mod name;
mod pattern;
mod template;
mod words;

use onionskin_syntax::go::quote;

use self::evaluation::{Evaluation, Fault};
use self::words::Words;
use crate::env::Variable;

/// How many bytes a text may grow to when its variables are put in. Linux takes no longer single string among a
/// command's arguments and variables: 32 pages, with the zero byte at its end. Without a bound a few lines that
/// use each other twice would fill the memory.
const MAX_GROWN_BYTES: usize = 32 * 4096 - 1;

/// How the text to be expanded is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// Words of an instruction, with the file's escape character.
    Words {
        /// Takes the meaning from the character after it.
        escape: char,
    },
    /// The body of a heredoc: the escape character is `\`, whatever the file says, and quotes are plain text.
    Heredoc,
    /// A command in the name of its step, with the file's escape character: quotes stay, and so do variables that are
    /// not set or not known.
    Shown {
        /// Takes the meaning from the character after it.
        escape: char,
    },
}

/// Why a text has no expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ExpandError {
    /// BuildKit refuses the text, whatever the variables that are not known may be; its whole message.
    Refused(String),
    /// The result, or whether there is one, depends on a variable that is not known.
    Unknown,
    /// The result is longer, `${` are nested deeper, or patterns are more work than what is done here.
    TooLong,
}

/// `text` with its quotes and escapes resolved and its variables put in, as one string: blanks stay.
pub(crate) fn expand(
    text: &str,
    language: Language,
    variable: &dyn Fn(&str) -> Variable,
) -> Result<String, ExpandError> {
    if is_plain(text, language) {
        return Ok(text.to_owned());
    }
    evaluate(text, Evaluation::new(text, language, variable, None)).map(|(result, _)| result)
}

/// `text` with its quotes and escapes resolved and its variables put in, split at the blanks outside of quotes.
/// Empty words vanish.
pub(crate) fn expand_words(
    text: &str,
    language: Language,
    variable: &dyn Fn(&str) -> Variable,
) -> Result<Vec<String>, ExpandError> {
    if is_plain(text, language) {
        return Ok(text.split_whitespace().map(str::to_owned).collect());
    }
    let evaluation = Evaluation::new(text, language, variable, Some(Words::default()));
    evaluate(text, evaluation).map(|(_, words)| words)
}

/// Whether expansion changes `text`, which has no variable that is set: one that is refused counts as changed.
pub(crate) fn changes(text: &str, escape: char) -> bool {
    expand(text, Language::Words { escape }, &|_| Variable::Unset).as_deref() != Ok(text)
}

/// Whether nothing in `text` has a meaning of its own, so that it stays as it is.
fn is_plain(text: &str, language: Language) -> bool {
    let Rules { escape, has_quotes, .. } = language.rules();
    // A byte of a longer character is taken for an escape at worst, which costs time only.
    let is_special =
        |byte: u8| byte == b'$' || has_quotes && matches!(byte, b'"' | b'\'') || char::from(byte) == escape;
    !text.bytes().any(is_special) && !text.starts_with(name::BYTE_ORDER_MARK)
}

/// The result of `evaluation`, which reads `text`, and the words that it falls into.
fn evaluate(text: &str, evaluation: Evaluation<'_>) -> Result<(String, Vec<String>), ExpandError> {
    match evaluation.run() {
        Ok(Some(result)) => Ok(result),
        Ok(None) => Err(ExpandError::Unknown),
        Err(Fault::TooLong) => Err(ExpandError::TooLong),
        Err(Fault::Refused(reason)) => {
            let mut message = "failed to process ".to_owned();
            message.push_str(&quote(text));
            message.push_str(": ");
            message.push_str(&reason);
            Err(ExpandError::Refused(message))
        }
    }
}

/// What has a meaning in a language.
#[derive(Clone, Copy)]
struct Rules {
    escape: char,
    has_quotes: bool,
    /// Whether quotes, and variables without a value, stay in the text.
    shows: bool,
}

impl Language {
    fn rules(self) -> Rules {
        match self {
            Self::Words { escape } => Rules { escape, has_quotes: true, shows: false },
            Self::Heredoc => Rules { escape: '\\', has_quotes: false, shows: false },
            Self::Shown { escape } => Rules { escape, has_quotes: true, shows: true },
        }
    }
}

#[cfg(test)]
mod tests;
