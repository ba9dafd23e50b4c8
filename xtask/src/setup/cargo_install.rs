//! Tools that come from crates.io and are compiled here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::tool_cache::{self, ToolCache};
use crate::process;

/// A release profile that compiles fast, in less than half the time that even `OPT_LEVEL=1` takes. The tools run a
/// little longer for it, less than a second on a page as small as this one.
const PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_PANIC", "unwind"),
];

/// One program of one crate.
pub(super) struct Tool<'a> {
    pub(super) program: &'a str,
    pub(super) package: &'a str,
    pub(super) version: &'a str,
    /// Further arguments of `cargo install`.
    pub(super) options: &'a [&'a str],
}

/// Finds the tool or compiles it.
pub(super) fn ensure(cache: &ToolCache, tool: &Tool<'_>) -> Result<PathBuf> {
    let root = cache.folder_of(tool.program, tool.version);
    let program = root.join("bin").join(tool.program);
    super::ensure(
        cache,
        &format!("{} {}", tool.program, tool.version),
        || tool_cache::find_version(tool.program, &program, tool.version),
        || {
            // A tool's own lock file is what its authors have tested; but it may name versions that have been withdrawn.
            let locked = process::run_quietly(tool.program, install(cache, tool, &root, &["--locked"]));
            locked.or_else(|_| {
                println!(
                    "  {}: not with its own lock file; trying newer versions of what it uses",
                    tool.program
                );
                process::run_quietly(tool.program, install(cache, tool, &root, &[]))
            })
        },
    )
}

fn install(cache: &ToolCache, tool: &Tool<'_>, root: &Path, options: &[&str]) -> Command {
    let mut install = process::command("cargo");
    install
        .args(["install", tool.package, "--version", tool.version, "--bin", tool.program])
        .args(["--no-track", "--force", "--root"])
        .arg(root)
        .args(options)
        .args(tool.options)
        .env("CARGO_TARGET_DIR", cache.scratch("cargo-install"))
        // What the checkout sets for its own crates is not meant for a tool.
        .current_dir(cache.folder())
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET")
        .envs(PROFILE);
    install
}

/// Removes what is only needed while tools are being compiled. It may stay behind if that fails: it is a cache.
pub(super) fn clean(cache: &ToolCache) {
    let _ = fs::remove_dir_all(cache.scratch("cargo-install"));
}
