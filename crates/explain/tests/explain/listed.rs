//! The words of a file as tests compare them.

use onionskin_explain::{Word, WordKind, words};

use crate::support::Case;

/// The words of `source` as `kind text entry`, but for keywords and those of FROM.
pub(crate) fn listed(source: &str) -> Vec<String> {
    let case = Case::new(&format!("FROM debian:12\n{source}\n"));
    listed_where(&case, |word| word.instruction != Some(0) && word.kind != WordKind::Keyword)
}

/// The words of `case` that `is_shown` holds for, as `kind text entry`.
pub(crate) fn listed_where(case: &Case, is_shown: impl Fn(&Word<'_>) -> bool) -> Vec<String> {
    let line = |word: &Word<'_>| {
        let entry = word.entry.map_or("-".to_owned(), |entry| entry.to_string());
        format!("{} {} {entry}", word.kind.name(), word.span.text(&case.source))
    };
    words(&case.subject()).iter().filter(|word| is_shown(word)).map(line).collect()
}

#[track_caller]
pub(crate) fn check(source: &str, expected: &[&str]) {
    assert_eq!(listed(source), expected, "{source}");
}
