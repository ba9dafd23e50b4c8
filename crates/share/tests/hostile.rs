//! A link that is not as it was made gives an error, never another document, never a panic.

// So that clippy takes the helpers for tests too.
#![cfg(test)]

mod random;

use std::ops::Range;

use onionskin_cache::Change;
use onionskin_share::{DecodeError, Document, decode, encode};
use random::Random;

/// Every character that a link can have, and some that get into one.
const CHARS: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=%#.,)\" \n\0\u{200b}é🐳";

fn sample_link() -> String {
    let source = "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"run.py\"]\n".to_owned();
    encode(&Document { source, change: Change::File("run.py".into()), ..Document::default() }).unwrap()
}

/// `link` with `text` in place of the characters of `range`.
fn edited(link: &str, range: Range<usize>, text: &str) -> String {
    let mut edited = link.to_owned();
    edited.replace_range(range, text);
    edited
}

#[track_caller]
fn check(fragment: &str, expected: DecodeError) {
    assert_eq!(decode(fragment), Err(expected), "{fragment:?}");
}

#[test]
fn no_fragment_is_no_link() {
    for fragment in ["", "#", " ", "#\n", "%23"] {
        check(fragment, DecodeError::Empty);
    }
}

#[test]
fn a_part_of_the_page_is_not_a_link() {
    for fragment in ["#layers", "layers", "#explanation-3", "#0", "#d=1Y3AL8vdVSMwpyMxL5QIA0wmh1", "#ü1"] {
        check(fragment, DecodeError::NotALink);
    }
}

#[test]
fn a_later_version_is_named_as_the_reason() {
    for version in 2..=9 {
        check(&format!("#{version}Y3AL8vdVSMwpyMxL5QIA0wmh1"), DecodeError::NewerVersion);
    }
}

#[test]
fn a_link_cut_anywhere_is_noticed() {
    let link = sample_link();
    for n_chars in 1..link.len() {
        let cut = edited(&link, n_chars..link.len(), "");
        let n_chars = cut.trim_end_matches(['-', '_']).len();
        check(&cut, DecodeError::CutOff { n_chars });
    }
}

#[test]
fn a_link_without_its_start_is_noticed() {
    let link = sample_link();
    for n_chars in 1..link.len() {
        assert!(decode(&edited(&link, 0..n_chars, "")).is_err(), "{n_chars}");
    }
}

#[test]
fn a_link_with_one_other_character_is_noticed() {
    let link = sample_link();
    for index in 0..link.len() {
        for char in CHARS.chars() {
            let altered = edited(&link, index..index + 1, &char.to_string());
            if altered != link {
                assert!(decode(&altered).is_err(), "{altered}");
            }
        }
    }
}

#[test]
fn a_link_with_one_character_more_or_less_is_noticed() {
    let link = sample_link();
    for index in 1..link.len() {
        let without = edited(&link, index..index + 1, "");
        assert!(decode(&without).is_err(), "{without}");
        for char in CHARS.chars().filter(char::is_ascii_alphanumeric) {
            let with = edited(&link, index..index, &char.to_string());
            assert!(decode(&with).is_err(), "{with}");
        }
    }
}

#[test]
fn a_link_in_small_letters_is_noticed() {
    let link = sample_link().to_lowercase();
    check(&link, DecodeError::CutOff { n_chars: link.len() });
}

#[test]
fn two_links_in_one_are_noticed() {
    let link = sample_link();
    check(&format!("{link}{link}"), DecodeError::CutOff { n_chars: 2 * link.len() });
}

#[test]
fn junk_gives_an_error_and_no_panic() {
    let pieces: Vec<String> = CHARS.chars().map(String::from).chain(["%2".into(), "%E2%80".into()]).collect();
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let mut random = Random(3);
    for n_pieces in 0..2_000 {
        let junk: String = (0..n_pieces % 200).map(|_| random.pick(&pieces)).collect();
        for fragment in [junk.clone(), format!("#{junk}"), format!("1{junk}")] {
            let error = decode(&fragment).unwrap_err();
            assert!(error.to_string().ends_with('.'));
        }
    }
}

#[test]
fn the_message_says_where_the_link_ends_and_what_to_do() {
    let link = sample_link();
    let error = decode(&edited(&link, 20..link.len(), "")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "This link looks cut off after 20 characters, or changed on its way: ask the sender for the whole link."
    );
}
