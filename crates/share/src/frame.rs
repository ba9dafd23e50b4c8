/// What is packed into a link, as bytes: fields, each a tag, a length and that many bytes, and last
/// [`SOURCE`], whose bytes go to the end. Tags and lengths are LEB128.
///
/// A field that has its default value is left out. A tag that is not known is skipped, so a field that can be
/// ignored may be added with the next free tag; one that cannot needs a new version of the link. A tag is
/// never used for anything else again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame<'a> {
    /// What is different from the build before; `None` for nothing.
    pub(crate) change: Option<&'a [u8]>,
    /// The Dockerfile.
    pub(crate) source: &'a [u8],
}

const SOURCE: u32 = 0;
const CHANGE: u32 = 1;

impl<'a> Frame<'a> {
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.source.len() + 1);
        if let Some(change) = self.change {
            write_field(&mut bytes, CHANGE, change);
        }
        write_number(&mut bytes, SOURCE);
        bytes.extend_from_slice(self.source);
        bytes
    }

    /// The frame that `bytes` are; `None` if they end too early. Of a field that is there twice the last
    /// counts.
    pub(crate) fn from_bytes(mut bytes: &'a [u8]) -> Option<Self> {
        let mut frame = Self::default();
        loop {
            let tag = read_number(&mut bytes)?;
            if tag == SOURCE {
                frame.source = bytes;
                return Some(frame);
            }
            let value = read_value(&mut bytes)?;
            if tag == CHANGE {
                frame.change = Some(value);
            }
        }
    }
}

fn write_field(bytes: &mut Vec<u8>, tag: u32, value: &[u8]) {
    // A value of 4 GiB cannot come here: all that a document holds is bounded far below.
    let n_bytes = u32::try_from(value.len()).unwrap_or(u32::MAX);
    write_number(bytes, tag);
    write_number(bytes, n_bytes);
    bytes.extend_from_slice(value);
}

fn read_value<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let n_bytes = usize::try_from(read_number(bytes)?).ok()?;
    let (value, rest) = bytes.split_at_checked(n_bytes)?;
    *bytes = rest;
    Some(value)
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn read_number(bytes: &mut &[u8]) -> Option<u32> {
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
    use super::{Frame, read_number, write_number};

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<Frame<'_>>) {
        assert_eq!(Frame::from_bytes(bytes), expected, "{bytes:?}");
    }

    #[test]
    fn the_source_is_all_that_follows_its_tag() {
        check(b"\0a\0b", Some(Frame { source: b"a\0b", change: None }));
        check(&[0], Some(Frame::default()));
    }

    #[test]
    fn a_frame_without_a_change_costs_one_byte() {
        let frame = Frame { source: b"ab", change: None };
        assert_eq!(frame.to_bytes(), [0, b'a', b'b']);
    }

    #[test]
    fn of_a_field_that_is_there_twice_the_last_counts() {
        let expected = Frame { source: b"a", change: Some(&[2]) };
        check(&[1, 1, 2, 0, b'a'], Some(expected));
        check(&[1, 1, 3, 1, 1, 2, 0, b'a'], Some(expected));
    }

    #[test]
    fn a_field_that_is_not_known_is_skipped() {
        let expected = Some(Frame { source: b"a", change: Some(&[2]) });
        check(&[9, 3, 0, 0, 0, 1, 1, 2, 0x80, 1, 0, 0, b'a'], expected);
    }

    #[test]
    fn a_frame_that_ends_too_early_is_none() {
        for bytes in [&[][..], &[1], &[1, 2, 0], &[0x80], &[1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0], &[9, 0]] {
            check(bytes, None);
        }
    }

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
