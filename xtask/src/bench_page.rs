//! Measuring the page in a browser. It tells figures and judges nothing, since they are those of this machine.

use anyhow::{Context as _, Result};

use crate::{build, process, serve, setup, workspace};

/// What measures: how long a key press takes, and what Lighthouse says.
const SCRIPTS: [&str; 2] = ["keystrokes.mjs", "lighthouse.mjs"];

/// The command: installs what is missing, builds the site in release mode and measures it.
pub(crate) fn bench_page() -> Result<()> {
    let (site_tools, browser) = setup::site_and_browser_tools()?;
    setup::ensure_lighthouse()?;
    build::site(&site_tools)?;
    let site = serve::start_on_any_port()?;
    println!("Measuring the site at {} in {}", site.url, browser.chromium.display());
    for script in SCRIPTS {
        println!("\n{script}");
        process::run(
            process::command("node")
                .arg(script)
                .current_dir(workspace::bench())
                .env("ONIONSKIN_URL", &site.url)
                .env("ONIONSKIN_DIST", workspace::dist())
                .env("CHROMIUM", &browser.chromium),
        )
        .context("the page could not be measured")?;
    }
    Ok(())
}
