//! Binaryen's wasm-opt, which makes the compiled page smaller. Distributions ship old ones; npm has them all.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::tool_cache::{self, ToolCache};
use super::{npm, versions};

const PACKAGE: &str = include_str!("../../wasm-opt/package.json");
const LOCK: &str = include_str!("../../wasm-opt/package-lock.json");

/// Finds or installs wasm-opt.
pub(super) fn ensure(cache: &ToolCache) -> Result<PathBuf> {
    let folder = cache.folder_of("wasm-opt", versions::WASM_OPT);
    let program = folder.join("node_modules").join(".bin").join("wasm-opt");
    super::ensure(
        cache,
        &format!("wasm-opt {}", versions::WASM_OPT),
        || tool_cache::find_version("wasm-opt", &program, versions::WASM_OPT),
        || {
            fs::create_dir_all(&folder)
                .and_then(|()| fs::write(folder.join("package.json"), PACKAGE))
                .and_then(|()| fs::write(folder.join("package-lock.json"), LOCK))
                .with_context(|| format!("cannot write to {}", folder.display()))?;
            npm::install("wasm-opt", &folder)
        },
    )
}
