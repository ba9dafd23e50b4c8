//! Flags in front of an instruction's arguments: `--name=value`.
//!
//! BuildKit reads them byte by byte and turns each byte into a character, so an `é` becomes `Ã©`, and the bytes
//! 85 and A0 count as white space even inside of a character. A grammar over characters cannot say that; this
//! is the one place that reads bytes.

use std::ops::Range;

use crate::joined::Joined;
use crate::{Escape, Flag};

/// The flags at the start of `range` of the joined text, and where the rest starts.
pub(crate) fn read_flags(joined: &Joined<'_>, range: Range<usize>, escape: Escape) -> (Vec<Flag>, usize) {
    let mut flags = Vec::new();
    let bytes = joined.text.as_bytes().get(..range.end).unwrap_or_default();
    let mut at = range.start;
    loop {
        at += bytes.iter().skip(at).take_while(|&&byte| is_space(byte)).count();
        if !bytes.get(at..).is_some_and(|rest| rest.starts_with(b"--")) {
            return (flags, at);
        }
        let start = at;
        let text = word(bytes, &mut at, escape);
        if text == "--" {
            return (flags, at);
        }
        let named = text.get(2..).unwrap_or_default();
        let (name, value) = match named.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (named.to_owned(), None),
        };
        flags.push(Flag { name, value, text, span: joined.span(start..at) });
    }
}

/// The flag word at `at`, quotes and escapes resolved; `at` moves behind it.
fn word(bytes: &[u8], at: &mut usize, escape: Escape) -> String {
    let escape = escape.character() as u8;
    let mut text = String::new();
    let mut quote = None;
    while let Some(&byte) = bytes.get(*at) {
        if quote.is_none() && is_space(byte) {
            break;
        }
        *at += 1;
        if quote == Some(byte) {
            quote = None;
        } else if quote.is_none() && matches!(byte, b'"' | b'\'') {
            quote = Some(byte);
        } else if byte == escape {
            if let Some(&literal) = bytes.get(*at) {
                text.push(char::from(literal));
                *at += 1;
            }
        } else {
            text.push(char::from(byte));
        }
    }
    text
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | b' ' | 0x85 | 0xA0)
}
