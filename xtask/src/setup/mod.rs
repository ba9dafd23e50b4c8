//! Installing what the other commands need and this machine does not have yet.
//!
//! | what | where it comes from |
//! |---|---|
//! | std for wasm32 | rustup; where that cannot download, Debian's compiler and the sources beside it |
//! | trunk, wasm-bindgen | crates.io, through `cargo install` |
//! | wasm-opt, the editor's packages, Playwright | npm, from lock files |
//! | MkDocs, and what checks its plugin | the index of Python's packages, from a list with checksums |
//! | Chromium, Firefox, nginx | the machine's own, or Debian's packages |
//!
//! Tools go to a cache of the user's, so that another checkout finds them there; a tool of the right version on `PATH`
//! is used as it is. Everything is looked for before it is installed, so that a second run takes a moment.
//! What has to be there already — Rust, a C linker, Node with npm — is never installed, only asked for.

mod apt;
mod browser;
mod cargo_install;
mod debian_wasm;
mod nginx;
mod npm;
mod python;
mod rust_components;
mod tool_cache;
mod trunk;
mod versions;
mod wasm_bindgen;
mod wasm_opt;
mod wasm_target;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};

use self::tool_cache::ToolCache;
pub(crate) use self::wasm_target::{TRIPLE as WASM_TRIPLE, WasmTarget};

/// What it takes to build the site.
pub(crate) struct SiteTools {
    pub(crate) trunk: PathBuf,
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) wasm_opt: PathBuf,
    pub(crate) wasm_target: WasmTarget,
}

/// What it takes to run the tests in a browser.
pub(crate) struct BrowserTools {
    pub(crate) playwright: PathBuf,
    pub(crate) chromium: PathBuf,
    pub(crate) firefox: PathBuf,
    /// The web server that one of them serves the site with.
    pub(crate) nginx: PathBuf,
}

/// What it takes to try the plugins for documentation, beside packages of npm.
pub(crate) struct DocsTools {
    /// Python with the packages that the MkDocs plugin is tried with.
    pub(crate) python: PathBuf,
}

/// The command: installs everything that any other command needs, and tells where it is.
pub(crate) fn setup() -> Result<()> {
    let (site, browser) = site_and_browser_tools()?;
    let docs = docs_tools()?;
    println!("Everything is installed:");
    println!("  std for wasm32  {}", site.wasm_target);
    println!("  trunk           {}", site.trunk.display());
    println!("  wasm-bindgen    {}", site.wasm_bindgen.display());
    println!("  wasm-opt        {}", site.wasm_opt.display());
    println!("  playwright      {}", browser.playwright.display());
    println!("  Chromium        {}", browser.chromium.display());
    println!("  Firefox         {}", browser.firefox.display());
    println!("  nginx           {}", browser.nginx.display());
    println!("  Python          {}", docs.python.display());
    Ok(())
}

/// Finds or installs what it takes to check how the code looks.
pub(crate) fn ensure_rust_components() -> Result<()> {
    rust_components::ensure()
}

/// Finds or installs what measures the page, besides the browser.
pub(crate) fn ensure_lighthouse() -> Result<()> {
    npm::ensure_lighthouse(&ToolCache::open()?)
}

/// Finds or installs what builds and checks the npm package.
pub(crate) fn ensure_npm_package() -> Result<()> {
    npm::ensure_npm_package(&ToolCache::open()?)
}

/// Finds or installs what it takes to try the plugins for documentation.
pub(crate) fn docs_tools() -> Result<DocsTools> {
    Ok(DocsTools { python: python::ensure(&ToolCache::open()?)? })
}

/// Finds or installs the npm packages of `folder`, which `label` names.
pub(crate) fn ensure_packages(label: &str, folder: &Path) -> Result<()> {
    npm::ensure_packages(&ToolCache::open()?, label, folder)
}

/// Finds or installs what it takes to build the site.
pub(crate) fn site_tools() -> Result<SiteTools> {
    npm::check()?;
    let cache = ToolCache::open()?;
    let ((wasm_bindgen, trunk), wasm_target, wasm_opt) =
        at_once(|| cargo_tools(&cache), || wasm_target::ensure(&cache), || npm_tools(&cache))?;
    Ok(SiteTools { trunk, wasm_bindgen, wasm_opt, wasm_target })
}

/// Finds or installs what it takes to build the site and to test it in a browser.
pub(crate) fn site_and_browser_tools() -> Result<(SiteTools, BrowserTools)> {
    npm::check()?;
    let cache = ToolCache::open()?;
    let ((wasm_bindgen, trunk), (wasm_target, chromium, firefox, nginx), (wasm_opt, playwright)) = at_once(
        || cargo_tools(&cache),
        // One after the other: only one apt-get can run at a time.
        || {
            let wasm_target = wasm_target::ensure(&cache)?;
            let chromium = browser::ensure(&cache, &browser::CHROMIUM)?;
            let firefox = browser::ensure(&cache, &browser::FIREFOX)?;
            Ok((wasm_target, chromium, firefox, nginx::ensure(&cache)?))
        },
        || Ok((npm_tools(&cache)?, npm::ensure_playwright(&cache)?)),
    )?;
    let site = SiteTools { trunk, wasm_bindgen, wasm_opt, wasm_target };
    Ok((site, BrowserTools { playwright, chromium, firefox, nginx }))
}

/// The two tools that are compiled here. They take turns: each keeps all processors busy by itself, and the second
/// one reuses what the first has compiled.
fn cargo_tools(cache: &ToolCache) -> Result<(PathBuf, PathBuf)> {
    let wasm_bindgen = wasm_bindgen::ensure(cache)?;
    let trunk = trunk::ensure(cache)?;
    cargo_install::clean(cache);
    Ok((wasm_bindgen, trunk))
}

/// wasm-opt, and what the editor is made of.
fn npm_tools(cache: &ToolCache) -> Result<PathBuf> {
    npm::ensure_editor(cache)?;
    wasm_opt::ensure(cache)
}

/// Runs three installations side by side, as the first one computes and the others mostly download. When one fails,
/// that is told at once and the others still finish: what they install is there the next time.
fn at_once<A: Send, B: Send, C: Send>(
    a: impl FnOnce() -> Result<A> + Send,
    b: impl FnOnce() -> Result<B> + Send,
    c: impl FnOnce() -> Result<C> + Send,
) -> Result<(A, B, C)> {
    thread::scope(|scope| {
        let b = scope.spawn(|| aloud(b));
        let c = scope.spawn(|| aloud(c));
        let a = aloud(a);
        let (b, c) = (b.join(), c.join());
        let broke_off = |_| anyhow!("an installation broke off");
        Ok((a?, b.map_err(broke_off)??, c.map_err(broke_off)??))
    })
}

fn aloud<T>(install: impl FnOnce() -> Result<T>) -> Result<T> {
    install().inspect_err(|error| eprintln!("\n  FAILED: {error:#}\n"))
}

/// Returns what `find` finds; if that is nothing, installs it first and tells so. Two runs at the same time do not
/// install the same thing twice.
fn ensure<T>(
    cache: &ToolCache,
    name: &str,
    find: impl Fn() -> Option<T>,
    install: impl FnOnce() -> Result<()>,
) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let _lock = cache.lock(name)?;
    if let Some(found) = find() {
        return Ok(found);
    }
    println!("  {name}: installing");
    let started = Instant::now();
    install().with_context(|| format!("cannot install {name}"))?;
    println!("  {name}: installed in {} s", started.elapsed().as_secs());
    find().with_context(|| format!("{name} was installed, but cannot be used"))
}
