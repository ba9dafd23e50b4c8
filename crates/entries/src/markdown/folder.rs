use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Malformed, read_file};
use crate::kind::Kind;
use crate::registry::Registry;

/// A folder of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The entries.
    pub registry: Registry,
    /// Their examples.
    pub examples: Vec<Example>,
}

/// A Dockerfile that shows an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What the entry is about.
    pub kind: Kind,
    /// The id of the entry.
    pub id: String,
    /// The text.
    pub dockerfile: String,
}

/// Reads the entries in `folder`, where each kind has a folder of its own.
///
/// # Errors
/// What is wrong with the first entry that cannot be read, with its file, its line and what to do.
pub fn read(folder: &Path) -> Result<Written, Box<dyn Error>> {
    let (mut kinds, mut examples) = (Vec::new(), Vec::new());
    for &kind in Kind::ALL {
        let mut entries = Vec::new();
        for file in files(&folder.join(kind.name()))? {
            let text = fs::read_to_string(&file)?;
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let place = |Malformed { line, message }| format!("{}:{line}: {message}", file.display());
            for (entry, its_examples) in read_file(&stem, &text).map_err(place)? {
                let example = |dockerfile| Example { kind, id: entry.id.clone(), dockerfile };
                examples.extend(its_examples.into_iter().map(example));
                entries.push(entry);
            }
        }
        // A list on the page has this order; for all else it is only the same each time.
        entries.sort_by(|one, other| (one.order, &one.id).cmp(&(other.order, &other.id)));
        kinds.push(entries);
    }
    examples.sort_by(|one, other| (one.kind, &one.id).cmp(&(other.kind, &other.id)));
    Ok(Written { registry: Registry::new(kinds), examples })
}

/// The entries in `folder`.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let failed = |error| format!("cannot list {}: {error}", folder.display());
    for item in fs::read_dir(folder).map_err(failed)? {
        let path = item.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(files)
}
