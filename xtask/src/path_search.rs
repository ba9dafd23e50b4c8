//! Finding programs on `PATH`, and putting folders in front of it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The first file named `program` in the folders of `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// `PATH` with the folders of `programs` in front, so that these are found before any others of their name.
pub(crate) fn with_programs_first(programs: &[&Path]) -> Result<OsString> {
    let first = programs.iter().filter_map(|program| program.parent()).map(Path::to_path_buf);
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(first.chain(env::split_paths(&inherited)))
        .context("a folder of a tool cannot be put on PATH")
}
