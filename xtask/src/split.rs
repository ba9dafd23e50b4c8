//! Cutting the page's module in two: what the page is shown with, and what it loads once it is shown.
//!
//! Trunk knows of one module only. So the page that it has built is taken as it is, but for the names of module and script,
//! and the module that the compiler made is cut before `wasm-bindgen` sees it, since that drops what tells functions and data
//! apart.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

use crate::setup::SiteTools;
use crate::{offline, process, short_names, workspace};

/// The name of the crate that is the page, as compilers write it.
const PAGE: &str = "onionskin-web";
/// The module that is loaded later, as `web/src/later.rs` names it, and what cutting calls its file.
const LATER: &str = "later";
const CUT_FILE: &str = "split_later.wasm";
/// How the script that cutting writes starts that module, and how it does so in two parts, as `web/boot.js` does with the first.
const START: &str = "WebAssembly.instantiateStreaming(src, imports)";
const START_IN_PARTS: &str =
    "globalThis.compileModule(src).then((module) => WebAssembly.instantiate(module, imports))";

/// Small before fast; the rest makes what is left after compression smaller, not always the file. Low memory is unused: the
/// stack ends there, a megabyte of it.
const WASM_OPT: [&str; 7] = [
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    "--skip-pass=local-cse",
    "--low-memory-unused",
    "--converge",
    "--strip-producers",
    "--strip-target-features",
];

/// Cuts the page in the folder `dist`, which Trunk has built with the feature `split`.
pub(crate) fn cut(tools: &SiteTools, dist: &Path) -> Result<()> {
    let built = page_name(dist)?;
    let (_, built_hash) = built.rsplit_once('-').context("Trunk gives the page's files a checksum")?;
    let hash = hash(built_hash);
    let name = format!("{PAGE}-{hash}");
    let (page, link) = (format!("./{name}.js"), format!("./{LATER}-{hash}.js"));
    let scratch = workspace::target().join("split");
    let (main, bound) = (scratch.join("main.wasm"), scratch.join("bound"));
    // What earlier builds left; where it cannot be removed, it is only in nobody's way.
    let _ = fs::remove_dir_all(&scratch);
    fs::create_dir_all(&bound).with_context(|| format!("cannot make {}", bound.display()))?;

    let compiled = tools.wasm_target.folder().join(format!("wasm32-unknown-unknown/web/{PAGE}.wasm"));
    let compiled = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let mut options = Options::new(&compiled);
    options.output_dir = &scratch;
    options.main_out_path = &main;
    options.main_module = &page;
    options.link_name = &link;
    transform(options).map_err(|error| anyhow!("the page's module cannot be cut: {error:#}"))?;

    let mut bindgen = process::command(&tools.wasm_bindgen);
    bindgen
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &name, "--out-dir"])
        .arg(&bound)
        .arg(&main);
    process::run(&mut bindgen)?;
    let (wasm, script) = (format!("{name}_bg.wasm"), format!("{name}.js"));
    short_names::shorten(&bound.join(&wasm), &bound.join(&script))?;
    optimize(tools, &bound.join(&wasm), &dist.join(&wasm))?;
    optimize(tools, &scratch.join(CUT_FILE), &dist.join(format!("{LATER}-{hash}.wasm")))?;

    minify(&bound.join(&script), &dist.join(&script))?;
    let link_script = scratch.join(&link);
    let loader =
        fs::read_to_string(&link_script).with_context(|| format!("cannot read {}", link_script.display()))?;
    if !loader.contains(CUT_FILE) {
        bail!("the page's module was not cut: nothing in it is marked as `{LATER}`");
    }
    if !loader.contains(START) {
        bail!("the script that loads `{LATER}` no longer says `{START}`");
    }
    let loader = loader.replace(CUT_FILE, &format!("{LATER}-{hash}.wasm")).replace(START, START_IN_PARTS);
    fs::write(dist.join(&link), loader).with_context(|| format!("cannot write {link}"))?;
    rename(dist, &built, &name)
}

/// The checksum in the names of the files. Browsers keep a name for long, so it is another one where the same program is cut in
/// another way: files of one way do not go with those of the other.
fn hash(of_the_program: &str) -> String {
    let how = concat!(include_str!("split.rs"), include_str!("short_names.rs"));
    let program = of_the_program.get(..8).unwrap_or(of_the_program);
    format!("{program}{:08x}", offline::checksum(format!("{of_the_program}{how}").as_bytes()))
}

/// Takes away what Trunk has made in the folder `dist` under the name `built`, and has the page ask for `name`.
fn rename(dist: &Path, built: &str, name: &str) -> Result<()> {
    for file in [format!("{built}.js"), format!("{built}_bg.wasm")] {
        fs::remove_file(dist.join(&file)).with_context(|| format!("cannot remove {file}"))?;
    }
    let path = dist.join("index.html");
    let page = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    fs::write(&path, page.replace(built, name)).with_context(|| format!("cannot write {}", path.display()))
}

fn optimize(tools: &SiteTools, from: &Path, to: &Path) -> Result<()> {
    let mut wasm_opt = process::command(&tools.wasm_opt);
    process::run(wasm_opt.args(WASM_OPT).arg(from).arg("-o").arg(to))
}

/// What Trunk does with the script that it does not know to be written anew, with a tool of the editor's.
fn minify(from: &Path, to: &Path) -> Result<()> {
    let mut esbuild = process::command(workspace::editor().join("node_modules/.bin/esbuild"));
    esbuild.args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"]);
    process::run(esbuild.arg(from).arg(format!("--outfile={}", to.display())))
}

/// The name of the page's files in `dist`, without its ending.
fn page_name(dist: &Path) -> Result<String> {
    let files = fs::read_dir(dist).with_context(|| format!("cannot list {}", dist.display()))?;
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut pages = names
        .filter(|name| name.starts_with(PAGE))
        .filter_map(|name| Some(name.strip_suffix(".js")?.to_owned()));
    match (pages.next(), pages.next()) {
        (Some(name), None) => Ok(name),
        (None, _) => bail!("Trunk has built no page"),
        (Some(_), Some(_)) => bail!("there is more than one page in {}", dist.display()),
    }
}

/// Whether a file of the built site is the module that is loaded later.
pub(crate) fn is_later(name: &str) -> bool {
    name.starts_with(LATER) && Path::new(name).extension().is_some_and(|kind| kind == "wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_program_gets_other_names_that_servers_keep_for_long() {
        let (one, other) = (hash("50113ec31cb4a2ec"), hash("50113ec31cb4a2ed"));
        assert_ne!(one, other);
        // As long as `docs/nginx.conf` wants it.
        assert!(one.len() == 16 && one.chars().all(|c| c.is_ascii_hexdigit()), "{one}");
    }
}
