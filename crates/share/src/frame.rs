/// What is packed into a link, as bytes: fields, each a tag, a length and that many bytes, and last
/// [`SOURCE`], whose bytes go to the end. Tags and lengths are LEB128.
///
/// A field that has its default value is left out. A tag that is not known is skipped, so a field that can be
/// ignored may be added with the next free tag; one that cannot needs a new version of the link. A tag is
/// never used for anything else again.
///
/// | tag | field | its bytes |
/// |---|---|---|
/// | 0 | source | the Dockerfile, without a length |
/// | 1 | change | its kind, then what it is about |
/// | 2 | target | the name of the stage |
/// | 3 | argument, one field for each | its name, a zero byte, its value |
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame<'a> {
    /// What is different from the build before; `None` for nothing.
    pub(crate) change: Option<&'a [u8]>,
    /// The stage to build; `None` for the last one.
    pub(crate) target: Option<&'a [u8]>,
    /// The build arguments that are given, name and value with a zero byte between them.
    pub(crate) arguments: Vec<&'a [u8]>,
    /// The Dockerfile.
    pub(crate) source: &'a [u8],
}

const SOURCE: u32 = 0;
const CHANGE: u32 = 1;
const TARGET: u32 = 2;
const ARGUMENT: u32 = 3;

impl<'a> Frame<'a> {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.source.len() + 1);
        if let Some(change) = self.change {
            write_field(&mut bytes, CHANGE, change);
        }
        if let Some(target) = self.target {
            write_field(&mut bytes, TARGET, target);
        }
        for argument in &self.arguments {
            write_field(&mut bytes, ARGUMENT, argument);
        }
        write_number(&mut bytes, SOURCE);
        bytes.extend_from_slice(self.source);
        bytes
    }

    /// The frame that `bytes` are; `None` if they end too early. Of a field that is there twice the last
    /// counts; only arguments are several.
    pub(crate) fn from_bytes(mut bytes: &'a [u8]) -> Option<Self> {
        let mut frame = Self::default();
        loop {
            let tag = read_number(&mut bytes)?;
            if tag == SOURCE {
                frame.source = bytes;
                return Some(frame);
            }
            let value = read_value(&mut bytes)?;
            match tag {
                CHANGE => frame.change = Some(value),
                TARGET => frame.target = Some(value),
                ARGUMENT => frame.arguments.push(value),
                _ => {}
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
    #[expect(clippy::needless_pass_by_value, reason = "what is expected is written in place")]
    fn check(bytes: &[u8], expected: Option<Frame<'_>>) {
        assert_eq!(Frame::from_bytes(bytes), expected, "{bytes:?}");
    }

    #[test]
    fn the_source_is_all_that_follows_its_tag() {
        check(b"\0a\0b", Some(Frame { source: b"a\0b", ..Frame::default() }));
        check(&[0], Some(Frame::default()));
    }

    #[test]
    fn a_frame_without_a_change_costs_one_byte() {
        let frame = Frame { source: b"ab", ..Frame::default() };
        assert_eq!(frame.to_bytes(), [0, b'a', b'b']);
    }

    #[test]
    fn of_a_field_that_is_there_twice_the_last_counts() {
        let expected = || Some(Frame { source: b"a", change: Some(&[2]), ..Frame::default() });
        check(&[1, 1, 2, 0, b'a'], expected());
        check(&[1, 1, 3, 1, 1, 2, 0, b'a'], expected());
    }

    #[test]
    fn there_can_be_several_arguments() {
        let frame = Frame { target: Some(b"t"), arguments: vec![b"A\0b", b"C\0"], ..Frame::default() };
        assert_eq!(frame.to_bytes(), b"\x02\x01t\x03\x03A\0b\x03\x02C\0\0");
        check(&frame.to_bytes(), Some(frame));
    }

    #[test]
    fn a_field_that_is_not_known_is_skipped() {
        let expected = Some(Frame { source: b"a", change: Some(&[2]), ..Frame::default() });
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
