use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use crate::document::{MAX_ARGUMENTS, MAX_VALUE_BYTES, is_short_name};
use crate::quoted;
use crate::words::{escaped, split};

/// Build arguments as people write them in an attribute of an element or behind a code fence: `NAME=VALUE`, and more of them
/// behind commas. A comma that belongs to a value has a backslash in front, and so has a backslash, or a blank at the end.
pub fn build_args_word(build_args: &BTreeMap<String, String>) -> String {
    let pairs = build_args.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join(",")
}

/// The build arguments that `word` stands for: see [`build_args_word`]. Blanks around a name and behind a value make no
/// difference. Of several values for a name, the last one counts. An empty word stands for none.
///
/// # Errors
/// What is wrong with `word`.
pub fn parse_build_args_word(word: &str) -> Result<BTreeMap<String, String>, BuildArgsWordError> {
    let mut build_args = BTreeMap::new();
    if word.trim().is_empty() {
        return Ok(build_args);
    }
    for part in split(word) {
        let Some((name, value)) = part.split_once('=') else {
            return Err(BuildArgsWordError::NoValue(part));
        };
        let name = name.trim();
        if !is_short_name(name) {
            return Err(BuildArgsWordError::NotAName(name.to_owned()));
        }
        if value.len() > MAX_VALUE_BYTES {
            return Err(BuildArgsWordError::ValueTooLong(name.to_owned()));
        }
        build_args.insert(name.to_owned(), value.to_owned());
        if build_args.len() > MAX_ARGUMENTS {
            return Err(BuildArgsWordError::TooMany);
        }
    }
    Ok(build_args)
}

/// Why a word stands for no build arguments. Its text is for whoever wrote the word: what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BuildArgsWordError {
    /// One has no `=`.
    NoValue(String),
    /// What stands in front of a `=` is no name: it is empty, too long, or holds something that cannot be seen.
    NotAName(String),
    /// The value of this one has more than [`MAX_VALUE_BYTES`].
    ValueTooLong(String),
    /// There are more than [`MAX_ARGUMENTS`].
    TooMany,
}

impl fmt::Display for BuildArgsWordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoValue(part) => write!(
                f,
                "{} has no value: write NAME=VALUE, with commas between several, and a backslash in front of a comma \
                 that belongs to a value",
                quoted(part)
            ),
            Self::NotAName(name) => {
                write!(f, "{} is no name of a build argument: write NAME=VALUE", quoted(name))
            }
            Self::ValueTooLong(name) => {
                write!(f, "the value of {} is too long: the limit is {MAX_VALUE_BYTES} bytes", quoted(name))
            }
            Self::TooMany => write!(f, "more than {MAX_ARGUMENTS} build arguments: give fewer"),
        }
    }
}

impl Error for BuildArgsWordError {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{BuildArgsWordError, build_args_word, parse_build_args_word};
    use crate::{MAX_ARGUMENTS, MAX_VALUE_BYTES};

    fn args<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    #[test]
    fn pairs_are_parted_by_commas() {
        for (word, expected) in [
            ("VERSION=2", args([("VERSION", "2")])),
            ("VERSION=2,NAME=x", args([("NAME", "x"), ("VERSION", "2")])),
            ("\n A=1,\n B =a = b \n", args([("A", "1"), ("B", "a = b")])),
            (r"LIST=a\,b\\,C=", args([("C", ""), ("LIST", r"a,b\")])),
            ("A=1,A=2", args([("A", "2")])),
            (" ", args([])),
        ] {
            assert_eq!(parse_build_args_word(word), Ok(expected), "{word}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let all = args([("A", ""), ("B", " a,b\\,c=\\\n"), ("C,\\D", "é\"<&> ")]);
        assert_eq!(parse_build_args_word(&build_args_word(&all)), Ok(all));
        assert_eq!(build_args_word(&args([])), "");
    }

    #[test]
    fn what_is_none_is_told_with_what_to_do() {
        let long = format!("A={}", "v".repeat(MAX_VALUE_BYTES + 1));
        let many = |n: usize| (0..n).map(|at| format!("A{at}=1")).collect::<Vec<_>>().join(",");
        for (word, error) in [
            ("A", BuildArgsWordError::NoValue("A".to_owned())),
            ("A=1,", BuildArgsWordError::NoValue(String::new())),
            ("LIST=a,b", BuildArgsWordError::NoValue("b".to_owned())),
            ("=1", BuildArgsWordError::NotAName(String::new())),
            (&long, BuildArgsWordError::ValueTooLong("A".to_owned())),
            (&many(MAX_ARGUMENTS + 1), BuildArgsWordError::TooMany),
        ] {
            assert_eq!(parse_build_args_word(word), Err(error), "{word}");
        }
        assert!(parse_build_args_word(long.trim_end_matches('v')).is_ok());
        assert_eq!(parse_build_args_word(&many(MAX_ARGUMENTS)).map(|all| all.len()), Ok(MAX_ARGUMENTS));
        let message = BuildArgsWordError::NoValue("b".to_owned()).to_string();
        assert!(message.contains("NAME=VALUE") && message.contains("backslash"), "{message}");
    }
}
