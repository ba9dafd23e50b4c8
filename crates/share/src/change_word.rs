use std::error::Error;
use std::fmt;

use onionskin_cache::Change;

use crate::document::{is_clean_path, is_name};
use crate::quoted;
use crate::words::{escaped, split};

const FIRST_BUILD: &str = "first-build";
const NOTHING: &str = "nothing";
const APP_CODE: &str = "app-code";
const NO_CACHE: &str = "no-cache";
const IMAGE: &str = "image:";
const ARGUMENT: &str = "arg:";

/// What stands in front of a path that would otherwise be taken for another change.
const HERE: &str = "./";

/// `change` as a word that people write, on a command line, in an attribute of an element or behind a code fence:
/// `first-build`, `nothing`, `app-code`, `no-cache`, `image:NAME`, `arg:NAME`, or the path of a file, or several with commas
/// between them. A comma that belongs to a path has a backslash in front, and so has a backslash, or a blank at the end; a path
/// that is one of the other words has `./` in front.
///
/// Nothing for [`Change::Dockerfile`]: an edit is what two Dockerfiles say, not a choice.
pub fn change_word(change: &Change) -> Option<String> {
    match change {
        Change::FirstBuild => Some(FIRST_BUILD.to_owned()),
        Change::Nothing => Some(NOTHING.to_owned()),
        Change::AppCode => Some(APP_CODE.to_owned()),
        Change::NoCache => Some(NO_CACHE.to_owned()),
        Change::BaseImage(name) => Some(format!("{IMAGE}{name}")),
        Change::Argument(name) => Some(format!("{ARGUMENT}{name}")),
        Change::File(_) | Change::Files(_) => {
            let paths = change.files().iter().map(|path| path_word(path));
            Some(paths.collect::<Vec<_>>().join(","))
        }
        Change::Dockerfile => None,
    }
}

/// The change that `given` stands for: see [`change_word`]. Blanks around it and around paths make no difference, nor does a
/// `./` in front of a path.
///
/// # Errors
/// What is wrong with `given`.
pub fn parse_change_word(given: &str) -> Result<Change, ChangeWordError> {
    let word = given.trim();
    if let Some(name) = word.strip_prefix(IMAGE) {
        return named(name).map(Change::BaseImage);
    }
    if let Some(name) = word.strip_prefix(ARGUMENT) {
        return named(name).map(Change::Argument);
    }
    match word {
        "" => Err(ChangeWordError::Empty),
        FIRST_BUILD => Ok(Change::FirstBuild),
        NOTHING => Ok(Change::Nothing),
        APP_CODE => Ok(Change::AppCode),
        NO_CACHE => Ok(Change::NoCache),
        _ => files(given),
    }
}

/// Why a word stands for no change. Its text is for whoever wrote the word: what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChangeWordError {
    /// There is none.
    Empty,
    /// No name of an image or a build argument follows, or it holds something that cannot be seen.
    NotAName,
    /// A path of a file is not relative and below the root of the build context, or has more than `PATH_MAX` bytes.
    NotAPath(String),
}

impl fmt::Display for ChangeWordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(
                f,
                "what changed is missing: write {FIRST_BUILD}, {NOTHING}, {APP_CODE}, {NO_CACHE}, a path such as \
                 requirements.txt, {IMAGE}NAME or {ARGUMENT}NAME"
            ),
            Self::NotAName => {
                write!(
                    f,
                    "a name is missing: write {IMAGE} and an image of FROM, or {ARGUMENT} and a build argument"
                )
            }
            Self::NotAPath(path) => write!(
                f,
                "{} is no path of a file in the build context: write one like src/app.py, without a slash in front \
                 and with no .. in it",
                quoted(path)
            ),
        }
    }
}

impl Error for ChangeWordError {}

fn path_word(path: &str) -> String {
    let escaped = escaped(path);
    let is_other_word = matches!(path, FIRST_BUILD | NOTHING | APP_CODE | NO_CACHE)
        || path.starts_with(IMAGE)
        || path.starts_with(ARGUMENT)
        || path.trim() != path;
    if is_other_word { format!("{HERE}{escaped}") } else { escaped }
}

fn named(name: &str) -> Result<String, ChangeWordError> {
    let name = name.trim();
    if is_name(name) { Ok(name.to_owned()) } else { Err(ChangeWordError::NotAName) }
}

fn files(word: &str) -> Result<Change, ChangeWordError> {
    let path = |part: String| {
        let path = part.strip_prefix(HERE).unwrap_or(&part);
        if is_clean_path(path) {
            Ok(path.to_owned())
        } else {
            Err(ChangeWordError::NotAPath(path.to_owned()))
        }
    };
    let paths: Vec<String> = split(word).into_iter().map(path).collect::<Result<_, _>>()?;
    Ok(match <[String; 1]>::try_from(paths) {
        Ok([path]) => Change::File(path),
        Err(paths) => Change::Files(paths),
    })
}

#[cfg(test)]
mod tests {
    use onionskin_cache::Change;

    use crate::{Document, decode, encode};

    use super::{ChangeWordError, change_word, parse_change_word};

    #[track_caller]
    fn check(word: &str, change: &Change) {
        assert_eq!(parse_change_word(word).as_ref(), Ok(change), "{word}");
        let back = change_word(change).unwrap();
        assert_eq!(parse_change_word(&back).as_ref(), Ok(change), "{word} as {back}");
    }

    fn file(path: &str) -> Change {
        Change::File(path.to_owned())
    }

    #[test]
    fn each_change_has_a_word() {
        check("first-build", &Change::FirstBuild);
        check("nothing", &Change::Nothing);
        check("app-code", &Change::AppCode);
        check("no-cache", &Change::NoCache);
        check("image:node:20-slim", &Change::BaseImage("node:20-slim".to_owned()));
        check("arg: VERSION ", &Change::Argument("VERSION".to_owned()));
        check(" requirements.txt", &file("requirements.txt"));
        check("a, b/c ,./d", &Change::Files(["a", "b/c", "d"].map(str::to_owned).into()));
        assert_eq!(change_word(&Change::Dockerfile), None);
    }

    #[test]
    fn a_file_that_is_called_like_another_change_is_still_a_file() {
        for path in [
            "nothing",
            "image:x",
            "arg:",
            "a,b",
            "a\\b",
            "a\\,b",
            "nothing,app-code",
            " a",
            "a ",
            " ",
            "a  ",
            "a\\ ",
            "nothing ",
            "a\u{3000}",
        ] {
            assert_eq!(parse_change_word(&change_word(&file(path)).unwrap()), Ok(file(path)), "{path}");
            let two = Change::Files(vec![path.to_owned(), "b".to_owned()]);
            assert_eq!(parse_change_word(&change_word(&two).unwrap()), Ok(two), "{path}");
        }
        check("./nothing", &file("nothing"));
        check("a\\,b", &file("a,b"));
    }

    #[test]
    fn what_is_no_change_is_told_with_what_to_do() {
        let not_a_path = |path: &str| ChangeWordError::NotAPath(path.to_owned());
        for (word, error) in [
            ("", ChangeWordError::Empty),
            ("  ", ChangeWordError::Empty),
            ("image:", ChangeWordError::NotAName),
            ("arg:\n", ChangeWordError::NotAName),
            ("/etc/passwd", not_a_path("/etc/passwd")),
            ("../a", not_a_path("../a")),
            ("a,,b", not_a_path("")),
        ] {
            assert_eq!(parse_change_word(word), Err(error), "{word}");
        }
    }

    #[test]
    fn a_message_shows_what_cannot_be_seen_and_no_more_than_a_line() {
        let told = parse_change_word(&format!("/\u{1b}[2J{}", "x".repeat(200))).unwrap_err().to_string();
        assert!(told.starts_with("\"/\\u{1b}[2Jxxx") && told.contains("x…\" is no path"), "{told}");
        assert!(!told.contains(&"x".repeat(80)), "{told}");
    }

    #[test]
    fn a_word_names_as_many_files_as_a_link_holds() {
        let files = Change::Files((0..5_000).map(|at| format!("f{at}")).collect());
        check(&change_word(&files).unwrap(), &files);
        let document = Document { change: files.clone(), ..Document::default() };
        assert_eq!(decode(&encode(&document).unwrap()).map(|document| document.change), Ok(files));
    }
}
