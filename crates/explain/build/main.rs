//! Packs the entries under `data/`, so that nothing in the page reads them as they are written.
//!
//! The format of an entry is described in `data/README.md`. A malformed entry fails the build with its file and
//! line and what to do about it.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use onionskin_entries::{Entry, Kind, Part, Registry, Written, file_name, read};

#[expect(clippy::print_stdout, reason = "it is how a build script talks to Cargo")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    let data = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("data");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let Written { registry, examples } = read(&data)?;
    let packed = registry.pack();
    println!("cargo::rustc-env=ONIONSKIN_EXPLANATIONS={}", file_name(&packed));
    fs::write(out.join("explanations.txt"), packed)?;
    fs::write(out.join("first-words.txt"), first_words(&registry).pack())?;
    let example = |example: &onionskin_entries::Example| {
        format!("(Kind::{:?}, {:?}, {:?}),\n", example.kind, example.id, example.dockerfile)
    };
    let examples: String = examples.iter().map(example).collect();
    fs::write(out.join("examples.rs"), format!("&[\n{examples}]\n"))?;
    Ok(())
}

/// What is told on the first paint: verdicts with their causes, the changes, and what the file builds and costs. Of an
/// image, that takes what it is called and what is built on it.
fn first_words(all: &Registry) -> Registry {
    all.choose(|kind, entry| match kind {
        Kind::Reasons | Kind::Sentences => Some(entry.clone()),
        Kind::Images => Some(Entry {
            id: entry.id.clone(),
            title: entry.title.clone(),
            names: entry.names.clone(),
            traits: entry.traits.clone(),
            parts: entry.parts.iter().filter(|(part, _)| *part == Part::App).cloned().collect(),
            ..Entry::default()
        }),
        Kind::Bystanders
        | Kind::Commands
        | Kind::Dependencies
        | Kind::Files
        | Kind::Ideas
        | Kind::Instructions
        | Kind::Mounts
        | Kind::Operators
        | Kind::Syntax
        | Kind::Tags => None,
    })
}
