//! Debian packages.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{path_search, process};

/// How long apt-get waits for another one that is running.
const LOCK_TIMEOUT: &str = "DPkg::Lock::Timeout=300";

/// Who apt-get can be run as.
enum Rights {
    Root,
    Sudo,
    None,
}

/// Installs packages, or tells the command that would.
pub(super) fn install(label: &str, packages: &[&str]) -> Result<()> {
    let command = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if path_search::find("apt-get").is_none() {
        bail!("this system has no apt-get (which would run `{command}`)");
    }
    let rights = rights();
    if matches!(rights, Rights::None) {
        bail!(
            "installing Debian packages needs root, and sudo asks for a password. Run this once: sudo {command}"
        );
    }
    // Without the newest lists the packages in them may be gone from the server. That an update fails does not have to
    // matter: some other source of packages may be the one that is broken.
    if let Err(error) = process::run_quietly(label, apt_get(&rights, &["update"])) {
        println!("  {label}: going on with old package lists, as {error:#}");
    }
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    process::run_quietly(label, apt_get(&rights, &arguments))
        .with_context(|| format!("Debian packages could not be installed (`{command}`)"))
}

fn apt_get(rights: &Rights, arguments: &[&str]) -> Command {
    let mut command = match rights {
        Rights::Sudo => {
            let mut sudo = process::command("sudo");
            sudo.args(["-n", "env"]);
            sudo
        }
        Rights::Root | Rights::None => process::command("env"),
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", LOCK_TIMEOUT]).args(arguments);
    command
}

fn rights() -> Rights {
    if process::capture(process::command("id").arg("-u")).is_ok_and(|user| user == "0") {
        Rights::Root
    } else if process::capture(process::command("sudo").args(["-n", "true"])).is_ok() {
        Rights::Sudo
    } else {
        Rights::None
    }
}
