//! Trunk, which builds the site.

use std::path::PathBuf;

use anyhow::Result;

use super::cargo_install::{self, Tool};
use super::tool_cache::ToolCache;
use super::versions;

/// Finds or installs Trunk.
pub(super) fn ensure(cache: &ToolCache) -> Result<PathBuf> {
    let tool = Tool {
        program: "trunk",
        package: "trunk",
        version: versions::TRUNK,
        // Its default features are for downloading tools and for looking for updates: neither is wanted here.
        options: &["--no-default-features"],
    };
    cargo_install::ensure(cache, &tool)
}
