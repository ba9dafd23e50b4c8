//! The folder that keeps installed tools from one checkout to the next.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process;

/// `$XDG_CACHE_HOME/onionskin/tools`, or the same under `~/.cache`.
pub(super) struct ToolCache {
    folder: PathBuf,
}

impl ToolCache {
    pub(super) fn open() -> Result<ToolCache> {
        let base = match env::var_os("XDG_CACHE_HOME").map(PathBuf::from) {
            Some(folder) if folder.is_absolute() => folder,
            Some(_) | None => env::home_dir()
                .context("there is no home directory to keep tools in: set HOME or XDG_CACHE_HOME")?
                .join(".cache"),
        };
        let folder = base.join("onionskin").join("tools");
        fs::create_dir_all(&folder).with_context(|| {
            format!(
                "cannot create {}: set XDG_CACHE_HOME to a folder that can be written to",
                folder.display()
            )
        })?;
        Ok(ToolCache { folder })
    }

    /// The folder that holds all the tools.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of one version of one tool. It need not exist.
    pub(super) fn folder_of(&self, tool: &str, version: &str) -> PathBuf {
        self.folder.join(format!("{tool}-{version}"))
    }

    /// A folder for what is needed only while something is being installed.
    pub(super) fn scratch(&self, purpose: &str) -> PathBuf {
        self.folder.join(format!("tmp-{purpose}"))
    }

    /// Waits until no other run is installing `name`; keeps other runs from it until the returned file is dropped.
    pub(super) fn lock(&self, name: &str) -> Result<File> {
        let path = self.folder.join(format!("{}.lock", name.replace(' ', "-")));
        let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => println!("  {name}: waiting for another run that installs it"),
            Err(TryLockError::Error(_)) => {}
        }
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
        Ok(file)
    }
}

/// The first of the program on `PATH` and the program at `cached` whose `--version` tells `version`.
pub(super) fn find_version(program: &str, cached: &Path, version: &str) -> Option<PathBuf> {
    let on_path = crate::path_search::find(program);
    on_path.into_iter().chain([cached.to_path_buf()]).find(|candidate| {
        process::capture(process::command(candidate).arg("--version"))
            .is_ok_and(|told| told.split_whitespace().any(|word| word == version))
    })
}
