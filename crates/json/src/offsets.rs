use onionskin_text::{Span, utf16};
use serde::{Deserialize, Serialize};

use crate::Place;

/// What places in a source are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Offsets {
    /// Bytes of UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Code units of UTF-16, as the strings of JavaScript have them.
    #[serde(rename = "utf-16")]
    Utf16,
}

/// Turns spans of one source into places.
pub(crate) struct Places<'a> {
    offsets: Offsets,
    utf16: utf16::Offsets<'a>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(source: &'a str, offsets: Offsets) -> Self {
        Self { offsets, utf16: utf16::Offsets::new(source) }
    }

    pub(crate) fn place(&mut self, span: Span) -> Place {
        match self.offsets {
            Offsets::Utf8 => Place { start: span.start, end: span.end },
            Offsets::Utf16 => {
                let start = self.utf16.from_byte(span.start);
                Place { start, end: self.utf16.from_byte(span.end) }
            }
        }
    }
}
