//! Numbers and values of fields as bytes.

/// Writes a field: its tag, its length and its bytes.
pub(crate) fn write_field(bytes: &mut Vec<u8>, tag: u32, value: &[u8]) {
    // A value of 4 GiB cannot come here: all that a document holds is bounded far below.
    let n_bytes = u32::try_from(value.len()).unwrap_or(u32::MAX);
    write_number(bytes, tag);
    write_number(bytes, n_bytes);
    bytes.extend_from_slice(value);
}

/// The value of a field whose tag was read: its length and that many bytes; `None` where they end too early.
pub(crate) fn read_value<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let n_bytes = usize::try_from(read_number(bytes)?).ok()?;
    let (value, rest) = bytes.split_at_checked(n_bytes)?;
    *bytes = rest;
    Some(value)
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
pub(crate) fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// The number at the start of `bytes`, which is taken off; `None` where they end too early or it has more than 32 bits.
pub(crate) fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u32::from(byte & 0x7F);
        let placed = bits << shift;
        if placed >> shift != bits {
            return None;
        }
        number |= placed;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{read_number, write_number};

    #[test]
    fn a_number_is_read_as_it_was_written() {
        for number in [0, 1, 127, 128, 300, 16_383, 16_384, u32::MAX - 1, u32::MAX] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            assert_eq!(read_number(&mut bytes.as_slice()), Some(number));
        }
        assert_eq!(read_number(&mut &[0xAC, 0x02][..]), Some(300));
    }

    #[test]
    fn a_number_of_more_than_32_bits_is_none() {
        assert_eq!(read_number(&mut &[0xFF, 0xFF, 0xFF, 0xFF, 0x1F][..]), None);
        assert_eq!(read_number(&mut &[0x80, 0x80, 0x80, 0x80, 0x80, 0x00][..]), None);
    }
}
