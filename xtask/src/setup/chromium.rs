//! The browser that the tests run in.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::apt;
use super::tool_cache::ToolCache;
use crate::path_search;

/// The names under which distributions and Google install it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Finds or installs Chromium. The environment variable `CHROMIUM` decides, if it is set.
pub(super) fn ensure(cache: &ToolCache) -> Result<PathBuf> {
    if let Some(chosen) =
        env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| !path.as_os_str().is_empty())
    {
        if !chosen.is_file() {
            bail!("CHROMIUM is set to {}, which is not a file", chosen.display());
        }
        return Ok(chosen);
    }
    super::ensure(
        cache,
        "Chromium",
        || NAMES.into_iter().find_map(path_search::find),
        || {
            apt::install("Chromium", &["chromium"]).context(
                "the browser tests need Chromium or Chrome. Install it, or set CHROMIUM to the path of its program",
            )
        },
    )
}
