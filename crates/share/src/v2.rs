//! Links of version 2.

mod fields;

use std::collections::BTreeMap;

use crate::change_bytes::{self, text};
use crate::document::{is_listed_path, is_short_name, is_value};
use crate::leb128::{read_number, write_number};
use crate::pack::{Fault, pack, unpack};
use crate::seal::{sealed, unsealed};
use crate::{
    DecodeError, Document, EncodeError, MAX_ARGUMENTS, MAX_DURATIONS, MAX_FILES, MAX_FILES_BYTES,
    MAX_FRAGMENT_CHARS, MAX_IGNORE_BYTES, MAX_SOURCE_BYTES, MAX_TENTHS, View,
};
use fields::{Fields, Tag};

/// The first character of these links.
pub(crate) const VERSION: char = '2';

/// What links refer to. It may never change: a link says where in it something stands.
const DICTIONARY: &[u8] = include_bytes!("v2/dictionary.txt");

/// Where unpacking stops: room for two of the largest Dockerfiles, for everything else, and for as much again of what a
/// later version adds.
const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The link to `document`.
pub(crate) fn encode(document: &Document) -> Result<String, EncodeError> {
    let link = sealed(VERSION, &pack(DICTIONARY, &to_bytes(document)?));
    match link.len() {
        0..=MAX_FRAGMENT_CHARS => Ok(link),
        n_chars => Err(EncodeError::LinkTooLong { n_chars }),
    }
}

/// The document of `link`, a cleaned fragment that starts with [`VERSION`].
pub(crate) fn decode(link: &str) -> Result<Document, DecodeError> {
    let packed = unsealed(VERSION, link)?;
    let bytes = unpack(DICTIONARY, &packed, MAX_BYTES).map_err(|fault| match fault {
        Fault::Damaged => DecodeError::Damaged,
        Fault::TooLarge => DecodeError::TooLarge,
    })?;
    from_bytes(&bytes)
}

/// What is packed into the link: see [`Fields`].
fn to_bytes(document: &Document) -> Result<Vec<u8>, EncodeError> {
    let mut fields = Fields::default();
    if let Some(change) = change_bytes::to_bytes(&document.change)? {
        fields.put(Tag::Change, &change);
    }
    if let Some(line) = document.line.filter(|line| *line > 0) {
        fields.put(Tag::Line, &number_bytes(line));
    }
    if let Some(target) = &document.target {
        if !is_short_name(target) {
            return Err(EncodeError::BuildInputs);
        }
        fields.put(Tag::Target, target.as_bytes());
    }
    let view = View::ALL.into_iter().zip(0..).find(|(view, _)| *view == document.view);
    if let Some((_, number @ 1..)) = view {
        fields.put(Tag::View, &number_bytes(number));
    }
    if document.build_args.len() > MAX_ARGUMENTS {
        return Err(EncodeError::BuildInputs);
    }
    for (name, value) in &document.build_args {
        if !is_short_name(name) || !is_value(value) {
            return Err(EncodeError::BuildInputs);
        }
        fields.put(Tag::Argument, &[name.as_bytes(), &[0], value.as_bytes()].concat());
    }
    if !document.durations.is_empty() {
        fields.put(Tag::Durations, &durations_to_bytes(&document.durations)?);
    }
    if let Some(ignore) = &document.ignore {
        if ignore.len() > MAX_IGNORE_BYTES {
            return Err(EncodeError::IgnoreTooLarge { n_bytes: ignore.len() });
        }
        fields.put(Tag::Ignore, ignore.as_bytes());
    }
    if let Some(files) = &document.files {
        fields.put(Tag::Files, files_to_bytes(files)?.as_bytes());
    }
    if let Some(other) = &document.other {
        fields.put(Tag::Other, checked(other)?);
    }
    Ok(fields.finish(checked(&document.source)?))
}

fn from_bytes(bytes: &[u8]) -> Result<Document, DecodeError> {
    let mut document = Document::default();
    let mut n_arguments = 0;
    let source = fields::each(bytes, |tag, value| {
        match tag {
            Tag::Change => document.change = change_bytes::from_bytes(value)?,
            Tag::Line => document.line = Some(number(value)?).filter(|line| *line > 0),
            Tag::Target => {
                let target = text(value)?;
                document.target = Some(accepted(target, is_short_name(target))?.to_owned());
            }
            // A view of a later version shows nothing else than this one, only in another way.
            Tag::View => {
                let at = usize::try_from(number(value)?).unwrap_or(usize::MAX);
                document.view = View::ALL.get(at).copied().unwrap_or_default();
            }
            Tag::Argument => {
                let (name, value) = text(value)?.split_once('\0').ok_or(DecodeError::Damaged)?;
                n_arguments += 1;
                accepted((), is_short_name(name) && is_value(value) && n_arguments <= MAX_ARGUMENTS)?;
                document.build_args.insert(name.to_owned(), value.to_owned());
            }
            Tag::Durations => document.durations = durations_from_bytes(value)?,
            Tag::Ignore => {
                document.ignore = Some(bounded(value, MAX_IGNORE_BYTES)?.to_owned());
            }
            Tag::Files => document.files = Some(files_from_bytes(value)?),
            Tag::Other => document.other = Some(bounded(value, MAX_SOURCE_BYTES)?.to_owned()),
        }
        Ok(())
    })?;
    document.source = bounded(source, MAX_SOURCE_BYTES)?.to_owned();
    Ok(document)
}

/// The bytes of a Dockerfile that is not too large.
fn checked(source: &str) -> Result<&[u8], EncodeError> {
    match source.len() {
        0..=MAX_SOURCE_BYTES => Ok(source.as_bytes()),
        n_bytes => Err(EncodeError::SourceTooLarge { n_bytes }),
    }
}

fn bounded(bytes: &[u8], max_bytes: usize) -> Result<&str, DecodeError> {
    if bytes.len() > max_bytes { Err(DecodeError::TooLarge) } else { text(bytes) }
}

fn accepted<T>(value: T, is_good: bool) -> Result<T, DecodeError> {
    if is_good { Ok(value) } else { Err(DecodeError::Damaged) }
}

fn number_bytes(number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_number(&mut bytes, number);
    bytes
}

/// The number that all of `bytes` are.
fn number(mut bytes: &[u8]) -> Result<u32, DecodeError> {
    let number = read_number(&mut bytes).ok_or(DecodeError::Damaged)?;
    accepted(number, bytes.is_empty())
}

/// The names of files, with line feeds between them.
fn files_to_bytes(files: &[String]) -> Result<String, EncodeError> {
    if files.len() > MAX_FILES || !files.iter().all(|path| is_listed_path(path)) {
        return Err(EncodeError::Files);
    }
    let all = files.join("\n");
    if all.len() <= MAX_FILES_BYTES { Ok(all) } else { Err(EncodeError::Files) }
}

fn files_from_bytes(bytes: &[u8]) -> Result<Vec<String>, DecodeError> {
    let text = bounded(bytes, MAX_FILES_BYTES)?;
    let paths = text.split('\n').filter(|_| !text.is_empty());
    if paths.clone().count() > MAX_FILES {
        return Err(DecodeError::TooLarge);
    }
    paths.map(|path| accepted(path.to_owned(), is_listed_path(path))).collect()
}

/// Two numbers for each: how many lines further down it is than the one before, and its tenths of a second.
fn durations_to_bytes(durations: &BTreeMap<u32, u32>) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    let mut line_before = 0;
    for (&line, &tenths) in durations {
        if line == 0 || tenths > MAX_TENTHS || durations.len() > MAX_DURATIONS {
            return Err(EncodeError::Durations);
        }
        write_number(&mut bytes, line.saturating_sub(line_before));
        write_number(&mut bytes, tenths);
        line_before = line;
    }
    Ok(bytes)
}

fn durations_from_bytes(mut bytes: &[u8]) -> Result<BTreeMap<u32, u32>, DecodeError> {
    let mut durations = BTreeMap::new();
    let mut line = 0_u32;
    while !bytes.is_empty() {
        let n_further = read_number(&mut bytes).filter(|n| *n > 0).ok_or(DecodeError::Damaged)?;
        let tenths =
            read_number(&mut bytes).filter(|tenths| *tenths <= MAX_TENTHS).ok_or(DecodeError::Damaged)?;
        line = line.checked_add(n_further).ok_or(DecodeError::Damaged)?;
        durations.insert(line, tenths);
        accepted((), durations.len() <= MAX_DURATIONS)?;
    }
    Ok(durations)
}

#[cfg(test)]
mod tests;
