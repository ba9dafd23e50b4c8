use data_encoding::BASE64URL_NOPAD;

use crate::checksum::{self, checksum};
use crate::{DecodeError, MAX_FRAGMENT_CHARS};

/// The link around `packed`: version, base64url, checksum.
pub(crate) fn sealed(version: char, packed: &[u8]) -> String {
    let mut link = String::from(version);
    BASE64URL_NOPAD.encode_append(packed, &mut link);
    let check = checksum(&link);
    link + &check
}

/// What is packed into `link`, a cleaned fragment of this version.
pub(crate) fn unsealed(version: char, link: &str) -> Result<Vec<u8>, DecodeError> {
    let n_chars = link.chars().count();
    if n_chars > MAX_FRAGMENT_CHARS {
        return Err(DecodeError::LinkTooLong { n_chars });
    }
    let payload = payload(version, link).ok_or(DecodeError::CutOff { n_chars })?;
    BASE64URL_NOPAD.decode(payload.as_bytes()).map_err(|_| DecodeError::Damaged)
}

/// What is between the version and the checksum of `link`; `None` if the checksum is not that of the link.
fn payload(version: char, link: &str) -> Option<&str> {
    let (checked, check) = link.split_at_checked(link.len().checked_sub(checksum::N_CHARS)?)?;
    if checksum(checked) == check { checked.strip_prefix(version) } else { None }
}
