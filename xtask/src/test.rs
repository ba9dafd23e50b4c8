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
    sites::build(&setup::docs_tools()?)?;
    in_browser(&browser)
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
    run_in_browser(&browser, &["looks.spec.ts", "--update-snapshots=changed"])
}

/// Serves the built site and runs the browser tests against it.
pub(crate) fn in_browser(tools: &BrowserTools) -> Result<()> {
    run_in_browser(tools, &[])
}

fn run_in_browser(tools: &BrowserTools, options: &[&str]) -> Result<()> {
    // What it renders is looked at in a browser, too.
    let mut program = process::command("cargo");
    program.args(["build", "--quiet", "--package", "onionskin-cli"]).current_dir(workspace::root());
    process::run(&mut program).context("the command-line program could not be built")?;
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
