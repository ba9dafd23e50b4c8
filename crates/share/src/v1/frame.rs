use crate::leb128::{read_number, read_value};

/// What is packed into a link of version 1, as bytes: fields, each a tag, a length and that many bytes, and last
/// [`SOURCE`], whose bytes go to the end. Tags and lengths are LEB128. A tag that is not known is skipped.
///
/// | tag | field | its bytes |
/// |---|---|---|
/// | 0 | source | the Dockerfile, without a length |
/// | 1 | change | its kind, then what it is about |
/// | 2 | target | the name of the stage |
/// | 3 | argument, one field for each | its name, a zero byte, its value |
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    /// What is different from the build before; `None` for nothing.
    pub(super) change: Option<&'a [u8]>,
    /// The stage to build; `None` for the last one.
    pub(super) target: Option<&'a [u8]>,
    /// The build arguments that are given, name and value with a zero byte between them.
    pub(super) arguments: Vec<&'a [u8]>,
    /// The Dockerfile.
    pub(super) source: &'a [u8],
}

const SOURCE: u32 = 0;
const CHANGE: u32 = 1;
const TARGET: u32 = 2;
const ARGUMENT: u32 = 3;

impl<'a> Frame<'a> {
    /// The frame that `bytes` are; `None` if they end too early. Of a field that is there twice the last
    /// counts; only arguments are several.
    pub(super) fn from_bytes(mut bytes: &'a [u8]) -> Option<Self> {
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

#[cfg(test)]
mod tests {
    use super::Frame;

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
    fn of_a_field_that_is_there_twice_the_last_counts() {
        let expected = || Some(Frame { source: b"a", change: Some(&[2]), ..Frame::default() });
        check(&[1, 1, 2, 0, b'a'], expected());
        check(&[1, 1, 3, 1, 1, 2, 0, b'a'], expected());
    }

    #[test]
    fn there_can_be_several_arguments() {
        let frame = Frame { target: Some(b"t"), arguments: vec![b"A\0b", b"C\0"], ..Frame::default() };
        check(b"\x02\x01t\x03\x03A\0b\x03\x02C\0\0", Some(frame));
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
}
