use crate::DecodeError;
use crate::leb128::{read_number, read_value, write_field, write_number};

/// What is packed into a link, as bytes: fields, each a tag, a length and that many bytes, and last [`SOURCE`], whose bytes
/// go to the end. Tags and lengths are LEB128.
///
/// A field that has its default value is left out; of one that is there twice the last counts, but for arguments. A tag
/// that is not known is skipped where it is even. Where it is odd, the document means something else without it, so that
/// whoever does not know it must not open the link. A tag is never used for anything else again. `docs/link-format.md`
/// tells the rest.
#[derive(Default)]
pub(super) struct Fields(Vec<u8>);

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// What is different from the build before.
    Change,
    /// The selected line.
    Line,
    /// The stage to build.
    Target,
    /// What is shown.
    View,
    /// A build argument; one field for each.
    Argument,
    /// How long steps take.
    Durations,
    /// The ignore file.
    Ignore,
    /// The files of the build context.
    Files,
    /// The Dockerfile that the source is compared with.
    Other,
}

/// The tag of the source: a line feed, as in front of any other line. So the dictionary covers it together with the first
/// word.
const SOURCE: u32 = 10;

impl Tag {
    const ALL: [(Self, u32); 9] = [
        (Self::Change, 1),
        (Self::Line, 2),
        (Self::Target, 3),
        (Self::View, 4),
        (Self::Argument, 5),
        (Self::Durations, 6),
        (Self::Other, 7),
        (Self::Ignore, 9),
        (Self::Files, 11),
    ];
}

impl Fields {
    pub(super) fn put(&mut self, tag: Tag, value: &[u8]) {
        for (_, number) in Tag::ALL.into_iter().filter(|(known, _)| *known == tag) {
            write_field(&mut self.0, number, value);
        }
    }

    pub(super) fn finish(mut self, source: &[u8]) -> Vec<u8> {
        write_number(&mut self.0, SOURCE);
        self.0.extend_from_slice(source);
        self.0
    }
}

/// Hands every field to `take`, and returns the source.
pub(super) fn each<'a>(
    mut bytes: &'a [u8],
    mut take: impl FnMut(Tag, &'a [u8]) -> Result<(), DecodeError>,
) -> Result<&'a [u8], DecodeError> {
    loop {
        let number = read_number(&mut bytes).ok_or(DecodeError::Damaged)?;
        if number == SOURCE {
            return Ok(bytes);
        }
        let value = read_value(&mut bytes).ok_or(DecodeError::Damaged)?;
        match Tag::ALL.into_iter().find(|(_, known)| *known == number) {
            Some((tag, _)) => take(tag, value)?,
            None if number % 2 == 0 => {}
            None => return Err(DecodeError::NewerVersion),
        }
    }
}
