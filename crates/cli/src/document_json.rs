//! What a link carries, as JSON.

use std::collections::BTreeMap;

use onionskin_share::{Document, change_word};
use serde::Serialize;

/// A document. What it does not say is left out.
#[derive(Debug, Serialize)]
pub(crate) struct Linked<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignore: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<&'a [String]>,
    /// As `onionskin link --change` takes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    build_args: &'a BTreeMap<String, String>,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    view: &'static str,
    /// Seconds by the first line of an instruction.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    seconds: BTreeMap<u32, f64>,
}

impl<'a> Linked<'a> {
    pub(crate) fn of(document: &'a Document) -> Self {
        Self {
            source: &document.source,
            other: document.other.as_deref(),
            ignore: document.ignore.as_deref(),
            files: document.files.as_deref(),
            change: change_word(&document.change),
            target: document.target.as_deref(),
            build_args: &document.build_args,
            line: document.line,
            view: document.view.word(),
            seconds: document
                .durations
                .iter()
                .map(|(line, tenths)| (*line, f64::from(*tenths) / 10.0))
                .collect(),
        }
    }
}
