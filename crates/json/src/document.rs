use std::collections::BTreeMap;

use onionskin_share::{View, change_word, parse_change_word};
use serde::{Deserialize, Serialize};

use crate::SetupError;

/// Tenths of a second in a second.
const TENTHS: f64 = 10.0;

/// All that a link carries. What it does not say is left out, but for `change` and `view`, which are always said of a link that
/// was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The text of the Dockerfile.
    pub source: String,
    /// The Dockerfile that it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The text of the ignore file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore: Option<String>,
    /// The files of the build context by their paths; those of directories end with a slash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<String>>,
    /// What is different now, as a word: see the `change` of a setup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The stage to build; the last one where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Build arguments by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build_args: Option<BTreeMap<String, String>>,
    /// The line, counted from 1, whose instruction is selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What is shown: `stack`, `table`, `changes`, `compare` or `files`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<String>,
    /// How many seconds steps take, by the first line of their instruction; to a tenth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<BTreeMap<u32, f64>>,
}

impl Document {
    /// What is in `document`.
    pub fn of(document: &onionskin_share::Document) -> Self {
        let seconds = document.durations.iter().map(|(line, tenths)| (*line, f64::from(*tenths) / TENTHS));
        Self {
            source: document.source.clone(),
            other: document.other.clone(),
            ignore: document.ignore.clone(),
            files: document.files.clone(),
            change: change_word(&document.change),
            target: document.target.clone(),
            build_args: Some(document.build_args.clone()).filter(|arguments| !arguments.is_empty()),
            line: document.line,
            view: Some(document.view.word().to_owned()),
            seconds: Some(seconds.collect()).filter(|seconds: &BTreeMap<_, _>| !seconds.is_empty()),
        }
    }

    /// The document that a link carries.
    ///
    /// # Errors
    /// What in it cannot be; what only no link can hold, encoding tells.
    pub fn read(&self) -> Result<onionskin_share::Document, SetupError> {
        let change = self.change.as_deref().map(parse_change_word).transpose().map_err(SetupError::Change)?;
        let view = |word: &String| View::from_word(word).ok_or_else(|| SetupError::NotAView(word.clone()));
        let seconds = self.seconds.iter().flatten().map(|(line, seconds)| {
            let tenths = tenths(*seconds).ok_or(SetupError::NotADuration { line: *line })?;
            Ok((*line, tenths))
        });
        Ok(onionskin_share::Document {
            source: self.source.clone(),
            other: self.other.clone(),
            ignore: self.ignore.clone(),
            files: self.files.clone(),
            change: change.unwrap_or_default(),
            target: self.target.clone(),
            build_args: self.build_args.clone().unwrap_or_default(),
            line: self.line,
            view: self.view.as_ref().map(view).transpose()?.unwrap_or_default(),
            durations: seconds.collect::<Result<_, _>>()?,
        })
    }
}

/// A duration in tenths of a second; nothing for one that is none, or longer than a link holds.
fn tenths(seconds: f64) -> Option<u32> {
    let tenths = (seconds * TENTHS).round();
    // Within these bounds a conversion loses nothing.
    let is_duration = tenths >= 0.0 && tenths <= f64::from(onionskin_share::MAX_TENTHS);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    is_duration.then_some(tenths as u32)
}
