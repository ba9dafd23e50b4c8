//! Compiles the entries under `data/` into Rust statics, so that no parser is part of the page.
//!
//! The format of an entry is described in `data/README.md`. A malformed entry fails the build with its file and
//! line and what to do about it.

#[macro_use]
#[path = "../src/named.rs"]
mod named;

#[path = "../src/fact.rs"]
mod fact;
#[path = "../src/markup.rs"]
mod markup;
#[path = "../src/part.rs"]
mod part;
#[path = "../src/slot.rs"]
mod slot;
#[path = "../src/traits.rs"]
mod traits;

mod entry;
mod lines;
mod lists;
mod malformed;
mod prose;
mod rust;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::entry::read_entry;
use crate::malformed::Malformed;

/// The folders under `data/`; each becomes a static of its name in capitals.
const KINDS: [&str; 10] = [
    "commands",
    "files",
    "ideas",
    "images",
    "instructions",
    "mounts",
    "operators",
    "reasons",
    "sentences",
    "tags",
];

#[expect(clippy::print_stdout, reason = "it is how a build script talks to Cargo")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let (mut entries, mut examples) = (String::new(), String::from("&[\n"));
    for kind in KINDS {
        let folder = Path::new("data").join(kind);
        let mut read = Vec::new();
        for file in files(&root.join(&folder))? {
            let text = fs::read_to_string(&file)?;
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let place = |Malformed { line, message }| {
                format!("crates/explain/data/{kind}/{name}.md:{line}: {message}")
            };
            read.push(read_entry(&name, &text).map_err(place)?);
        }
        // Entries are found by their id; those with an order are shown in it.
        read.sort_by(|one, other| (one.order, &one.id).cmp(&(other.order, &other.id)));
        rust::write_kind(&mut entries, kind, &read);
        for entry in &read {
            rust::write_examples(&mut examples, kind, entry);
        }
    }
    examples.push_str("]\n");
    fs::write(out.join("entries.rs"), entries)?;
    fs::write(out.join("examples.rs"), examples)?;
    Ok(())
}

/// The entries in `folder`.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(files)
}
