//! The arguments of each instruction, in the form that its grammar has.

use std::ops::Range;

use onionskin_text::Span;
use pest::Parser as _;
use pest::iterators::Pair;

use crate::go::quote;
use crate::grammar::{Grammar, Rule};
use crate::instruction::{Context, read_trigger};
use crate::joined::{Joined, trimmed};
use crate::json::{Json, read_json};
use crate::{Args, Keyword, Word};

/// Arguments, and the message where BuildKit's line parser refuses them.
pub(crate) type Read = (Args, Option<String>);

/// Reads the arguments of a `keyword` instruction from `range` of the joined text, which has no white space at
/// its ends.
pub(crate) fn read_args(
    keyword: Option<Keyword>,
    joined: &Joined<'_>,
    range: Range<usize>,
    context: Context,
) -> Read {
    match keyword {
        Some(Keyword::From | Keyword::Expose) => (Args::Words(words(joined, range)), None),
        Some(Keyword::Arg) => (Args::Words(quoted_words(joined, range, context)), None),
        Some(Keyword::Env | Keyword::Label) => pairs(keyword, joined, range, context),
        Some(Keyword::Run | Keyword::Cmd | Keyword::Entrypoint | Keyword::Shell) => {
            json_or_text(joined, range)
        }
        Some(Keyword::Add | Keyword::Copy | Keyword::Volume) => match read_json(joined, range.clone()) {
            Json::Strings(words) => (Args::Json(words), None),
            Json::OtherArray => refuse(joined, range, NOT_STRINGS),
            Json::None => (Args::Words(words(joined, range)), None),
        },
        Some(Keyword::User | Keyword::Workdir | Keyword::Stopsignal | Keyword::Maintainer) => {
            (Args::Text(text(joined, range)), None)
        }
        Some(Keyword::Healthcheck) => healthcheck(joined, range),
        Some(Keyword::Onbuild) => read_trigger(joined, range, context),
        None => (Args::Unread(joined.word(range)), None),
    }
}

const NOT_STRINGS: &str = "when using JSON array syntax, arrays must be comprised of strings only";

fn refuse(joined: &Joined<'_>, range: Range<usize>, message: impl Into<String>) -> Read {
    (Args::Unread(joined.word(range)), Some(message.into()))
}

fn text(joined: &Joined<'_>, range: Range<usize>) -> Option<Word> {
    (!range.is_empty()).then(|| joined.word(range))
}

fn json_or_text(joined: &Joined<'_>, range: Range<usize>) -> Read {
    match read_json(joined, range.clone()) {
        Json::Strings(words) => (Args::Json(words), None),
        Json::OtherArray => refuse(joined, range, NOT_STRINGS),
        Json::None => (Args::Text(text(joined, range)), None),
    }
}

/// The words that white space parts in `range`.
pub(crate) fn words(joined: &Joined<'_>, range: Range<usize>) -> Vec<Word> {
    let text = joined.text.get(range.clone()).unwrap_or_default();
    let parsed = Grammar::parse(Rule::words, text).into_iter().flatten().flat_map(Pair::into_inner);
    let place = |pair: Pair<'_, Rule>| {
        let span = pair.as_span();
        joined.word(range.start + span.start()..range.start + span.end())
    };
    parsed.map(place).collect()
}

fn quoted_words(joined: &Joined<'_>, range: Range<usize>, context: Context) -> Vec<Word> {
    let text = joined.text.get(range.clone()).unwrap_or_default();
    let words = crate::quoted_words::quoted_words(text, context.escape);
    words.into_iter().map(|word| joined.word(range.start + word.start..range.start + word.end)).collect()
}

/// `key=value` words, or the old form: a key, white space, and a value to the end of the line.
fn pairs(keyword: Option<Keyword>, joined: &Joined<'_>, range: Range<usize>, context: Context) -> Read {
    let words = quoted_words(joined, range.clone(), context);
    let Some(first) = words.first() else {
        return (Args::Pairs(Vec::new()), None);
    };
    if !first.text.contains('=') {
        return legacy_pair(keyword, joined, range);
    }
    if let Some(word) = words.iter().find(|word| !word.text.contains('=')) {
        let message =
            format!("Syntax error - can't find = in {}. Must be of the form: name=value", quote(&word.text));
        return refuse(joined, range, message);
    }
    (Args::Pairs(words.iter().map(split_pair).collect()), None)
}

fn split_pair(word: &Word) -> crate::Pair {
    let (key, value) = word.text.split_once('=').unwrap_or((&word.text, ""));
    // In the source a line join may stand in the word; the places of key and value are then a little off.
    let Span { start, end } = word.span;
    let key_end = end.min(start + u32::try_from(key.len()).unwrap_or(u32::MAX));
    let value_start = end.min(key_end + 1);
    crate::Pair {
        key: Word { text: key.to_owned(), span: Span { start, end: key_end } },
        value: Word { text: value.to_owned(), span: Span { start: value_start, end } },
        is_legacy: false,
    }
}

fn legacy_pair(keyword: Option<Keyword>, joined: &Joined<'_>, range: Range<usize>) -> Read {
    let text = joined.text.get(range.clone()).unwrap_or_default();
    let Some((key, rest)) = text.split_once(is_blank) else {
        let name = keyword.map_or("", Keyword::name);
        return refuse(joined, range, format!("{name} must have two arguments"));
    };
    let value_start = text.len() - rest.trim_start_matches(is_blank).len();
    let pair = crate::Pair {
        key: joined.word(range.start..range.start + key.len()),
        value: joined.word(range.start + value_start..range.end),
        is_legacy: true,
    };
    (Args::Pairs(vec![pair]), None)
}

/// The white space between an instruction's words; not all of Unicode's.
pub(crate) const fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\x0B' | '\x0C' | '\r')
}

/// The type of a health check, then its command.
fn healthcheck(joined: &Joined<'_>, range: Range<usize>) -> Read {
    let text = joined.text.get(range.clone()).unwrap_or_default();
    if text.is_empty() {
        return (Args::Healthcheck(None), None);
    }
    let kind_end = text.find(char::is_whitespace).unwrap_or(text.len());
    let rest = text.get(kind_end..).unwrap_or_default();
    let command = range.start + kind_end + trimmed(rest).start..range.end;
    let kind = joined.word(range.start..range.start + kind_end);
    match json_or_text(joined, command) {
        (args, None) => (Args::Healthcheck(Some((kind, Box::new(args)))), None),
        (_, error) => (Args::Unread(joined.word(range)), error),
    }
}
