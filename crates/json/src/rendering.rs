use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a file is rendered. All of it can be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS), ts(optional_fields))]
#[serde(default, deny_unknown_fields)]
pub struct Rendering {
    /// What it becomes; `html` where it is left out.
    pub format: Option<Format>,
    /// What is different now: see the `change` of a setup.
    pub change: Option<String>,
    /// The stage to build; the last one where it is left out.
    pub target: Option<String>,
    /// Build arguments by name.
    pub build_args: Option<BTreeMap<String, String>>,
    /// The line, counted from 1, of the instruction whose explanation is open.
    pub select: Option<u32>,
    /// Light or dark for everybody; `auto`, as the reader's system or the page around has it, where it is left out.
    pub theme: Option<Theme>,
    /// The view that an element comes to life with; `stack` where it is left out.
    pub view: Option<View>,
    /// What stands behind the fence of a block of code in Markdown, such as `dockerfile onionskin select=4`: it says
    /// `change`, `target`, `build-args`, `select`, `theme` and `view`, in place of those here. What is wrong with it is told, and left out.
    pub info: Option<String>,
    /// The address of an Onionskin that a link leads to; a drawing has none.
    pub page: Option<String>,
    /// What ids start with, where several parts stand in one page: a letter, then letters, digits, `-` and `_`. A
    /// drawing is a file of its own.
    pub id: Option<String>,
}

/// What a file is rendered as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A page of HTML that needs nothing else.
    #[default]
    Html,
    /// A part of another page of HTML, which needs the style sheet.
    Fragment,
    /// The same below the Dockerfile as a block of code, in an element that `embed.js` brings to life.
    Element,
    /// A drawing.
    Svg,
}

/// The colours of what is rendered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the reader's system or the page around has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What an element shows when it comes to life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The layers beside the source.
    #[default]
    Stack,
    /// The same facts as a table.
    Table,
    /// Every change and what it does to every step.
    Changes,
}

/// A file as HTML, or as a drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
pub struct Rendered {
    /// The HTML or SVG. What is wrong with the Dockerfile is part of it.
    pub markup: String,
    /// What is wrong with `info` or `select`, and what BuildKit stops at in the Dockerfile, in words.
    pub problems: Vec<String>,
}
