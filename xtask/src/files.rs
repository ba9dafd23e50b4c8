//! The files of a folder.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// The names of all files of `folder` and of the folders inside it, relative to it, with `/` between their parts.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>> {
    below(folder, "")
}

fn below(root: &Path, folder: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let path = root.join(folder);
    for entry in fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))? {
        let entry = entry.with_context(|| format!("cannot list {}", path.display()))?;
        let name = format!("{folder}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(below(root, &format!("{name}/"))?);
        } else {
            names.push(name);
        }
    }
    Ok(names)
}

/// The content of the file `name` of `folder`.
pub(crate) fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(name);
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// Copies all files of `folder` into the folder `to`.
pub(crate) fn copy(folder: &Path, to: &Path) -> Result<()> {
    for name in names(folder)? {
        let copy = to.join(&name);
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
        }
        fs::copy(folder.join(&name), &copy).with_context(|| format!("cannot write {}", copy.display()))?;
    }
    Ok(())
}
