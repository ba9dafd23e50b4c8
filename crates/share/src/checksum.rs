/// How many characters a checksum has: the fewest that hold 24 bits in base 36.
pub(crate) const N_CHARS: usize = 5;

const BASE: u32 = 36;

/// CRC-24 as in RFC 9580, section 6.1 (armour of `OpenPGP`): its start value and its polynomial.
const START: u32 = 0x00B7_04CE;
const POLYNOMIAL: u32 = 0x0086_4CFB;

/// The checksum of `text`: the digits and small letters that stand for its CRC-24.
///
/// A CRC of 24 bits differs for certain where up to three neighbouring bytes differ and nothing else does;
/// any other change it misses once in 16 million times.
pub(crate) fn checksum(text: &str) -> String {
    let crc = crc24(text.as_bytes());
    let digit = |place: u32| char::from_digit(crc / BASE.pow(place) % BASE, BASE);
    [4, 3, 2, 1, 0].into_iter().filter_map(digit).collect()
}

fn crc24(bytes: &[u8]) -> u32 {
    bytes.iter().fold(START, |crc, &byte| (0..8).fold(crc ^ u32::from(byte) << 16, |crc, _| shifted(crc)))
}

fn shifted(crc: u32) -> u32 {
    let carry = crc & 0x0080_0000 != 0;
    (crc << 1 & 0x00FF_FFFF) ^ if carry { POLYNOMIAL } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{N_CHARS, checksum, crc24};

    #[test]
    fn it_is_the_crc_that_openpgp_names() {
        assert_eq!(crc24(b"123456789"), 0x0021_CF02);
    }

    #[test]
    fn a_link_can_end_in_it() {
        for text in ["", "1", "1A", "1_", "1-", "1zzz", "1\u{fffd}"] {
            let checksum = checksum(text);
            assert_eq!(checksum.len(), N_CHARS);
            assert!(checksum.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z')));
        }
    }

    #[test]
    fn exchanged_neighbours_make_a_difference() {
        assert_ne!(checksum("1abcd"), checksum("1acbd"));
    }
}
