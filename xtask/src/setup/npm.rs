//! Node and npm: what has to be there, and packages from lock files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::tool_cache::ToolCache;
use super::versions::NODE_MAJOR;
use crate::{path_search, process, workspace};

/// The lock file that a folder's `node_modules` was installed from, kept inside it.
const STAMP: &str = ".installed-from.json";

/// Fails with advice where Node and npm are missing or too old.
pub(super) fn check() -> Result<()> {
    let advice = format!(
        "Install Node {NODE_MAJOR} or newer with npm, from https://nodejs.org/en/download or with your package manager"
    );
    let Ok(version) = process::capture(process::command("node").arg("--version")) else {
        bail!("Node is missing. {advice}");
    };
    if major(&version).is_none_or(|major| major < NODE_MAJOR) {
        bail!("Node {version} is too old. {advice}");
    }
    if path_search::find("npm").is_none() {
        bail!("npm is missing, though Node is there. {advice}");
    }
    Ok(())
}

/// Finds or installs the packages of the browser tests, and returns the program that runs these.
pub(super) fn ensure_playwright(cache: &ToolCache) -> Result<PathBuf> {
    let folder = workspace::e2e();
    let program = folder.join("node_modules").join(".bin").join("playwright");
    super::ensure(
        cache,
        "playwright",
        || (is_installed(&folder) && program.exists()).then(|| program.clone()),
        || install("playwright", &folder),
    )
}

/// Finds or installs the packages that the editor is made of.
pub(super) fn ensure_editor(cache: &ToolCache) -> Result<()> {
    let folder = workspace::editor();
    super::ensure(
        cache,
        "packages of the editor",
        || is_installed(&folder).then_some(()),
        || install("packages of the editor", &folder),
    )
}

/// Finds or installs what builds and checks the npm package.
pub(super) fn ensure_npm_package(cache: &ToolCache) -> Result<()> {
    ensure_packages(cache, "tools of the npm package", &workspace::npm_package())
}

/// Finds or installs the packages of `folder`, which `label` names.
pub(super) fn ensure_packages(cache: &ToolCache, label: &str, folder: &Path) -> Result<()> {
    super::ensure(cache, label, || is_installed(folder).then_some(()), || install(label, folder))
}

/// Finds or installs what measures the page.
pub(super) fn ensure_lighthouse(cache: &ToolCache) -> Result<()> {
    let folder = workspace::bench();
    super::ensure(
        cache,
        "lighthouse",
        || is_installed(&folder).then_some(()),
        || install("lighthouse", &folder),
    )
}

/// Installs exactly what the folder's lock file names.
pub(super) fn install(label: &str, folder: &Path) -> Result<()> {
    let mut npm = process::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(folder);
    process::run_quietly(label, npm)
        .context("npm could not install packages (it needs to reach the npm registry)")?;
    let stamp = folder.join("node_modules").join(STAMP);
    fs::copy(folder.join("package-lock.json"), &stamp)
        .with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(())
}

/// Whether `node_modules` was completely installed from the lock file as it is now.
fn is_installed(folder: &Path) -> bool {
    let lock = fs::read(folder.join("package-lock.json"));
    let stamp = fs::read(folder.join("node_modules").join(STAMP));
    matches!((lock, stamp), (Ok(lock), Ok(stamp)) if lock == stamp)
}

/// The first number of a version such as `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version_of_node() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0-pre"), Some(8));
        assert_eq!(major("nonsense"), None);
    }
}
