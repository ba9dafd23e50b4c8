//! Measuring the page in a browser. It tells figures and judges nothing, since they are those of this machine.

use anyhow::{Context as _, Result};

use crate::{build, process, serve, setup, workspace};

/// What measures, below the folder of the browser tests.
const SCRIPT: &str = "bench/keystrokes.mjs";

/// The command: installs what is missing, builds the site in release mode and presses keys in it.
pub(crate) fn bench_page() -> Result<()> {
    let (site_tools, browser) = setup::site_and_browser_tools()?;
    build::site(&site_tools)?;
    let site = serve::start_on_any_port()?;
    println!("Measuring the site at {} in {}", site.url, browser.chromium.display());
    process::run(
        process::command("node")
            .arg(SCRIPT)
            .current_dir(workspace::e2e())
            .env("ONIONSKIN_URL", &site.url)
            .env("CHROMIUM", &browser.chromium),
    )
    .context("the page could not be measured")
}
