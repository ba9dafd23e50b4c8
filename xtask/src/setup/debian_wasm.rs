//! Compiling for wasm32 on a machine that can reach Debian's packages, but not rustup's server.
//!
//! Debian's `rustc-web` comes without a standard library for wasm32, but `rust-web-src` holds its sources, so that it
//! can be compiled here. The result is a folder of its own in the tool cache (a *sysroot*), which the compiler is
//! pointed at: neither Debian's files nor rustup's are changed. Debian's compiler also has no linker for wasm32; it
//! borrows `rust-lld` from the compiler that is already there.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::apt;
use super::tool_cache::ToolCache;
use super::versions;
use super::wasm_target::{self, TRIPLE};
use crate::{process, workspace};

/// Compiler, its package manager, sources of the standard library, and lints of the same version.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
/// Debian's Clippy.
pub(super) const CARGO_CLIPPY: &str = "/usr/bin/cargo-clippy";
const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
const RUSTDOC: &str = "/usr/bin/rustdoc";

/// Where it puts what it compiles. Cargo gives the results of both compilers the same names: in one folder each would
/// overwrite the other's.
pub(super) fn target() -> PathBuf {
    workspace::target().join("debian-wasm")
}

/// Debian's compiler with what it lacks by itself.
pub(crate) struct DebianWasm {
    sysroot: PathBuf,
    linker: PathBuf,
}

impl DebianWasm {
    /// Sets Cargo up to compile with it.
    pub(super) fn apply(&self, command: &mut Command) {
        command
            .env("RUSTC", RUSTC)
            .env("RUSTDOC", RUSTDOC)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &self.linker)
            .env("CARGO_TARGET_DIR", target());
    }

    /// The folder with its standard library for wasm32, which it has to be told of.
    pub(super) fn sysroot(&self) -> &Path {
        &self.sysroot
    }
}

impl Display for DebianWasm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} (for Debian's {RUSTC})", self.sysroot.display())
    }
}

/// The compiler, if everything is there.
pub(super) fn find(cache: &ToolCache) -> Option<DebianWasm> {
    let sysroot = sysroot(cache, &version().ok()?);
    let linker = linker().ok()?;
    let is_complete =
        wasm_target::holds_std(&library_folder(&sysroot)) && linker.is_file() && Path::new(CARGO).is_file();
    is_complete.then_some(DebianWasm { sysroot, linker })
}

/// Installs the compiler and compiles its standard library.
pub(super) fn install(cache: &ToolCache) -> Result<()> {
    let label = "std for wasm32";
    let linker = linker()?;
    if !linker.is_file() {
        bail!("the compiler on PATH comes without {}, which has to link the page", linker.display());
    }
    apt::install(label, &PACKAGES)?;
    let version = version()?;
    if !is_new_enough(&version, versions::RUSTC) {
        bail!("Debian's rustc {version} is too old: {} is needed", versions::RUSTC);
    }

    let scratch = cache.scratch("std");
    // Left over from a run that was stopped; if it cannot be removed, what follows tells why.
    let _ = fs::remove_dir_all(&scratch);
    fs::create_dir_all(scratch.join("src"))
        .and_then(|()| fs::write(scratch.join("src/lib.rs"), ""))
        .and_then(|()| fs::write(scratch.join("Cargo.toml"), EMPTY_CRATE))
        .with_context(|| format!("cannot write to {}", scratch.display()))?;
    let mut build = process::command(CARGO);
    build
        .args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort",
            "--target",
            TRIPLE,
            "--target-dir",
            "target",
        ])
        .current_dir(&scratch)
        // What Debian ships is a stable compiler, and building std is not a stable feature.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", RUSTC)
        // The page is compiled with link-time optimization, which reads the bitcode of std.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_TARGET_DIR");
    process::run_quietly(label, build)?;

    let compiled = scratch.join("target").join(TRIPLE).join("release").join("deps");
    install_libraries(&compiled, &library_folder(&sysroot(cache, &version)))?;
    let _ = fs::remove_dir_all(&scratch);
    Ok(())
}

/// A crate that uses nothing, as something has to be built for std to be.
const EMPTY_CRATE: &str =
    "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n";

/// Puts the compiled libraries where the compiler looks for them, all or none.
fn install_libraries(compiled: &Path, folder: &Path) -> Result<()> {
    let unfinished = folder.with_extension("unfinished");
    let _ = fs::remove_dir_all(&unfinished);
    fs::create_dir_all(&unfinished).with_context(|| format!("cannot create {}", unfinished.display()))?;
    for entry in fs::read_dir(compiled).with_context(|| format!("{} was not built", compiled.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            continue;
        };
        if path.extension().is_some_and(|kind| kind == "rlib") && !name.starts_with("libempty-") {
            fs::copy(&path, unfinished.join(&name))
                .with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    let _ = fs::remove_dir_all(folder);
    fs::rename(&unfinished, folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// One sysroot for each version of the compiler: a library is only read by the compiler that made it.
fn sysroot(cache: &ToolCache, version: &str) -> PathBuf {
    cache.folder_of("wasm32-sysroot", version)
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TRIPLE).join("lib")
}

/// The linker that comes with the compiler on `PATH`.
fn linker() -> Result<PathBuf> {
    let sysroot = process::capture(process::command("rustc").args(["--print", "sysroot"]))?;
    let told = process::capture(process::command("rustc").arg("-vV"))?;
    let host = field(&told, "host").context("rustc does not tell what machine it is for")?;
    Ok([&sysroot, "lib", "rustlib", host, "bin", "rust-lld"].iter().collect())
}

/// The version of Debian's compiler, such as `1.96.0`.
fn version() -> Result<String> {
    let told = process::capture(process::command(RUSTC).arg("-vV"))?;
    field(&told, "release").map(str::to_owned).context("rustc does not tell its version")
}

/// One field of what `rustc -vV` prints.
fn field<'a>(told: &'a str, name: &str) -> Option<&'a str> {
    told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// Whether a compiler of this version can build what one of the version `wanted` can.
fn is_new_enough(version: &str, wanted: &str) -> bool {
    let numbers =
        |version: &str| -> Vec<u32> { version.split('.').map_while(|number| number.parse().ok()).collect() };
    numbers(version) >= numbers(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_rustc_tells_about_itself() {
        let told =
            "rustc 1.96.0 (abc 2026-05-25)\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0";
        assert_eq!(field(told, "release"), Some("1.96.0"));
        assert_eq!(field(told, "host"), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(field(told, "LLVM version"), None);
    }

    #[test]
    fn old_compilers_are_refused() {
        assert!(is_new_enough("1.95.0", "1.95"));
        assert!(is_new_enough("1.100.0", "1.95"));
        assert!(is_new_enough("2.0.0", "1.95"));
        assert!(!is_new_enough("1.94.9", "1.95"));
        assert!(!is_new_enough("unknown", "1.95"));
    }
}
