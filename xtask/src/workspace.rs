//! Where things are in this checkout.

use std::env;
use std::path::{Path, PathBuf};

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// What Cargo builds, other than the site.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The built site, as Trunk leaves it.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The browser tests.
pub(crate) fn e2e() -> PathBuf {
    root().join("e2e")
}

/// The editor of the page, which is written in TypeScript.
pub(crate) fn editor() -> PathBuf {
    root().join("web").join("editor")
}

/// The npm package.
pub(crate) fn npm_package() -> PathBuf {
    root().join("crates").join("js").join("npm")
}

/// What measures the page.
pub(crate) fn bench() -> PathBuf {
    e2e().join("bench")
}

/// The plugins for documentation that are no crates.
pub(crate) fn plugins() -> PathBuf {
    root().join("plugins")
}

/// What the sites of documentation are made of that the browser tests look at.
pub(crate) fn site_sources() -> PathBuf {
    e2e().join("sites")
}

/// These sites, once they are built.
pub(crate) fn sites() -> PathBuf {
    target().join("sites")
}
