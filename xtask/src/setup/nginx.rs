//! The web server nginx, which a test runs with the configuration that `docs/` has for it.
//!
//! Debian's package would start a server for the whole machine. So it is only unpacked, into the tool cache, which takes no
//! rights either.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::tool_cache::ToolCache;
use crate::{path_search, process};

/// The environment variable with the path of its program. It decides, if it is set.
const VARIABLE: &str = "NGINX";

/// Where Debian has it, which is not on everybody's `PATH`.
const DEBIAN: &str = "/usr/sbin/nginx";

/// Debian's packages: the program, and what names the types of files.
const PACKAGES: [&str; 2] = ["nginx", "nginx-common"];

/// What the folder in the cache is named after: packages are those of the machine's own release.
const VERSION: &str = "debian";

/// Finds or installs it, and returns the path of its program.
pub(super) fn ensure(cache: &ToolCache) -> Result<PathBuf> {
    if let Some(chosen) = env::var_os(VARIABLE).map(PathBuf::from).filter(|path| !path.as_os_str().is_empty())
    {
        if !chosen.is_file() {
            bail!("{VARIABLE} is set to {}, which is not a file", chosen.display());
        }
        return Ok(chosen);
    }
    let folder = cache.folder_of("nginx", VERSION);
    let unpacked = folder.join("usr/sbin/nginx");
    let find = || {
        let found = path_search::find("nginx").into_iter().chain([PathBuf::from(DEBIAN), unpacked.clone()]);
        found.into_iter().find(|program| runs(program))
    };
    super::ensure(cache, "nginx", find, || unpack(cache, &folder))
}

fn runs(program: &Path) -> bool {
    process::capture(process::command(program).arg("-v")).is_ok()
}

fn unpack(cache: &ToolCache, folder: &Path) -> Result<()> {
    let advice = || format!("a test needs nginx. Install it, or set {VARIABLE} to the path of its program");
    let scratch = cache.scratch("nginx");
    fs::create_dir_all(&scratch).with_context(|| format!("cannot create {}", scratch.display()))?;
    let mut download = process::command("apt-get");
    download.arg("download").args(PACKAGES).current_dir(&scratch);
    process::run_quietly("nginx", download).with_context(advice)?;
    for entry in fs::read_dir(&scratch).with_context(|| format!("cannot list {}", scratch.display()))? {
        let package = entry.with_context(|| format!("cannot list {}", scratch.display()))?.path();
        let mut unpack = process::command("dpkg-deb");
        unpack.arg("-x").arg(&package).arg(folder);
        process::run_quietly("nginx", unpack).with_context(advice)?;
    }
    fs::remove_dir_all(&scratch).with_context(|| format!("cannot remove {}", scratch.display()))
}
