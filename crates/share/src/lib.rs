//! A document in a link, and back.
//!
//! In: a [`Document`]. Out: the fragment of a URL, the part after `#`, which a browser never sends to a
//! server. [`decode`] takes it back, and is as forgiving to what chat and mail programs do to a link as it is
//! strict with what the link then says: the reader sees the document that was sent, or is told why not.
//!
//! A link is a version digit, the packed document and a checksum, all of it letters, digits, `-` and `_`.
//! That of `FROM alpine` (the blanks are not part of it):
//!
//! ```text
//! 2 Q177BQA 1aie9
//! │ │       └ checksum of all before it
//! │ └ base64url of deflate of fields, which refers to a dictionary of common phrases
//! └ version
//! ```
//!
//! `docs/link-format.md` has all of it, for whoever makes links elsewhere.
//!
//! A link that was once made can be read for ever: `tests/links/` holds some that no change may break.
//!
//! What a document says of a change can also be written by hand, as a [`change_word`], and its build arguments as a
//! [`build_args_word`].
//!
//! Not here: what a page does with a document, and every browser API.

mod address;
mod advice;
mod build_args_word;
mod change_bytes;
mod change_word;
mod checksum;
mod clean;
mod document;
mod error;
mod leb128;
mod pack;
mod quoted;
mod seal;
mod secrets;
mod v1;
mod v2;
mod words;

pub use address::split_address;
pub use advice::{Advice, MAX_CHAT_URL_CHARS, MAX_SAFE_URL_CHARS, advice};
pub use build_args_word::{BuildArgsWordError, build_args_word, parse_build_args_word};
pub use change_word::{ChangeWordError, change_word, parse_change_word};
pub use document::{
    Document, MAX_ARGUMENTS, MAX_DURATIONS, MAX_FILES, MAX_FILES_BYTES, MAX_FRAGMENT_CHARS, MAX_IGNORE_BYTES,
    MAX_NAME_BYTES, MAX_PATH_BYTES, MAX_SOURCE_BYTES, MAX_TENTHS, MAX_VALUE_BYTES, View,
};
pub use error::{DecodeError, EncodeError};
pub use quoted::quoted;
pub use secrets::{MAX_SECRETS, Secret, SecretKind, SecretPlace, secrets};

/// The fragment, without `#`, that carries `document`. It ends in a letter or a digit, so that no program
/// takes its end for punctuation.
///
/// # Errors
/// The limit of links that the document is over, or that the path of its change is not one.
pub fn encode(document: &Document) -> Result<String, EncodeError> {
    v2::encode(document)
}

/// The document that `fragment`, with or without `#`, carries.
///
/// White space, percent-encoding and punctuation that a link picks up on its way make no difference.
///
/// # Errors
/// Why there is no document: see [`DecodeError`]. [`DecodeError::Empty`] is nothing to tell the reader about.
pub fn decode(fragment: &str) -> Result<Document, DecodeError> {
    let link = clean::clean(fragment);
    match link.chars().next() {
        None => Err(DecodeError::Empty),
        Some(v1::VERSION) => v1::decode(&link),
        Some(v2::VERSION) => v2::decode(&link),
        Some('3'..='9') => Err(DecodeError::NewerVersion),
        Some(_) => Err(DecodeError::NotALink),
    }
}
