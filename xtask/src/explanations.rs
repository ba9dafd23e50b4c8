//! The file of explanations, which the page loads once it is shown.
//!
//! Xtask writes it, since Trunk cannot give it its name: that has to be the one that `crates/explain` compiles into the
//! page.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use crate::workspace;

/// Packs the entries into the folder `dist`.
pub(crate) fn pack_into(dist: &Path) -> Result<()> {
    let data = workspace::root().join("crates/explain/data");
    let written =
        onionskin_entries::read(&data).map_err(|error| anyhow!("the entries cannot be read: {error}"))?;
    let packed = written.registry.pack();
    let path = dist.join(onionskin_entries::file_name(&packed));
    fs::write(&path, packed).with_context(|| format!("cannot write {}", path.display()))
}

/// Whether a file of the built site is the one of explanations.
pub(crate) fn is_it(name: &str) -> bool {
    name.starts_with("explanations-")
}
