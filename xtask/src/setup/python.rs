//! What the MkDocs plugin is checked and tried with: packages of Python, in an environment of their own.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::apt;
use super::tool_cache::ToolCache;
use crate::{process, workspace};

/// Debian's packages of Python, and of what makes environments.
const DEBIAN: [&str; 2] = ["python3", "python3-venv"];

/// Finds or installs the packages that `requirements.txt` names, each with its checksums, and returns the environment's Python.
pub(super) fn ensure(cache: &ToolCache) -> Result<PathBuf> {
    let requirements = workspace::site_sources().join("mkdocs").join("requirements.txt");
    let text = fs::read(&requirements).with_context(|| format!("cannot read {}", requirements.display()))?;
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let folder = cache.folder_of("python", &format!("{:016x}", hasher.finish()));
    let python = folder.join("bin").join("python");
    super::ensure(
        cache,
        "packages of Python",
        || folder.join(STAMP).exists().then(|| python.clone()),
        || install(&folder, &python, &requirements),
    )
}

/// There once everything is installed.
const STAMP: &str = ".installed";

fn install(folder: &Path, python: &Path, requirements: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let has_venv =
        || process::capture(process::command("python3").args(["-c", "import ensurepip, venv"])).is_ok();
    if !has_venv() {
        apt::install("python3", &DEBIAN)?;
        if !has_venv() {
            bail!(
                "Python 3 with the modules venv and ensurepip is missing: install it from https://www.python.org"
            );
        }
    }
    let mut venv = process::command("python3");
    venv.args(["-m", "venv"]).arg(folder);
    process::run_quietly("packages of Python", venv)?;
    let mut pip = process::command(python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--requirement",
    ])
    .arg(requirements);
    process::run_quietly("packages of Python", pip)
        .context("pip could not install packages (it needs to reach the index of Python's packages)")?;
    fs::write(folder.join(STAMP), []).context("cannot write into the folder of tools")
}
