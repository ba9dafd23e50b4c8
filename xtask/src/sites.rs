//! The plugins for documentation: their own tests, and a site of each kind for the browser tests to look at.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::setup::{self, DocsTools};
use crate::{files, process, workspace};

/// What the sites are told of where Onionskin is. The browser tests put the address of the site that they look at in its place.
const PAGE: &str = "http://onionskin.test/";

/// The script that brings what is rendered to life.
const EMBED: &str = "embed.js";

/// The command: installs what is missing, tests the plugins and builds the sites.
pub(crate) fn sites() -> Result<()> {
    let script = workspace::dist().join(EMBED);
    let package = workspace::npm_package().join("dist");
    ensure!(
        script.exists() && package.exists(),
        "the site and the npm package have to be built first: `cargo xtask build`, `cargo xtask npm`"
    );
    build(&setup::docs_tools()?, &[])
}

/// Tests the plugins and builds the sites into `target/sites`, with these options of Cargo's. The npm package and the site of
/// Onionskin are there already.
pub(crate) fn build(tools: &DocsTools, options: &[&str]) -> Result<()> {
    println!("Building sites of documentation");
    build_program(options)?;
    mkdocs(tools)?;
    vitepress()?;
    mdbook(options)
}

/// Builds the command-line program, with these options of Cargo's.
pub(crate) fn build_program(options: &[&str]) -> Result<()> {
    cargo(&[&["build", "--quiet", "--package", "onionskin-cli"], options].concat())
        .context("the command-line program could not be built")
}

/// The command-line program, as [`build_program`] makes it.
pub(crate) fn program() -> PathBuf {
    workspace::target().join("debug").join(if cfg!(windows) { "onionskin.exe" } else { "onionskin" })
}

fn mkdocs(tools: &DocsTools) -> Result<()> {
    let plugin = workspace::plugins().join("mkdocs-onionskin");
    let installed = workspace::target().join("mkdocs-onionskin");
    emptied(&installed)?;
    let python = |arguments: &[&str]| {
        let mut python = process::command(&tools.python);
        python
            .args(arguments)
            .current_dir(&plugin)
            .env("PYTHONPATH", &installed)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("ONIONSKIN_CLI", program());
        process::run(&mut python)
    };
    // Into a folder of this checkout, as the environment is that of all.
    let target = installed.to_string_lossy();
    python(&[
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-build-isolation",
        "--target",
        &target,
        ".",
    ])?;
    python(&["-m", "ruff", "check", "--quiet", "--no-cache"])?;
    python(&["-m", "ruff", "format", "--check", "--quiet", "--no-cache"])
        .context("the MkDocs plugin is not formatted; `ruff format` does it")?;
    python(&[
        "-m",
        "mypy",
        "--no-error-summary",
        "--cache-dir",
        &workspace::target().join("mypy").to_string_lossy(),
    ])?;
    python(&["-m", "pytest", "--quiet", "-p", "no:cacheprovider"])
        .context("tests of the MkDocs plugin failed")?;
    let configuration = workspace::site_sources().join("mkdocs").join("mkdocs.yml");
    let site = built("mkdocs");
    python(&[
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        &configuration.to_string_lossy(),
        "--site-dir",
        &site.to_string_lossy(),
    ])
    .context("the site of MkDocs could not be built")
}

fn vitepress() -> Result<()> {
    let plugin = workspace::plugins().join("remark-onionskin");
    let source = workspace::site_sources().join("vitepress");
    setup::ensure_packages("packages of the remark plugin", &plugin)?;
    setup::ensure_packages("packages of the VitePress site", &source)?;
    let npm = |folder: &Path, arguments: &[&str]| {
        process::run(process::command("npm").args(arguments).current_dir(folder))
    };
    npm(&plugin, &["run", "--silent", "build"])?;
    npm(&plugin, &["run", "--silent", "check"]).context(
        "the remark plugin has a mistake, or is not formatted; `npx prettier --write .` in plugins/remark-onionskin does that",
    )?;
    process::run(process::command("node").args(["--test", "tests/"]).current_dir(&plugin))
        .context("tests of the remark plugin failed")?;
    let program = source.join("node_modules").join(".bin").join("vitepress");
    process::run_quietly("the site of VitePress", {
        let mut vitepress = process::command(program);
        vitepress.args(["build", "--outDir"]).arg(built("vitepress")).current_dir(&source);
        vitepress
    })
    .context("the site of VitePress could not be built")
}

/// In a copy, as `install` writes into the book.
fn mdbook(options: &[&str]) -> Result<()> {
    let book = workspace::target().join("mdbook-site");
    emptied(&book)?;
    files::copy(&workspace::site_sources().join("mdbook"), &book)?;
    let script = workspace::dist().join(EMBED);
    let (book, site) = (book.to_string_lossy(), built("mdbook"));
    let package = ["--quiet", "--package", "mdbook-onionskin"];
    let script = script.to_string_lossy();
    let install = ["--bin", "mdbook-onionskin", "--", "install", &book, "--page", PAGE, "--embed", &script];
    cargo(&[&["run"], options, &package[..], &install].concat())?;
    let build = ["--example", "build", "--", &book, &site.to_string_lossy()];
    cargo(&[&["run"], options, &package[..], &build].concat()).context("the book could not be built")
}

fn cargo(arguments: &[&str]) -> Result<()> {
    process::run(process::command("cargo").args(arguments).current_dir(workspace::root()))
}

/// Where the built site `name` is.
fn built(name: &str) -> PathBuf {
    workspace::sites().join(name)
}

fn emptied(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}
