//! Building the site: Trunk makes the page, explanations and styles are put beside it, and the service worker learns of all
//! files.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::setup::{self, SiteTools};
use crate::{explanations, offline, path_search, policy, process, split, styles, workspace};

/// The command: installs what is missing and builds the site.
pub(crate) fn build() -> Result<()> {
    site(&setup::site_tools()?)
}

/// Builds the site in release mode into `dist/`.
pub(crate) fn site(tools: &SiteTools) -> Result<()> {
    println!("Building the site");
    let mut trunk = process::command(&tools.trunk);
    trunk
        .args(["build", "--release", "--features", "split"])
        .current_dir(workspace::root())
        // Trunk takes its helpers from PATH.
        .env("PATH", path_search::with_programs_first(&[&tools.wasm_bindgen, &tools.wasm_opt])?)
        // Trunk reads it as a flag of its own, and fails on values that are customary elsewhere, such as 1.
        .env_remove("NO_COLOR");
    tools.wasm_target.apply(&mut trunk);
    process::run(&mut trunk).context("the site could not be built")?;
    split::cut(tools, &workspace::dist())?;
    finish(&workspace::dist())
}

/// Puts into the site `dist` what Trunk does not, the list of all files last.
fn finish(dist: &Path) -> Result<()> {
    explanations::pack_into(dist)?;
    styles::move_out(dist)?;
    policy::write_into(dist)?;
    offline::list_into(dist)
}
