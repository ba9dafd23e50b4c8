//! Rust's standard library for wasm32, without which no compiler can build the page.

use std::env;
use std::ffi::OsString;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::debian_wasm::{self, DebianWasm};
use super::tool_cache::ToolCache;
use crate::{path_search, process, workspace};

/// The target's name.
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// A compiler that can compile for wasm32, and how to call it.
pub(crate) enum WasmTarget {
    /// The one that compiles everything else, too. Its standard library for wasm32 is in this folder.
    Own(PathBuf),
    /// Debian's. Everything else is still compiled by the user's own.
    Debian(DebianWasm),
}

impl WasmTarget {
    /// Sets a command up — Cargo, or a program that runs Cargo — so that it compiles with this compiler.
    pub(crate) fn apply(&self, command: &mut Command) {
        match self {
            WasmTarget::Own(_) => {}
            WasmTarget::Debian(debian) => debian.apply(command),
        }
        // With `--target`, which is always given, Cargo hands this to nothing that runs on this machine.
        command.env("CARGO_ENCODED_RUSTFLAGS", self.flags());
    }

    /// The compiler's flags, as Cargo takes them.
    fn flags(&self) -> OsString {
        // Those of `.cargo/config.toml`, which Cargo does not look at where it is given others.
        let mut flags = OsString::from("-Cllvm-args=-disable-lsr");
        // What the page says of a panic names files: none of it is to tell the folders of the machine that built it.
        if let Some(home) = cargo_home() {
            flags.push("\u{1f}--remap-path-prefix=");
            flags.push(home.join("registry").join("src"));
            flags.push("=/crates");
        }
        if let WasmTarget::Debian(debian) = self {
            flags.push("\u{1f}--sysroot=");
            flags.push(debian.sysroot());
        }
        flags
    }

    /// Where it puts what it compiles.
    pub(crate) fn folder(&self) -> PathBuf {
        match self {
            WasmTarget::Own(_) => workspace::target(),
            WasmTarget::Debian(_) => debian_wasm::target(),
        }
    }

    /// Starts a call of the Clippy that belongs to this compiler.
    pub(crate) fn clippy(&self) -> Command {
        let mut clippy = match self {
            WasmTarget::Own(_) => process::command("cargo"),
            // Called by its name: every Cargo looks for it in the user's folder first, where another one may be.
            WasmTarget::Debian(_) => process::command(debian_wasm::CARGO_CLIPPY),
        };
        clippy.arg("clippy");
        self.apply(&mut clippy);
        clippy
    }
}

impl Display for WasmTarget {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            WasmTarget::Own(folder) => write!(f, "{}", folder.display()),
            WasmTarget::Debian(debian) => debian.fmt(f),
        }
    }
}

/// Finds or installs a compiler that can compile for wasm32.
pub(super) fn ensure(cache: &ToolCache) -> Result<WasmTarget> {
    super::ensure(cache, "std for wasm32", || find(cache), || install(cache))
}

/// Where Cargo keeps what it downloads.
fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))
}

fn find(cache: &ToolCache) -> Option<WasmTarget> {
    let mut rustc = process::command("rustc");
    let folder = process::capture(rustc.args(["--print", "target-libdir", "--target", TRIPLE])).ok()?;
    let folder = PathBuf::from(folder);
    if holds_std(&folder) {
        Some(WasmTarget::Own(folder))
    } else {
        debian_wasm::find(cache).map(WasmTarget::Debian)
    }
}

fn install(cache: &ToolCache) -> Result<()> {
    let advice = "Rust's standard library for wasm32 is missing; the usual way to get it is \
                  `rustup target add wasm32-unknown-unknown` (rustup: https://rustup.rs)";
    let with_rustup = if path_search::find("rustup").is_some() {
        let mut rustup = process::command("rustup");
        rustup.args(["target", "add", TRIPLE]);
        process::run_quietly("std for wasm32", rustup)
    } else {
        Err(anyhow::anyhow!("there is no rustup"))
    };
    let Err(error) = with_rustup else { return Ok(()) };
    println!("  std for wasm32: not with rustup: {error:#}");
    println!("  std for wasm32: trying to build it with Debian's compiler instead");
    debian_wasm::install(cache).context(advice)
}

/// Whether the folder holds a compiled standard library.
pub(super) fn holds_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && Path::new(&*name).extension().is_some_and(|kind| kind == "rlib")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_holds_no_std() {
        assert!(!holds_std(Path::new("/no/such/folder")));
    }

    #[test]
    fn the_running_compiler_has_std_for_its_own_machine() {
        let mut rustc = process::command("rustc");
        let folder = process::capture(rustc.args(["--print", "target-libdir"])).unwrap();
        assert!(holds_std(Path::new(&folder)), "{folder}");
    }
}
