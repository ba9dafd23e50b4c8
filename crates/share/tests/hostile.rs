//! A link that is not as it was made gives an error, never another document, never a panic.

// So that clippy takes the helpers for tests too.
#![cfg(test)]

mod random;

use std::fs;
use std::ops::Range;
use std::path::Path;

use onionskin_cache::Change;
use onionskin_share::{DecodeError, Document, MAX_FRAGMENT_CHARS, View, decode, encode};
use random::Random;

/// Every character that a link can have, and some that get into one.
const CHARS: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=%#.,)\" \n\0\u{200b}é🐳";

fn sample_link() -> String {
    let source = "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"run.py\"]\n".to_owned();
    encode(&Document { source, change: Change::File("run.py".into()), ..Document::default() }).unwrap()
}

/// All links of `links/`, as they were made.
fn golden_links() -> Vec<String> {
    let links = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links");
    let paths = fs::read_dir(links).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let texts = paths.map(|path| fs::read_to_string(path).unwrap());
    texts
        .map(|text| {
            text.chars().filter(|char| char.is_ascii_alphanumeric() || "-_".contains(*char)).collect()
        })
        .collect()
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
    for version in 3..=9 {
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
fn every_link_cut_anywhere_is_told_to_be_cut() {
    for link in golden_links() {
        for n_chars in 1..link.len() {
            let error = decode(&edited(&link, n_chars..link.len(), "")).unwrap_err();
            assert!(matches!(error, DecodeError::CutOff { .. }), "{link} after {n_chars}: {error:?}");
        }
    }
}

#[test]
fn every_link_with_one_other_bit_is_noticed() {
    for link in golden_links() {
        for (index, bit) in (0..link.len()).flat_map(|index| (0..8).map(move |bit| (index, bit))) {
            let mut bytes = link.clone().into_bytes();
            bytes[index] ^= 1 << bit;
            let altered = String::from_utf8_lossy(&bytes);
            match decode(&altered) {
                Err(DecodeError::CutOff { .. } | DecodeError::NotALink) => {}
                // The digit in front is the version.
                Err(DecodeError::NewerVersion) if index == 0 => {}
                answer => panic!("{altered}: {answer:?}"),
            }
        }
    }
}

#[test]
fn a_fragment_of_a_megabyte_is_told_to_be_too_long() {
    let n_chars = 1_000_000;
    for start in ["1", "2"] {
        let fragment = format!("{start}{}", "a".repeat(n_chars - 1));
        check(&fragment, DecodeError::LinkTooLong { n_chars });
        check(&format!("{start}{}", "%41".repeat(n_chars - 1)), DecodeError::LinkTooLong { n_chars });
    }
    check(&"#".repeat(n_chars), DecodeError::Empty);
    check(&"%".repeat(n_chars), DecodeError::Empty);
    assert!(n_chars > MAX_FRAGMENT_CHARS);
}

#[test]
fn markup_in_a_field_is_text_like_any_other() {
    let markup = "<img src=x onerror=alert(1)>\"'&amp;</script>";
    let document = Document {
        source: markup.to_owned(),
        other: Some(markup.to_owned()),
        ignore: Some(markup.to_owned()),
        files: Some(vec![markup.replace('/', "")]),
        change: Change::Argument(markup.to_owned()),
        target: Some(markup.to_owned()),
        build_args: [(markup.to_owned(), markup.to_owned())].into(),
        line: Some(1),
        view: View::Files,
        durations: [(1, 1)].into(),
    };
    assert_eq!(decode(&encode(&document).unwrap()), Ok(document));
}

#[test]
fn a_source_that_nests_deeply_is_a_source() {
    for unit in ["$(", "${a:-", "{\"a\":[", "RUN <<EOF\n", "ONBUILD "] {
        let source = unit.repeat(25_000);
        let document = Document { source, ..Document::default() };
        assert_eq!(decode(&encode(&document).unwrap()), Ok(document));
    }
}

#[test]
fn junk_gives_an_error_and_no_panic() {
    let pieces: Vec<String> = CHARS.chars().map(String::from).chain(["%2".into(), "%E2%80".into()]).collect();
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let mut random = Random(3);
    for n_pieces in 0..2_000 {
        let junk: String = (0..n_pieces % 200).map(|_| random.pick(&pieces)).collect();
        for fragment in [junk.clone(), format!("#{junk}"), format!("1{junk}"), format!("2{junk}")] {
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
