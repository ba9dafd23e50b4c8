//! What Go's standard library reads and writes, as far as BuildKit's answers depend on it.

mod csv;
mod duration;

pub use csv::csv_fields;
pub use duration::{parse_duration, part_of};

/// `text` in Go's `%q` form: in double quotes, with Go's escapes.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\x07' => quoted.push_str("\\a"),
            '\x08' => quoted.push_str("\\b"),
            '\x0C' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\x0B' => quoted.push_str("\\v"),
            _ if is_printable(character) => quoted.push(character),
            _ => quoted.push_str(&code(character)),
        }
    }
    quoted.push('"');
    quoted
}

/// `text` as Go's `time` package quotes it: bytes outside of ASCII and control characters as `\xNN`.
pub(crate) fn quote_bytes(text: &str) -> String {
    let escaped = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=0x7F => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    };
    let inner: String = text.bytes().map(escaped).collect();
    format!("\"{inner}\"")
}

/// The escape of a character that is not printable.
fn code(character: char) -> String {
    match u32::from(character) {
        code @ 0..=0x7F => format!("\\x{code:02x}"),
        code @ 0x80..=0xFFFF => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// Go prints letters, marks, numbers, punctuation and symbols; of the characters that come up in Dockerfiles
/// that leaves out controls, all white space but the plain one, and invisible format characters.
fn is_printable(character: char) -> bool {
    let is_format = matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFB}'
    );
    character == ' ' || !character.is_control() && !character.is_whitespace() && !is_format
}

/// Whether Go's `strconv.ParseBool` takes `text`, and for what.
pub fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{quote, quote_bytes};

    #[test]
    fn texts_are_quoted_as_go_does_it() {
        assert_eq!(quote("a b"), r#""a b""#);
        assert_eq!(quote("\"\\\t\u{1}é"), r#""\"\\\t\x01é""#);
        assert_eq!(quote("\u{A0}\u{200B}\u{FFFD}"), "\"\\u00a0\\u200b\u{FFFD}\"");
        assert_eq!(quote_bytes("5µ\"\n"), r#""5\xc2\xb5\"\x0a""#);
    }
}
