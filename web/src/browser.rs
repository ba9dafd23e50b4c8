//! The browser, one file for each of its APIs. Every function answers with an `Option` or a `Result`, or does
//! nothing where the browser lacks or blocks the API: no browser can stop the page.

pub(crate) mod address;
pub(crate) mod clipboard;
pub(crate) mod code_mirror;
pub(crate) mod color_scheme;
pub(crate) mod dialog;
pub(crate) mod document;
pub(crate) mod download;
pub(crate) mod fetch;
pub(crate) mod field;
pub(crate) mod file;
pub(crate) mod files;
pub(crate) mod focus;
pub(crate) mod grid;
pub(crate) mod height;
pub(crate) mod host;
pub(crate) mod keyboard;
pub(crate) mod picture;
pub(crate) mod presence;
pub(crate) mod storage;
pub(crate) mod text_area;
pub(crate) mod timer;
