//! The formatter and the lints that belong to the Rust compiler.

use anyhow::{Context as _, Result};

use crate::process;

/// Finds or installs rustfmt and Clippy, which a minimal installation of Rust comes without.
pub(super) fn ensure() -> Result<()> {
    let is_there = |tool| process::capture(process::command("cargo").args([tool, "--version"])).is_ok();
    if is_there("fmt") && is_there("clippy") {
        return Ok(());
    }
    println!("  rustfmt and Clippy: installing");
    let mut rustup = process::command("rustup");
    rustup.args(["component", "add", "rustfmt", "clippy"]);
    process::run_quietly("rustfmt and Clippy", rustup)
        .context("rustfmt and Clippy are missing; `rustup component add rustfmt clippy` installs them")
}
