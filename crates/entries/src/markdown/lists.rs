//! The lists of options and arguments of an entry.

use super::lines::Piece;
use super::malformed::Malformed;
use crate::entry::Takes;

/// An option as written: its names, what it takes, and what it means, not yet encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OptionSource {
    pub(super) names: Vec<String>,
    pub(super) takes: Takes,
    pub(super) note: Piece,
}

/// An argument as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ArgumentSource {
    pub(super) name: String,
    pub(super) is_many: bool,
    /// What it means; `None` where nothing is to be said.
    pub(super) note: Option<Piece>,
    /// Values of the argument that mean something of their own.
    pub(super) values: Vec<(Vec<String>, Piece)>,
}

const OPTION_FORM: &str = "an option is written - `-x VALUE`, `--long=VALUE`: what it means";
const ARGUMENT_FORM: &str =
    "an argument is written - NAME: what it means, and a value of it - `value`: what it means";

/// Reads an item of the list of options.
pub(super) fn read_option(item: &Piece) -> Result<OptionSource, Malformed> {
    let malformed = || Malformed::new(item.line, OPTION_FORM);
    let silent = || {
        item.text.ends_with('`').then(|| (item.text.as_str(), Piece { line: item.line, text: String::new() }))
    };
    let (written, note) = split_note(item).or_else(silent).ok_or_else(malformed)?;
    let mut takes = Takes::Nothing;
    let mut names = Vec::new();
    for word in quoted(written).ok_or_else(malformed)? {
        let word = word.as_str();
        let (name, its) = match (word.split_once(' '), word.split_once('=')) {
            (Some((name, "COMMAND…")), _) => (name, Takes::Command),
            (Some((name, value)), _) if value.ends_with('…') => (name, Takes::Rest),
            (Some((name, _)), _) => (name, Takes::Word),
            (None, Some((name, _))) => (name, Takes::Equals),
            (None, None) => (word, Takes::Nothing),
        };
        if its != Takes::Nothing && takes != Takes::Word {
            takes = its;
        }
        names.push(name.to_owned());
    }
    Ok(OptionSource { names, takes, note })
}

/// Reads the list of arguments. Values stand in front of the argument that they are values of.
pub(super) fn read_arguments(items: &[Piece]) -> Result<Vec<ArgumentSource>, Malformed> {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for item in items {
        let malformed = || Malformed::new(item.line, ARGUMENT_FORM);
        if item.text.starts_with('`') {
            let (written, note) = split_note(item).ok_or_else(malformed)?;
            values.push((quoted(written).ok_or_else(malformed)?, note));
            continue;
        }
        let (name, note) = match item.text.split_once(": ") {
            Some((name, note)) => (name, Some(Piece { line: item.line, text: note.to_owned() })),
            None => (item.text.as_str(), None),
        };
        let bare = name.trim_end_matches('…');
        if bare.is_empty() || !bare.chars().all(|letter| letter.is_ascii_uppercase() || letter == '-') {
            return Err(malformed());
        }
        let values = std::mem::take(&mut values);
        arguments.push(ArgumentSource { name: bare.to_owned(), is_many: bare != name, note, values });
    }
    match values.first() {
        Some((_, note)) => Err(Malformed::new(note.line, "put the argument in capitals behind its values")),
        None => Ok(arguments),
    }
}

/// An item, cut at the first `: ` that stands behind a backtick.
fn split_note(item: &Piece) -> Option<(&str, Piece)> {
    let (names, note) = item.text.split_once("`: ")?;
    let written = item.text.get(..=names.len())?;
    Some((written, Piece { line: item.line, text: note.to_owned() }))
}

/// The words of `` `a`, `b` ``.
fn quoted(written: &str) -> Option<Vec<String>> {
    let unquote = |word: &str| Some(word.strip_prefix('`')?.strip_suffix('`')?.to_owned());
    written.split(", ").map(unquote).collect()
}
