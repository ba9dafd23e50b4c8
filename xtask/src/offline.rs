//! The list of files that the page keeps on the reader's device, to open without a network.
//!
//! Xtask writes it into the service worker, since nobody else knows all names once the site is built.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::files;

/// The service worker, in the built site.
pub(crate) const WORKER: &str = "sw.js";

/// Where the list goes.
const PLACE: &str = "const FILES = {};";

/// Whether a file is for web servers, of which some do not hand it out: the page would never be kept where one is missing.
fn is_for_servers(name: &str) -> bool {
    name == "_headers" || name.starts_with("404.")
}

/// Lists the files of the page in the folder `dist` in its service worker.
pub(crate) fn list_into(dist: &Path) -> Result<()> {
    let mut names = files::names(dist)?;
    names.retain(|name| name != WORKER && !is_for_servers(name));
    names.sort_unstable();
    let mut list = String::from("const FILES = {\n");
    for name in &names {
        writeln!(list, "  {name:?}: '{:08x}',", checksum(&files::read(dist, name)?))?;
    }
    list.push_str("};");

    let path = dist.join(WORKER);
    let worker = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if worker.matches(PLACE).count() != 1 {
        bail!("{} has no single line `{PLACE}` for the list of files", path.display());
    }
    fs::write(&path, worker.replace(PLACE, &list)).with_context(|| format!("cannot write {}", path.display()))
}

/// The hash FNV-1a with 32 bits, as the service worker computes it: it keeps versions apart and finds what is damaged.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_fnv_1a() {
        // From the test vectors of its authors.
        for (text, expected) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(checksum(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn the_worker_gets_all_files_but_itself_and_what_is_for_servers() {
        let dist = std::env::temp_dir().join(format!("onionskin-xtask-offline-{}", std::process::id()));
        fs::create_dir_all(dist.join("icons")).unwrap();
        fs::write(dist.join("index.html"), "a").unwrap();
        fs::write(dist.join("icons/b.png"), "").unwrap();
        fs::write(dist.join("_headers"), "").unwrap();
        fs::write(dist.join("404.html"), "").unwrap();
        fs::write(dist.join(WORKER), "// before\nconst FILES = {};\n// after\n").unwrap();
        let first = list_into(&dist);
        let worker = fs::read_to_string(dist.join(WORKER)).unwrap();
        let second = list_into(&dist);
        fs::remove_dir_all(&dist).unwrap();
        first.unwrap();
        assert_eq!(
            worker,
            "// before\nconst FILES = {\n  \"icons/b.png\": '811c9dc5',\n  \"index.html\": 'e40c292c',\n};\n// after\n"
        );
        assert!(second.is_err(), "the place is taken");
    }

    #[test]
    fn the_worker_of_the_site_has_the_place_for_the_list() {
        let worker = crate::workspace::root().join("static").join(WORKER);
        assert_eq!(fs::read_to_string(worker).unwrap().matches(PLACE).count(), 1);
    }
}
