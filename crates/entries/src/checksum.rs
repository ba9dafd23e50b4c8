/// The hash FNV-1a of `text`, with 64 bits: it tells whether a text is whole and which text it is. It keeps out
/// accidents, not forgers, who could replace the whole page.
pub(crate) fn checksum(text: &str) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    text.bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn it_is_fnv_1a() {
        // From the test vectors of its authors.
        let vectors =
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)];
        for (text, expected) in vectors {
            assert_eq!(checksum(text), expected, "{text:?}");
        }
    }
}
