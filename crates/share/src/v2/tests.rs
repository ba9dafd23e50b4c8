use std::collections::BTreeMap;

use onionskin_cache::Change;

use super::{DICTIONARY, MAX_BYTES, VERSION, decode, encode, files_from_bytes, from_bytes, to_bytes};
use crate::checksum::checksum;
use crate::pack::pack;
use crate::seal::sealed;
use crate::{
    DecodeError, Document, EncodeError, MAX_ARGUMENTS, MAX_DURATIONS, MAX_FILES, MAX_FILES_BYTES,
    MAX_FRAGMENT_CHARS, MAX_IGNORE_BYTES, MAX_NAME_BYTES, MAX_SOURCE_BYTES, MAX_TENTHS, MAX_VALUE_BYTES,
    View,
};

/// A link with a right checksum around any bytes.
fn link(bytes: &[u8]) -> String {
    sealed(VERSION, &pack(DICTIONARY, bytes))
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "what is expected is written in place")]
fn check(bytes: &[u8], expected: Result<Document, DecodeError>) {
    assert_eq!(decode(&link(bytes)), expected, "{:?}", String::from_utf8_lossy(bytes));
}

#[track_caller]
fn check_damaged(all: &[&[u8]]) {
    for bytes in all {
        check(bytes, Err(DecodeError::Damaged));
    }
}

/// A document with this source, and with what `with` changes in it.
fn document(source: &str, with: impl FnOnce(&mut Document)) -> Document {
    let mut document = Document { source: source.to_owned(), ..Document::default() };
    with(&mut document);
    document
}

fn arguments(n: usize, n_name: usize, n_value: usize) -> BTreeMap<String, String> {
    (0..n).map(|at| (format!("{at:0>n_name$}"), "v".repeat(n_value))).collect()
}

#[test]
fn the_dictionary_is_the_one_that_links_were_made_with() {
    let text = str::from_utf8(DICTIONARY).unwrap();
    assert_eq!((text.len(), checksum(text).as_str()), (25_174, "7nz06"));
}

#[test]
fn a_document_without_a_field_is_its_source_behind_a_line_feed() {
    assert_eq!(to_bytes(&document("FROM a", |_| ())).as_deref(), Ok(&b"\nFROM a"[..]));
    check(b"\n", Ok(Document::default()));
    check(b"\na\nb", Ok(document("a\nb", |_| ())));
}

#[test]
fn every_field_is_read() {
    let one = |bytes: &[u8], with: fn(&mut Document)| check(bytes, Ok(document("a", with)));
    one(b"\x01\x01\x01\na", |it| it.change = Change::FirstBuild);
    one(b"\x01\x06\x04a\0b/c\na", |it| it.change = Change::Files(vec!["a".into(), "b/c".into()]));
    one(b"\x02\x01\x07\na", |it| it.line = Some(7));
    one(b"\x02\x02\xAC\x02\na", |it| it.line = Some(300));
    one(b"\x03\x04prod\na", |it| it.target = Some("prod".into()));
    one(b"\x04\x01\x03\na", |it| it.view = View::Compare);
    one(b"\x05\x03A\x001\x05\x02B\0\na", |it| {
        it.build_args = [("A", "1"), ("B", "")].map(|(name, value)| (name.into(), value.into())).into();
    });
    one(b"\x06\x05\x03\x2A\x02\xAC\x02\na", |it| it.durations = [(3, 42), (5, 300)].into());
    one(b"\x07\x06FROM b\na", |it| it.other = Some("FROM b".into()));
    one(b"\x07\x00\na", |it| it.other = Some(String::new()));
    one(b"\x09\x05*.md\n\na", |it| it.ignore = Some("*.md\n".into()));
    one(b"\x0B\x07a\nb/c\nd\na", |it| it.files = Some(vec!["a".into(), "b/c".into(), "d".into()]));
    one(b"\x0B\x02d/\na", |it| it.files = Some(vec!["d/".into()]));
    one(b"\x0B\0\na", |it| it.files = Some(Vec::new()));
}

#[test]
fn of_a_field_that_is_there_twice_the_last_counts() {
    check(b"\x02\x01\x07\x02\x01\x08\na", Ok(document("a", |it| it.line = Some(8))));
}

#[test]
fn a_field_of_a_later_version_is_skipped_if_it_may_be() {
    check(b"\x0C\x03xyz\x02\x01\x07\x80\x01\x00\na", Ok(document("a", |it| it.line = Some(7))));
    check(b"\x0D\x00\na", Err(DecodeError::NewerVersion));
    check(b"\x81\x01\x00\na", Err(DecodeError::NewerVersion));
}

#[test]
fn a_view_of_a_later_version_is_the_stack() {
    check(b"\x04\x01\x05\na", Ok(document("a", |_| ())));
    check(b"\x04\x05\xFF\xFF\xFF\xFF\x0F\na", Ok(document("a", |_| ())));
}

#[test]
fn a_change_of_a_later_version_is_not_taken_for_another() {
    check(b"\x01\x01\x08\na", Err(DecodeError::NewerVersion));
}

#[test]
fn what_no_document_has_is_damage() {
    check_damaged(&[b"", b"\x01", b"\x01\x05\x01\na", b"\x01\0\na", b"\x01\x05\x03../a\na", b"\x80"]);
    check_damaged(&[b"\x02\0\na", b"\x02\x02\x07\x07\na", b"\x03\0\na", b"\x03\x01\n\na", b"\x04\0\na"]);
    check_damaged(&[b"\x05\x01A\na", b"\x05\x02\0b\na", b"\x05\x04A\0b\0\na"]);
    check_damaged(&[b"\x06\x01\x03\na", b"\x06\x02\0\x03\na", b"\x06\x07\xFF\xFF\xFF\xFF\x0F\x01\x01\na"]);
    check_damaged(&[b"\x06\x0A\xFF\xFF\xFF\xFF\x0F\x01\xFF\xFF\xFF\xFF\x0F\x01\na"]);
    check_damaged(&[
        b"\x0B\x01/\na",
        b"\x0B\x02/a\na",
        b"\x0B\x04../a\na",
        b"\x0B\x03a\n\n\na",
        b"\x0B\x02a\0\na",
    ]);
    check_damaged(&[b"\n\xFF", b"\x07\x01\xFF\na", b"\x09\x01\xFF\na", b"\x0B\x01\xFF\na"]);
}

#[test]
fn a_line_of_zero_is_none() {
    check(b"\x02\x01\0\na", Ok(document("a", |_| ())));
    assert_eq!(to_bytes(&document("a", |it| it.line = Some(0))).as_deref(), Ok(&b"\na"[..]));
}

#[test]
fn everything_at_its_limit_comes_back() {
    let largest = document(&"#".repeat(MAX_SOURCE_BYTES), |it| {
        it.other = Some("x".repeat(MAX_SOURCE_BYTES));
        it.ignore = Some("y".repeat(MAX_IGNORE_BYTES));
        it.files = Some(vec!["z".repeat(MAX_FILES_BYTES / MAX_FILES - 1); MAX_FILES]);
        it.target = Some("t".repeat(MAX_NAME_BYTES));
        it.build_args = arguments(MAX_ARGUMENTS, MAX_NAME_BYTES, MAX_VALUE_BYTES);
        it.durations = (1..=2_000).map(|line| (line * 2_000_000, MAX_TENTHS)).collect();
        it.line = Some(u32::MAX);
    });
    assert_eq!(MAX_DURATIONS, 2_000);
    let bytes = to_bytes(&largest).unwrap();
    assert!(bytes.len() < MAX_BYTES, "{}", bytes.len());
    assert_eq!(from_bytes(&bytes).as_ref(), Ok(&largest));
    assert_eq!(decode(&encode(&largest).unwrap()), Ok(largest));
}

#[test]
fn what_is_over_a_limit_is_refused_and_not_read() {
    type With = fn(&mut Document);
    let over: [(With, EncodeError); 9] = [
        (
            |it| it.source = "#".repeat(MAX_SOURCE_BYTES + 1),
            EncodeError::SourceTooLarge { n_bytes: MAX_SOURCE_BYTES + 1 },
        ),
        (
            |it| it.other = Some("#".repeat(MAX_SOURCE_BYTES + 1)),
            EncodeError::SourceTooLarge { n_bytes: MAX_SOURCE_BYTES + 1 },
        ),
        (
            |it| it.ignore = Some("#".repeat(MAX_IGNORE_BYTES + 1)),
            EncodeError::IgnoreTooLarge { n_bytes: MAX_IGNORE_BYTES + 1 },
        ),
        (|it| it.files = Some(vec!["a".to_owned(); MAX_FILES + 1]), EncodeError::Files),
        (|it| it.files = Some(vec!["a".repeat(4_000); MAX_FILES_BYTES / 4_000 + 1]), EncodeError::Files),
        (|it| it.files = Some(vec!["../a".to_owned()]), EncodeError::Files),
        (|it| it.target = Some("t".repeat(MAX_NAME_BYTES + 1)), EncodeError::BuildInputs),
        (|it| it.build_args = arguments(MAX_ARGUMENTS + 1, 4, 1), EncodeError::BuildInputs),
        (|it| it.build_args = arguments(1, 1, MAX_VALUE_BYTES + 1), EncodeError::BuildInputs),
    ];
    for (with, error) in over {
        assert_eq!(encode(&document("a", with)), Err(error));
    }
    let durations = |durations: BTreeMap<u32, u32>| encode(&document("a", |it| it.durations = durations));
    assert_eq!(durations([(1, MAX_TENTHS + 1)].into()), Err(EncodeError::Durations));
    assert_eq!(durations([(0, 1)].into()), Err(EncodeError::Durations));
    assert_eq!(durations((1..=2_001).map(|line| (line, 1)).collect()), Err(EncodeError::Durations));

    let field = |tag: u8, n_bytes: usize| {
        let length = [n_bytes & 0x7F | 0x80, n_bytes >> 7 & 0x7F | 0x80, n_bytes >> 14];
        let length = length.map(|byte| u8::try_from(byte).unwrap());
        [&[tag], &length[..], &vec![b'x'; n_bytes], b"\na"].concat()
    };
    for (tag, most) in [(7, MAX_SOURCE_BYTES), (9, MAX_IGNORE_BYTES)] {
        assert!(from_bytes(&field(tag, most)).is_ok(), "{tag}");
        check(&field(tag, most + 1), Err(DecodeError::TooLarge));
    }
    check(&field(11, MAX_FILES_BYTES + 1), Err(DecodeError::TooLarge));
    assert!(files_from_bytes(vec!["a"; MAX_FILES].join("\n").as_bytes()).is_ok());
    assert_eq!(files_from_bytes(vec!["a"; MAX_FILES + 1].join("\n").as_bytes()), Err(DecodeError::TooLarge));
    check(format!("\n{}", "#".repeat(MAX_SOURCE_BYTES + 1)).as_bytes(), Err(DecodeError::TooLarge));
    check(&[b"\x05\x02A\0".repeat(MAX_ARGUMENTS + 1), b"\na".to_vec()].concat(), Err(DecodeError::Damaged));
}

#[test]
fn as_much_as_may_be_is_unpacked_and_one_byte_more_is_too_large() {
    // A field of two megabytes less 5 bytes, which are its tag, its length and the tag of the source.
    let bytes = |n_more: usize| {
        let mut bytes = vec![0x0E, 0xFB, 0xFF, 0x7F];
        bytes.resize(MAX_BYTES - 1, b'x');
        bytes.push(b'\n');
        bytes.resize(MAX_BYTES + n_more, b'y');
        bytes
    };
    check(&bytes(0), Ok(Document::default()));
    check(&bytes(1), Err(DecodeError::TooLarge));
}

#[test]
fn a_link_that_unpacks_to_a_thousand_times_its_size_is_refused() {
    let bomb = link(&vec![0; 40 * 1024 * 1024]);
    assert!(bomb.len() < MAX_FRAGMENT_CHARS);
    assert_eq!(decode(&bomb), Err(DecodeError::TooLarge));
}

#[test]
fn a_fragment_of_the_most_characters_is_read_and_one_more_is_too_long() {
    let check = |n_chars: usize, expected: DecodeError| {
        let link = format!("2{}", "A".repeat(n_chars - 6));
        assert_eq!(decode(&format!("{link}{}", checksum(&link))), Err(expected));
    };
    check(MAX_FRAGMENT_CHARS, DecodeError::Damaged);
    let n_chars = MAX_FRAGMENT_CHARS + 1;
    check(n_chars, DecodeError::LinkTooLong { n_chars });
}

#[test]
fn a_link_that_refers_to_nothing_in_the_dictionary_is_read_too() {
    let packed = miniz_oxide::deflate::compress_to_vec(b"\nFROM by.hand\n", 6);
    assert_eq!(decode(&sealed(VERSION, &packed)), Ok(document("FROM by.hand\n", |_| ())));
}
