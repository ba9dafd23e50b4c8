//! Builds the book in a directory with mdBook and the preprocessor of this package, which has to be built:
//! `cargo run -p mdbook-onionskin --example build -- docs target/docs`.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (book, output) =
        arguments.next().zip(arguments.next()).context("two directories: of the book, and for it")?;
    // Beside the programs of the package are its examples.
    let program = env::current_exe()?.with_file_name("../mdbook-onionskin");
    let mut config = Config::from_disk(book.join("book.toml"))?;
    config.build.build_dir = env::current_dir()?.join(output);
    config.set("preprocessor.onionskin.command", program.to_string_lossy())?;
    MDBook::load_with_config(book, config)?.build()
}
