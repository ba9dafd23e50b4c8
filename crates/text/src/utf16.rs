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

/// How many UTF-16 units `text` has.
pub fn len(text: &str) -> u32 {
    // Every character has one byte that does not continue another; those of four bytes are two units.
    let units = |byte: &u8| usize::from(byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0);
    let units: usize = text.as_bytes().iter().map(units).sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Byte offsets of one text to UTF-16 offsets: in one pass over the text as long as they do not decrease.
#[derive(Clone, Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    byte: usize,
    units: u32,
}

impl<'a> Offsets<'a> {
    /// The offsets of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, byte: 0, units: 0 }
    }

    /// The UTF-16 offset of the byte at `offset`, as [`from_byte`] has it.
    pub fn from_byte(&mut self, offset: u32) -> u32 {
        let offset = self.text.floor_char_boundary(offset as usize);
        if offset < self.byte {
            (self.byte, self.units) = (0, 0);
        }
        self.units += self.text.get(self.byte..offset).map_or(0, len);
        self.byte = offset;
        self.units
    }
}

#[cfg(test)]
mod tests {
    use super::{Offsets, from_byte, len, to_byte};

    #[test]
    fn offsets_are_the_same_one_by_one_and_in_one_pass() {
        let text = "aé🐳b\u{ffff}\n🐳";
        let mut offsets = Offsets::new(text);
        for byte in (0..=text.len() + 2).chain([3, 0, text.len()]) {
            let expected = from_byte(text, byte);
            assert_eq!(offsets.from_byte(u32::try_from(byte).unwrap()), expected, "{byte}");
        }
        assert_eq!(len(text) as usize, text.encode_utf16().count());
    }

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
