//! UTF-16 offsets, as a browser's text fields count, to bytes and back.

/// The byte offset in `text` of the UTF-16 offset `units`.
///
/// Offsets inside a surrogate pair go to the start of its character; offsets behind the end go to the end.
pub fn to_byte(text: &str, units: u32) -> usize {
    let mut seen = 0_usize;
    for (at, character) in text.char_indices() {
        seen += character.len_utf16();
        if seen > units as usize {
            return at;
        }
    }
    text.len()
}

/// The UTF-16 offset in `text` of the byte at `offset`; an offset inside a character goes to its start.
pub fn from_byte(text: &str, offset: usize) -> u32 {
    let before = text.char_indices().take_while(|(at, character)| at + character.len_utf8() <= offset);
    let units: usize = before.map(|(_, character)| character.len_utf16()).sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{from_byte, to_byte};

    #[test]
    fn offsets_go_there_and_back_over_wide_characters() {
        let text = "aé🐳b";
        for (units, byte) in [(0, 0), (1, 1), (2, 3), (4, 7), (5, 8)] {
            assert_eq!(to_byte(text, units), byte);
            assert_eq!(from_byte(text, byte), units);
        }
    }

    #[test]
    fn offsets_inside_a_character_or_behind_the_end_are_moved() {
        assert_eq!((to_byte("🐳", 1), to_byte("🐳", 9)), (0, 4));
        assert_eq!((from_byte("🐳", 2), from_byte("🐳", 9)), (0, 2));
    }
}
