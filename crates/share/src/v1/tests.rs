#[path = "../../tests/random/mod.rs"]
mod random;

use miniz_oxide::deflate::compress_to_vec;
use onionskin_cache::Change;

use random::Random;

use super::{MAX_FRAME_BYTES, VERSION, decode};
use crate::checksum::checksum;
use crate::encode;
use crate::seal;
use crate::{DecodeError, Document, MAX_ARGUMENTS, MAX_FRAGMENT_CHARS, MAX_PATH_BYTES, MAX_SOURCE_BYTES};

const COMPRESSION_LEVEL: u8 = 6;

fn sealed(packed: &[u8]) -> String {
    seal::sealed(VERSION, packed)
}

/// A link with a right checksum around any frame.
fn link(frame: &[u8]) -> String {
    sealed(&compress_to_vec(frame, COMPRESSION_LEVEL))
}

#[track_caller]
fn check(frame: &[u8], expected: Result<(&str, Change), DecodeError>) {
    let expected = expected.map(|(source, change)| Document {
        source: source.to_owned(),
        change,
        ..Document::default()
    });
    assert_eq!(decode(&link(frame)), expected);
}

#[test]
fn each_kind_of_change_is_read() {
    check(b"\0FROM a", Ok(("FROM a", Change::Nothing)));
    check(b"\x01\x01\x01\0", Ok(("", Change::FirstBuild)));
    check(b"\x01\x01\x02\0", Ok(("", Change::AppCode)));
    check(b"\x01\x04\x03a/b\0", Ok(("", Change::File("a/b".into()))));
    check(b"\x01\x06\x04a\0b/c\0", Ok(("", Change::Files(vec!["a".into(), "b/c".into()]))));
    check(b"\x01\x07\x05node:2\0", Ok(("", Change::BaseImage("node:2".into()))));
    check(b"\x01\x02\x06V\0", Ok(("", Change::Argument("V".into()))));
    check(b"\x01\x01\x07\0", Ok(("", Change::NoCache)));
}

#[test]
fn a_field_of_a_later_version_is_skipped() {
    check(b"\x07\x03xyz\x01\x01\x02\x08\0\0FROM a", Ok(("FROM a", Change::AppCode)));
}

#[test]
fn a_change_of_a_later_version_is_not_taken_for_another() {
    check(b"\x01\x01\x08\0FROM a", Err(DecodeError::NewerVersion));
}

#[test]
fn a_change_that_is_none_is_damage() {
    for frame in [&b"\x01\0\0"[..], b"\x01\x01\0\0", b"\x01\x02\x01x\0", b"\x01\x02\x02x\0"] {
        check(frame, Err(DecodeError::Damaged));
    }
}

#[test]
fn a_path_that_leads_out_of_the_build_context_is_damage() {
    for frame in [&b"\x01\x01\x03\0"[..], b"\x01\x05\x03../a\0", b"\x01\x03\x03/a\0", b"\x01\x03\x03a\n\0"] {
        check(frame, Err(DecodeError::Damaged));
    }
}

#[test]
fn a_path_of_the_most_bytes_is_read_and_one_more_is_damage() {
    // 4,096 and 4,097 bytes with the kind of change in front, as LEB128.
    let frame = |n_bytes: u8| {
        let path = "x".repeat(MAX_PATH_BYTES + usize::from(n_bytes));
        [&[1, 0x80 + n_bytes, 0x20, 3], path.as_bytes(), &[0]].concat()
    };
    check(&frame(0), Ok(("", Change::File("x".repeat(MAX_PATH_BYTES)))));
    check(&frame(1), Err(DecodeError::Damaged));
}

#[test]
fn the_target_and_the_build_arguments_are_read() {
    let expected = Document {
        source: "FROM a".to_owned(),
        target: Some("prod".to_owned()),
        build_args: [("A", "1"), ("B", "")].map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ..Document::default()
    };
    let frame = b"\x02\x04prod\x03\x02B\0\x03\x03A\x001\0FROM a";
    assert_eq!(decode(&link(frame)), Ok(expected));
}

#[test]
fn a_target_or_an_argument_that_is_none_is_damage() {
    for frame in [&b"\x02\0\0"[..], b"\x02\x01\n\0", b"\x03\x01A\0", b"\x03\x02\0b\0", b"\x03\x04A\0b\0\0"] {
        check(frame, Err(DecodeError::Damaged));
    }
}

#[test]
fn as_many_arguments_as_a_link_holds_are_read_and_one_more_is_damage() {
    let argument = |at: usize| format!("\x03\x04A{at:02}\0");
    let frame = |n: usize| [(0..n).map(argument).collect::<String>().as_bytes(), &[0]].concat();
    assert_eq!(decode(&link(&frame(MAX_ARGUMENTS))).unwrap().build_args.len(), MAX_ARGUMENTS);
    check(&frame(MAX_ARGUMENTS + 1), Err(DecodeError::Damaged));
}

#[test]
fn bytes_that_are_no_text_are_damage() {
    check(b"\0\xFF", Err(DecodeError::Damaged));
    check(b"\x01\x02\x03\xFF\0", Err(DecodeError::Damaged));
    check(b"", Err(DecodeError::Damaged));
}

#[test]
fn a_dockerfile_of_the_most_bytes_is_read_and_one_more_is_too_large() {
    let source = "#".repeat(MAX_SOURCE_BYTES);
    check(format!("\0{source}").as_bytes(), Ok((&source, Change::Nothing)));
    check(format!("\0{source}#").as_bytes(), Err(DecodeError::TooLarge));
}

#[test]
fn a_frame_of_the_most_bytes_is_read_and_one_more_is_too_large() {
    // A field of 512 KiB less 5 bytes, which are its tag, its length and the tag of the source.
    let frame = |n_more: usize| {
        [&[9, 0xFB, 0xFF, 0x1F][..], &vec![b'x'; MAX_FRAME_BYTES - 5], &vec![0; 1 + n_more]].concat()
    };
    assert_eq!(frame(0).len(), MAX_FRAME_BYTES);
    check(&frame(0), Ok(("", Change::Nothing)));
    check(&frame(1), Err(DecodeError::TooLarge));
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
        let link = format!("1{}", "A".repeat(n_chars - 6));
        assert_eq!(decode(&format!("{link}{}", checksum(&link))), Err(expected));
    };
    check(MAX_FRAGMENT_CHARS, DecodeError::Damaged);
    let n_chars = MAX_FRAGMENT_CHARS + 1;
    check(n_chars, DecodeError::LinkTooLong { n_chars });
}

#[test]
fn what_is_no_base64_or_no_deflate_is_damage() {
    for payload in ["", "A", "AB", "A+A=", "é", "____"] {
        let link = format!("1{payload}");
        assert_eq!(decode(&format!("{link}{}", checksum(&link))), Err(DecodeError::Damaged), "{payload}");
    }
}

#[test]
fn a_text_that_ends_too_early_is_damage_even_if_the_checksum_fits() {
    let packed = compress_to_vec(b"\0FROM python:3.11-slim\nWORKDIR /app\n", COMPRESSION_LEVEL);
    for n_bytes in 0..packed.len() {
        assert_eq!(decode(&sealed(&packed[..n_bytes])), Err(DecodeError::Damaged), "{n_bytes}");
    }
}

#[test]
fn junk_behind_a_right_checksum_does_no_harm() {
    let mut random = Random(4);
    for n_bytes in 0..2_000 {
        let junk: Vec<u8> =
            (0..n_bytes % 100).map(|_| random.pick(&[0, 1, 2, 3, 4, 0x61, 0x80, 0xFF])).collect();
        for link in [sealed(&junk), link(&junk)] {
            match decode(&link) {
                Ok(document) => assert_eq!(crate::decode(&encode(&document).unwrap()), Ok(document)),
                Err(DecodeError::Damaged | DecodeError::NewerVersion | DecodeError::TooLarge) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
    }
}
