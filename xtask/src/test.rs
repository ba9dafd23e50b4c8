//! Running every test.

use anyhow::{Context as _, Result};

use crate::setup::{self, BrowserTools};
use crate::{build, npm, process, serve, sites, workspace};

/// The command: installs what is missing, then runs the tests of the crates and those of the site.
pub(crate) fn test() -> Result<()> {
    let (site, browser) = setup::site_and_browser_tools()?;
    crates(&[])?;
    build::site(&site)?;
    npm::package(&site)?;
    sites::build(&setup::docs_tools()?, &[])?;
    in_browser(&browser, &[])
}

/// Runs the tests of all crates, the examples in their documentation included.
pub(crate) fn crates(options: &[&str]) -> Result<()> {
    println!("Testing the crates");
    process::run(process::command("cargo").arg("test").args(options).current_dir(workspace::root()))
        .context("tests of the crates failed")
}

/// The command: takes the pictures anew that the looks of the site are compared with.
pub(crate) fn accept_looks() -> Result<()> {
    let (site, browser) = setup::site_and_browser_tools()?;
    build::site(&site)?;
    run_in_browser(&browser, &[], &["looks.spec.ts", "--update-snapshots=changed"])
}

/// Serves the built site and runs the browser tests against it, with these options of Cargo's.
pub(crate) fn in_browser(tools: &BrowserTools, cargo_options: &[&str]) -> Result<()> {
    run_in_browser(tools, cargo_options, &[])
}

fn run_in_browser(tools: &BrowserTools, cargo_options: &[&str], options: &[&str]) -> Result<()> {
    // What it renders is looked at in a browser, too.
    sites::build_program(cargo_options)?;
    let site = serve::start_on_any_port()?;
    let (chromium, firefox) = (tools.chromium.display(), tools.firefox.display());
    println!("Testing the site at {} in {chromium} and {firefox}", site.url);
    process::run(
        process::command(&tools.playwright)
            .arg("test")
            .args(options)
            .current_dir(workspace::e2e())
            .env("ONIONSKIN_URL", &site.url)
            .env("ONIONSKIN_CLI", sites::program())
            .env("ONIONSKIN_SITES", workspace::sites())
            .env("CHROMIUM", &tools.chromium)
            .env("FIREFOX", &tools.firefox)
            .env("NGINX", &tools.nginx),
    )
    .context("tests of the site in a browser failed")
}
