//! Links of version 1. None is made any more; those that were are read for ever.

mod frame;

use std::collections::BTreeMap;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::change_bytes::{self, text};
use crate::document::{MAX_ARGUMENTS, is_short_name, is_value};
use crate::seal::unsealed;
use crate::{DecodeError, Document, MAX_SOURCE_BYTES};
use frame::Frame;

/// The first character of these links.
pub(crate) const VERSION: char = '1';

/// Where unpacking stops: twice the largest Dockerfile.
const MAX_FRAME_BYTES: usize = 2 * MAX_SOURCE_BYTES;

/// The document of `link`, a cleaned fragment that starts with [`VERSION`].
pub(crate) fn decode(link: &str) -> Result<Document, DecodeError> {
    let packed = unsealed(VERSION, link)?;
    let bytes = decompress_to_vec_with_limit(&packed, MAX_FRAME_BYTES).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput { DecodeError::TooLarge } else { DecodeError::Damaged }
    })?;
    document(Frame::from_bytes(&bytes).ok_or(DecodeError::Damaged)?)
}

fn document(frame: Frame<'_>) -> Result<Document, DecodeError> {
    if frame.source.len() > MAX_SOURCE_BYTES {
        return Err(DecodeError::TooLarge);
    }
    let source = text(frame.source)?.to_owned();
    let change = frame.change.map(change_bytes::from_bytes).transpose()?.unwrap_or_default();
    let target = frame.target.map(short_name_from_wire).transpose()?;
    if frame.arguments.len() > MAX_ARGUMENTS {
        return Err(DecodeError::Damaged);
    }
    let mut build_args = BTreeMap::new();
    for argument in frame.arguments {
        let (name, value) = text(argument)?.split_once('\0').ok_or(DecodeError::Damaged)?;
        if !is_short_name(name) || !is_value(value) {
            return Err(DecodeError::Damaged);
        }
        build_args.insert(name.to_owned(), value.to_owned());
    }
    Ok(Document { source, change, target, build_args, ..Document::default() })
}

fn short_name_from_wire(bytes: &[u8]) -> Result<String, DecodeError> {
    let name = text(bytes)?;
    if is_short_name(name) { Ok(name.to_owned()) } else { Err(DecodeError::Damaged) }
}

#[cfg(test)]
mod tests;
