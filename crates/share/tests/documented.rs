//! What `docs/link-format.md` says of links is so.

// So that clippy takes the helpers for tests too.
#![cfg(test)]

use onionskin_cache::Change;
use onionskin_share::{
    Document, MAX_ARGUMENTS, MAX_DURATIONS, MAX_FILES, MAX_FILES_BYTES, MAX_FRAGMENT_CHARS, MAX_IGNORE_BYTES,
    MAX_NAME_BYTES, MAX_PATH_BYTES, MAX_SOURCE_BYTES, MAX_VALUE_BYTES, decode, encode,
};

const FORMAT: &str = include_str!("../../../docs/link-format.md");
const DICTIONARY: &str = include_str!("../src/v2/dictionary.txt");

/// The lines of the text that stand in blocks.
fn blocks() -> impl Iterator<Item = &'static str> {
    FORMAT.split("```").skip(1).step_by(2).flat_map(str::lines)
}

#[test]
fn the_link_by_hand_is_read() {
    let link = blocks().find(|line| line.starts_with("2AR")).unwrap();
    let document = Document {
        source: "FROM alpine\nRUN true\n".to_owned(),
        change: Change::AppCode,
        ..Document::default()
    };
    assert_eq!(decode(link), Ok(document));
    let (payload, check) = link.strip_prefix('2').unwrap().split_at(link.len() - 6);
    assert!(
        FORMAT.contains(&format!("That is `{payload}` as base64url. The check of `2` and that is `{check}`"))
    );
}

#[test]
fn the_link_at_the_top_is_the_one_that_is_made() {
    let document = Document { source: "FROM alpine".to_owned(), ..Document::default() };
    let link = encode(&document).unwrap();
    let address = blocks().find_map(|line| line.strip_prefix("https://example.org/onionskin/#")).unwrap();
    assert_eq!(link, address);
    let copied = DICTIONARY.len() - 9_724;
    assert_eq!(DICTIONARY.get(copied..copied + 12), Some("\nFROM alpine"));
}

#[test]
fn names_and_values_are_as_long_as_is_told_and_no_longer() {
    let holds = |set: &dyn Fn(&mut Document)| {
        let mut document = Document::default();
        set(&mut document);
        encode(&document).is_ok_and(|link| decode(&link) == Ok(document))
    };
    let x = |n: usize| "x".repeat(n);
    for (name, n_bytes) in [("", 0), ("a\n", 0), ("", MAX_NAME_BYTES), ("", MAX_NAME_BYTES + 1)] {
        let name = [name, &x(n_bytes)].concat();
        let is_one = n_bytes == MAX_NAME_BYTES;
        assert_eq!(holds(&|it| it.target = Some(name.clone())), is_one, "{n_bytes}");
        assert_eq!(holds(&|it| it.build_args = [(name.clone(), String::new())].into()), is_one, "{n_bytes}");
    }
    for (name, n_bytes) in [("", 0), ("a\n", 0), ("", MAX_PATH_BYTES), ("", MAX_PATH_BYTES + 1)] {
        let name = [name, &x(n_bytes)].concat();
        let is_one = n_bytes == MAX_PATH_BYTES;
        for change in [Change::BaseImage(name.clone()), Change::Argument(name)] {
            assert_eq!(holds(&|it| it.change = change.clone()), is_one, "{n_bytes}");
        }
    }
    for (value, is_one) in [(x(MAX_VALUE_BYTES), true), (x(MAX_VALUE_BYTES + 1), false), ("\0".into(), false)]
    {
        assert_eq!(holds(&|it| it.build_args = [("A".to_owned(), value.clone())].into()), is_one);
    }
}

#[test]
fn the_limits_are_those_that_are_told() {
    let told = [
        (MAX_FRAGMENT_CHARS, "at most 64,000 characters"),
        (DICTIONARY.len(), "25,174 bytes"),
        (MAX_NAME_BYTES, "at most 1,024 bytes"),
        (MAX_VALUE_BYTES, "at most 4,096 bytes"),
        (MAX_ARGUMENTS, "at most 64 |"),
        (MAX_DURATIONS, "at most 2,000 |"),
        (MAX_IGNORE_BYTES, "at most 65,536 bytes"),
        (MAX_SOURCE_BYTES, "at most 262,144 bytes"),
        (MAX_FILES, "at most 2,000, with"),
        (MAX_FILES_BYTES, "with 128,000 bytes"),
        (MAX_PATH_BYTES, "at most 4,095 bytes"),
    ];
    for (limit, told) in told {
        let digits: String = told.chars().filter(char::is_ascii_digit).collect();
        assert!(FORMAT.contains(told), "{told}");
        assert_eq!(digits, limit.to_string());
    }
}
