use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use onionskin_cache::{Entry, FileTree, IgnoreFile};
use onionskin_share::{ChangeWordError, parse_change_word, quoted};
use serde::{Deserialize, Serialize};

use crate::Offsets;

/// The most files of a build context: several times what large repositories have.
const MAX_FILES: usize = 200_000;

/// The permission bits of what is only known by its name.
const FILE_MODE: u32 = 0o644;
const DIRECTORY_MODE: u32 = 0o755;

/// What a file is looked at with. All of it can be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(default, deny_unknown_fields)]
pub struct Setup {
    /// What is different now: `first-build`, `nothing`, `app-code`, `no-cache`, the path of a file or several with commas
    /// between them, `image:NAME` or `arg:NAME`. Nothing is where it is left out.
    pub change: Option<String>,
    /// The stage to build; the last one where it is left out.
    pub target: Option<String>,
    /// Build arguments by name.
    pub build_args: Option<BTreeMap<String, String>>,
    /// The files of the build context by their paths; those of directories end with a slash. Where they are left out, the
    /// files are those that the Dockerfile names.
    pub files: Option<Vec<String>>,
    /// The text of the ignore file.
    pub ignore: Option<String>,
    /// What places in the source are counted in.
    pub offsets: Option<Offsets>,
}

/// What is different in the second of two builds. All of it can be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(default, deny_unknown_fields)]
pub struct Then {
    /// The Dockerfile, where it is another one.
    pub source: Option<String>,
    /// Build arguments that the second build has, in place of those of the first or beside them.
    pub build_args: Option<BTreeMap<String, String>>,
    /// Files that changed, by their paths; a directory for all that is in it.
    pub changed: Option<Vec<String>>,
    /// Images that have new content, as FROM names them.
    pub images: Option<Vec<String>>,
    /// Whether the second build does not use the cache.
    pub no_cache: Option<bool>,
}

impl Setup {
    /// The same, as the analysis takes it.
    ///
    /// # Errors
    /// What in it cannot be.
    pub fn read(&self) -> Result<onionskin_analysis::Setup, SetupError> {
        let change = self.change.as_deref().map(parse_change_word).transpose().map_err(SetupError::Change)?;
        let files = self.files()?;
        Ok(onionskin_analysis::Setup {
            change: change.unwrap_or_default(),
            target: self.target.clone(),
            build_args: self.build_args.clone().unwrap_or_default(),
            context: files.map(|files| onionskin_analysis::Context::new(&files, self.ignore_file().as_ref())),
        })
    }

    /// All files of the build context, those that are ignored among them; nothing where they are not known.
    pub(crate) fn files(&self) -> Result<Option<FileTree>, SetupError> {
        let Some(files) = &self.files else { return Ok(None) };
        if files.len() > MAX_FILES {
            return Err(SetupError::TooManyFiles);
        }
        let entry = |path: &String| {
            let entry = if path.ends_with('/') {
                Entry::directory(DIRECTORY_MODE)
            } else {
                Entry::named_file("as it is", FILE_MODE)
            };
            Ok((cleaned(path)?, entry))
        };
        let entries: Result<Vec<_>, _> = files.iter().map(entry).collect();
        Ok(Some(FileTree::new(entries?)))
    }

    pub(crate) fn ignore_file(&self) -> Option<IgnoreFile> {
        self.ignore.as_ref().map(|text| IgnoreFile::parse(text).0)
    }
}

/// `path` as it stands in a build context.
pub(crate) fn cleaned(path: &str) -> Result<String, SetupError> {
    let names: Vec<&str> = path.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
    let is_outside = path.starts_with('/') || names.contains(&"..") || names.is_empty();
    if is_outside { Err(SetupError::NotAPath(path.to_owned())) } else { Ok(names.join("/")) }
}

/// Why a file cannot be looked at with a [`Setup`], or a document is none. Its text is for whoever wrote that: what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupError {
    /// The change is none.
    Change(ChangeWordError),
    /// A path of a file is not relative and below the root of the build context.
    NotAPath(String),
    /// There are more than 200,000 files.
    TooManyFiles,
    /// There is no view of this name.
    NotAView(String),
    /// How long the step at a line takes is less than nothing, or more than a day.
    NotADuration {
        /// The line.
        line: u32,
    },
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Change(error) => error.fmt(f),
            Self::NotAPath(path) => write!(
                f,
                "{} is no path of a file in the build context: write one like src/app.py, without a slash in front \
                 and with no .. in it",
                quoted(path)
            ),
            Self::NotAView(word) => {
                write!(f, "there is no view {}: write stack, table, changes, compare or files", quoted(word))
            }
            Self::NotADuration { line } => {
                write!(f, "the step at line {line} cannot take so long: write seconds from 0 to a day")
            }
            Self::TooManyFiles => {
                write!(f, "more than {MAX_FILES} files: leave out those that the build ignores")
            }
        }
    }
}

impl Error for SetupError {}
