//! The documentation in `docs/`, as a book.

use anyhow::{Context as _, Result};

use crate::{process, workspace};

/// The command: builds the book into `target/docs` with mdBook, a library here, and our own preprocessor.
pub(crate) fn docs() -> Result<()> {
    build(&[])
}

/// The same, with options for Cargo.
pub(crate) fn build(options: &[&str]) -> Result<()> {
    let package = ["--quiet", "--package", "mdbook-onionskin"];
    let cargo = |arguments: &[&str]| {
        let mut cargo = process::command("cargo");
        cargo.args(arguments.iter().take(1)).args(options).args(package).args(arguments.iter().skip(1));
        process::run(cargo.current_dir(workspace::root()))
    };
    let book = workspace::target().join("docs");
    cargo(&["run", "--bin", "mdbook-onionskin", "--", "install", "docs"])?;
    cargo(&["run", "--example", "build", "--", "docs", &book.to_string_lossy()])
        .context("the book in docs/ could not be built")?;
    println!("The documentation is in {}", book.display());
    Ok(())
}
