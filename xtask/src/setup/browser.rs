//! The browsers that the tests run in.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::apt;
use super::tool_cache::ToolCache;
use crate::path_search;

/// A browser, and where it comes from.
pub(super) struct Browser {
    name: &'static str,
    /// The environment variable with the path of its program. It decides, if it is set.
    variable: &'static str,
    /// The names under which distributions and makers install it.
    programs: &'static [&'static str],
    /// Debian's package.
    package: &'static str,
}

/// What most tests run in.
pub(super) const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    package: "chromium",
};

/// Where the main jobs are done by keyboard, too.
pub(super) const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    programs: &["firefox-esr", "firefox"],
    package: "firefox-esr",
};

/// Finds or installs a browser, and returns the path of its program.
pub(super) fn ensure(cache: &ToolCache, browser: &Browser) -> Result<PathBuf> {
    let Browser { name, variable, programs, package } = browser;
    if let Some(chosen) = env::var_os(variable).map(PathBuf::from).filter(|path| !path.as_os_str().is_empty())
    {
        if !chosen.is_file() {
            bail!("{variable} is set to {}, which is not a file", chosen.display());
        }
        return Ok(chosen);
    }
    super::ensure(
        cache,
        name,
        || programs.iter().copied().find_map(path_search::find),
        || {
            apt::install(name, &[package]).with_context(|| {
                format!(
                    "the browser tests need {name}. Install it, or set {variable} to the path of its program"
                )
            })
        },
    )
}
