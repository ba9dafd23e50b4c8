//! `mdbook-onionskin`: Dockerfiles in an mdBook, explained in their place.
//!
//! In: what mdBook hands a preprocessor, a book as JSON on standard input. Out: the same book on standard output, its blocks
//! ```` ```dockerfile onionskin ```` turned into HTML from `crates/render`. What is wrong with one is told on standard error,
//! with its chapter and line; it stays a block of code only where it is too large to be shown.
//!
//! Not here: what is shown (`render`).

mod block;
mod book;
mod failure;
mod install;

use std::io::{self, Read as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// The renderer whose chapters may hold HTML. For all others a Dockerfile stays a block of code.
const HTML: &str = "html";

/// Explains Dockerfiles in an mdBook. mdBook runs it; `install` tells mdBook to.
#[derive(Debug, Parser)]
#[command(name = "mdbook-onionskin", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell whether something is done for a renderer, by the exit code: mdBook asks this.
    Supports {
        /// The renderer.
        renderer: String,
    },
    /// Add Onionskin to the book in a directory: to its book.toml, and a style sheet beside that.
    Install(Install),
}

/// What a book is to be told.
#[derive(Debug, clap::Args)]
struct Install {
    /// The directory with the book.toml.
    #[arg(default_value = ".")]
    book: PathBuf,
    /// The address of an Onionskin, where links lead and what is brought to life is loaded from.
    #[arg(long, value_name = "URL", value_parser = onionskin_render::page_url)]
    page: Option<String>,
    /// The embed.js of an Onionskin, which brings the Dockerfiles to life. It is copied into the book.
    #[arg(long, value_name = "FILE")]
    embed: Option<PathBuf>,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Some(Command::Supports { renderer }) => {
            return if renderer == HTML { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        Some(Command::Install(options)) => install::install(&options),
        None => preprocess(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn preprocess() -> Result<(), Failure> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).map_err(Failure::Pipe)?;
    let (book, warnings) = book::explained(&input)?;
    for warning in &warnings {
        say(warning);
    }
    io::stdout().write_all(book.as_bytes()).map_err(Failure::Pipe)
}

/// Tells the author of the book.
fn say(message: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "mdbook-onionskin: {message}");
}
