//! A change as bytes: its kind, then what it is about.

use onionskin_cache::Change;

use crate::document::{is_clean_path, is_name};
use crate::{DecodeError, EncodeError};

const FIRST_BUILD: u8 = 1;
const APP_CODE: u8 = 2;
/// The path of the file follows.
const FILE: u8 = 3;
/// Paths follow, with a zero byte between them.
const FILES: u8 = 4;
/// The name of the image follows.
const BASE_IMAGE: u8 = 5;
/// The name of the argument follows.
const ARGUMENT: u8 = 6;
const NO_CACHE: u8 = 7;

/// `change` as bytes; `None` where it is nothing.
pub(crate) fn to_bytes(change: &Change) -> Result<Option<Vec<u8>>, EncodeError> {
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
        Change::File(_) | Change::Files(_) => Err(EncodeError::NotAPath),
        Change::BaseImage(_) | Change::Argument(_) => Err(EncodeError::NotAName),
    }
}

/// The change that `bytes` are.
pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Change, DecodeError> {
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
        [BASE_IMAGE, name @ ..] => named(name).map(Change::BaseImage),
        [ARGUMENT, name @ ..] => named(name).map(Change::Argument),
        [] | [0 | FIRST_BUILD | APP_CODE | NO_CACHE, ..] => Err(DecodeError::Damaged),
        // Without the change that the sender chose, the page would say something else than they meant.
        [_, ..] => Err(DecodeError::NewerVersion),
    }
}

/// The text that `bytes` are.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, DecodeError> {
    str::from_utf8(bytes).map_err(|_| DecodeError::Damaged)
}

fn named(bytes: &[u8]) -> Result<String, DecodeError> {
    let name = text(bytes)?;
    if is_name(name) { Ok(name.to_owned()) } else { Err(DecodeError::Damaged) }
}
