//! Everything that a change must pass before it is merged, in the order of what fails fastest.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::setup::{self, BrowserTools, DocsTools, SiteTools};
use crate::{build, docs, npm, process, sites, size, test, workspace};

/// Of each call of Cargo: what is tested is what `Cargo.lock` says.
const LOCKED: &str = "--locked";

/// What the stages work with.
struct Tools {
    site: SiteTools,
    browser: BrowserTools,
    docs: DocsTools,
}

/// One thing that can go wrong.
struct Stage {
    name: &'static str,
    run: fn(&Tools) -> Result<()>,
}

const STAGES: [Stage; 13] = [
    Stage { name: "format", run: format },
    Stage { name: "types and format of TypeScript", run: editor },
    Stage { name: "lints", run: lints },
    Stage { name: "lints of the page, for wasm32", run: wasm_lints },
    Stage { name: "documentation", run: documentation },
    Stage { name: "the book in docs", run: |_| docs::build(&[LOCKED]) },
    Stage { name: "tests of the crates", run: |_| test::crates(&[LOCKED]) },
    Stage { name: "release build of the site", run: |tools| build::site(&tools.site) },
    Stage { name: "the npm package", run: |tools| npm::package(&tools.site) },
    Stage { name: "plugins and sites of documentation", run: |tools| sites::build(&tools.docs, &[LOCKED]) },
    Stage { name: "tests in a browser", run: |tools| test::in_browser(&tools.browser, &[LOCKED]) },
    Stage { name: "release build of the command-line program", run: command_line_program },
    Stage { name: "page weight", run: |_| size::size() },
];

/// The command: installs what is missing and runs all stages, up to the first that fails.
pub(crate) fn ci() -> Result<()> {
    let started = Instant::now();
    let mut times: Vec<(&str, Duration)> = Vec::new();

    println!("=== set-up ===");
    setup::ensure_rust_components()?;
    let (site, browser) = setup::site_and_browser_tools()?;
    let tools = Tools { site, browser, docs: setup::docs_tools()? };
    times.push(("set-up", started.elapsed()));

    for (stage, number) in STAGES.iter().zip(1..) {
        println!("\n=== {number}/{} {} ===", STAGES.len(), stage.name);
        let stage_started = Instant::now();
        (stage.run)(&tools).with_context(|| format!("stage {number}, {}", stage.name))?;
        println!("--- {:.1} s", stage_started.elapsed().as_secs_f64());
        times.push((stage.name, stage_started.elapsed()));
    }

    println!("\n=== all passed, in {:.0} s ===", started.elapsed().as_secs_f64());
    for (name, time) in times {
        println!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    Ok(())
}

fn format(_: &Tools) -> Result<()> {
    cargo(&["fmt", "--all", "--check"]).context("the code is not formatted; `cargo fmt --all` does it")
}

/// The editor and the script for other pages.
fn editor(_: &Tools) -> Result<()> {
    process::run(process::command("npm").args(["run", "--silent", "check"]).current_dir(workspace::editor()))
        .context(
            "the editor or the script for other pages has a mistake, or is not formatted; `npx prettier --write . ../embed` in web/editor does that",
        )
}

fn lints(_: &Tools) -> Result<()> {
    cargo(&["clippy", LOCKED, "--all-targets", "--", "--deny", "warnings"])
}

/// The page and all crates that it is made of, as they are compiled for the browser.
fn wasm_lints(tools: &Tools) -> Result<()> {
    let mut clippy = tools.site.wasm_target.clippy();
    clippy
        .args([LOCKED, "--package", "onionskin-web", "--target", setup::WASM_TRIPLE])
        .args(["--", "--deny", "warnings"])
        .current_dir(workspace::root());
    process::run(&mut clippy)
}

fn documentation(_: &Tools) -> Result<()> {
    let mut doc = process::command("cargo");
    doc.args(["doc", LOCKED, "--no-deps"])
        .current_dir(workspace::root())
        .env("RUSTDOCFLAGS", "--deny warnings");
    process::run(&mut doc)
}

fn command_line_program(_: &Tools) -> Result<()> {
    cargo(&["build", LOCKED, "--release", "--package", "onionskin-cli"])
}

fn cargo(arguments: &[&str]) -> Result<()> {
    process::run(process::command("cargo").args(arguments).current_dir(workspace::root()))
}
