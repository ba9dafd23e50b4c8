use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use onionskin_cache::Change;

use crate::checksum::{self, checksum};
use crate::document::{MAX_ARGUMENTS, is_clean_path, is_name, is_short_name, is_value};
use crate::frame::Frame;
use crate::{DecodeError, Document, EncodeError, MAX_FRAGMENT_CHARS, MAX_SOURCE_BYTES};

/// The first character of these links.
pub(crate) const VERSION: char = '1';

/// Where unpacking stops. Twice the largest Dockerfile, so that a link with fields that a later version adds,
/// such as a second Dockerfile, can still be opened.
const MAX_FRAME_BYTES: usize = 2 * MAX_SOURCE_BYTES;

/// How hard deflate looks for what repeats. On 3,700 public Dockerfiles the highest level, 10, saves 1 byte in
/// 6,000 and takes eight times as long on a text that is made to be slow.
const COMPRESSION_LEVEL: u8 = 6;

// The kinds of change, as the first byte of the change field. The path of the file follows `FILE`.
const FIRST_BUILD: u8 = 1;
const APP_CODE: u8 = 2;
const FILE: u8 = 3;
// Paths follow, with a zero byte between them.
const FILES: u8 = 4;
// The name of the image or the argument follows.
const BASE_IMAGE: u8 = 5;
const ARGUMENT: u8 = 6;
const NO_CACHE: u8 = 7;

/// The link to `document`.
pub(crate) fn encode(document: &Document) -> Result<String, EncodeError> {
    let n_bytes = document.source.len();
    if n_bytes > MAX_SOURCE_BYTES {
        return Err(EncodeError::SourceTooLarge { n_bytes });
    }
    let change = change_to_wire(&document.change)?;
    let arguments = arguments_to_wire(&document.build_args)?;
    let frame = Frame {
        change: change.as_deref(),
        target: target_to_wire(document.target.as_deref())?,
        arguments: arguments.iter().map(Vec::as_slice).collect(),
        source: document.source.as_bytes(),
    };
    let link = sealed(&compress_to_vec(&frame.to_bytes(), COMPRESSION_LEVEL));
    match link.len() {
        0..=MAX_FRAGMENT_CHARS => Ok(link),
        n_chars => Err(EncodeError::LinkTooLong { n_chars }),
    }
}

/// The document of `link`, a cleaned fragment that starts with [`VERSION`].
pub(crate) fn decode(link: &str) -> Result<Document, DecodeError> {
    let n_chars = link.chars().count();
    if n_chars > MAX_FRAGMENT_CHARS {
        return Err(DecodeError::LinkTooLong { n_chars });
    }
    let payload = unsealed(link).ok_or(DecodeError::CutOff { n_chars })?;
    let packed = BASE64URL_NOPAD.decode(payload.as_bytes()).map_err(|_| DecodeError::Damaged)?;
    let bytes = decompress_to_vec_with_limit(&packed, MAX_FRAME_BYTES).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput { DecodeError::TooLarge } else { DecodeError::Damaged }
    })?;
    document(Frame::from_bytes(&bytes).ok_or(DecodeError::Damaged)?)
}

/// The link around `packed`: version, base64url, checksum.
fn sealed(packed: &[u8]) -> String {
    let mut link = String::from(VERSION);
    BASE64URL_NOPAD.encode_append(packed, &mut link);
    let check = checksum(&link);
    link + &check
}

/// What is between the version and the checksum of `link`; `None` if the checksum is not that of the link.
fn unsealed(link: &str) -> Option<&str> {
    let (checked, check) = link.split_at_checked(link.len().checked_sub(checksum::N_CHARS)?)?;
    if checksum(checked) == check { checked.strip_prefix(VERSION) } else { None }
}

fn document(frame: Frame<'_>) -> Result<Document, DecodeError> {
    if frame.source.len() > MAX_SOURCE_BYTES {
        return Err(DecodeError::TooLarge);
    }
    let source = text(frame.source)?.to_owned();
    let change = frame.change.map(change_from_wire).transpose()?.unwrap_or_default();
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
    Ok(Document { source, change, target, build_args })
}

fn target_to_wire(target: Option<&str>) -> Result<Option<&[u8]>, EncodeError> {
    if target.is_none_or(is_short_name) {
        Ok(target.map(str::as_bytes))
    } else {
        Err(EncodeError::BuildInputs)
    }
}

fn arguments_to_wire(build_args: &BTreeMap<String, String>) -> Result<Vec<Vec<u8>>, EncodeError> {
    let are_good = build_args.iter().all(|(name, value)| is_short_name(name) && is_value(value));
    if !are_good || build_args.len() > MAX_ARGUMENTS {
        return Err(EncodeError::BuildInputs);
    }
    let field = |(name, value): (&String, &String)| [name.as_bytes(), &[0], value.as_bytes()].concat();
    Ok(build_args.iter().map(field).collect())
}

fn change_to_wire(change: &Change) -> Result<Option<Vec<u8>>, EncodeError> {
    match change {
        // An edit is what the two Dockerfiles say, not a choice.
        Change::Nothing | Change::Dockerfile => Ok(None),
        Change::NoCache => Ok(Some(vec![NO_CACHE])),
        Change::Files(paths) if !paths.is_empty() && paths.iter().all(|path| is_clean_path(path)) => {
            Ok(Some([&[FILES], paths.join("\0").as_bytes()].concat()))
        }
        Change::BaseImage(name) if is_name(name) => Ok(Some([&[BASE_IMAGE], name.as_bytes()].concat())),
        Change::Argument(name) if is_name(name) => Ok(Some([&[ARGUMENT], name.as_bytes()].concat())),
        Change::FirstBuild => Ok(Some(vec![FIRST_BUILD])),
        Change::AppCode => Ok(Some(vec![APP_CODE])),
        Change::File(path) if is_clean_path(path) => Ok(Some([&[FILE], path.as_bytes()].concat())),
        Change::File(_) | Change::Files(_) | Change::BaseImage(_) | Change::Argument(_) => {
            Err(EncodeError::NotAPath)
        }
    }
}

fn change_from_wire(bytes: &[u8]) -> Result<Change, DecodeError> {
    match bytes {
        [FIRST_BUILD] => Ok(Change::FirstBuild),
        [APP_CODE] => Ok(Change::AppCode),
        [FILE, path @ ..] => match text(path)? {
            path if is_clean_path(path) => Ok(Change::File(path.to_owned())),
            _ => Err(DecodeError::Damaged),
        },
        [NO_CACHE] => Ok(Change::NoCache),
        [FILES, paths @ ..] => {
            let paths: Vec<String> = text(paths)?.split('\0').map(str::to_owned).collect();
            let are_clean = paths.iter().all(|path| is_clean_path(path));
            if are_clean { Ok(Change::Files(paths)) } else { Err(DecodeError::Damaged) }
        }
        [BASE_IMAGE, name @ ..] => name_from_wire(name).map(Change::BaseImage),
        [ARGUMENT, name @ ..] => name_from_wire(name).map(Change::Argument),
        [] | [0 | FIRST_BUILD | APP_CODE | NO_CACHE, ..] => Err(DecodeError::Damaged),
        // Without the change that the sender chose, the page would say something else than they meant.
        [_, ..] => Err(DecodeError::NewerVersion),
    }
}

fn name_from_wire(bytes: &[u8]) -> Result<String, DecodeError> {
    let name = text(bytes)?;
    if is_name(name) { Ok(name.to_owned()) } else { Err(DecodeError::Damaged) }
}

fn short_name_from_wire(bytes: &[u8]) -> Result<String, DecodeError> {
    let name = text(bytes)?;
    if is_short_name(name) { Ok(name.to_owned()) } else { Err(DecodeError::Damaged) }
}

fn text(bytes: &[u8]) -> Result<&str, DecodeError> {
    str::from_utf8(bytes).map_err(|_| DecodeError::Damaged)
}

#[cfg(test)]
mod tests;
