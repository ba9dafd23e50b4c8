//! The npm package: the module for wasm32, the JavaScript around it, and tests of both as users have them.

use anyhow::{Context as _, Result};

use crate::setup::{self, SiteTools};
use crate::{process, workspace};

/// The crate that is the module, as Cargo names its file.
const MODULE: &str = "onionskin_js.wasm";

/// The command: installs what is missing, builds the package into `crates/js/npm/dist` and tests it.
pub(crate) fn npm() -> Result<()> {
    package(&setup::site_tools()?)
}

/// Builds the package and tests it.
pub(crate) fn package(tools: &SiteTools) -> Result<()> {
    println!("Building the npm package");
    setup::ensure_npm_package()?;
    let mut cargo = process::command("cargo");
    cargo
        .args(["build", "--locked", "--package", "onionskin-js", "--profile", "web"])
        .args(["--target", setup::WASM_TRIPLE])
        .current_dir(workspace::root());
    tools.wasm_target.apply(&mut cargo);
    process::run(&mut cargo).context("the module could not be built")?;

    let compiled = tools.wasm_target.folder().join(setup::WASM_TRIPLE).join("web").join(MODULE);
    let bound = workspace::target().join("npm");
    let mut bindgen = process::command(&tools.wasm_bindgen);
    bindgen
        .args(["--target", "web", "--omit-default-module-path", "--out-name", "onionskin", "--out-dir"])
        .arg(&bound)
        .arg(&compiled);
    process::run(&mut bindgen)?;
    let wasm = bound.join("onionskin_bg.wasm");
    process::run(process::command(&tools.wasm_opt).arg("-Oz").arg(&wasm).arg("-o").arg(&wasm))?;

    let folder = workspace::npm_package();
    process::run(process::command("node").arg("build.mjs").arg(&bound).current_dir(&folder))
        .context("the package could not be made")?;
    process::run(process::command("npm").args(["run", "--silent", "check"]).current_dir(&folder)).context(
        "the package has a mistake, or is not formatted; `npx prettier --write .` in crates/js/npm does that",
    )?;
    process::run(process::command("node").args(["--test", "tests/"]).current_dir(&folder))
        .context("tests of the npm package failed")
}
