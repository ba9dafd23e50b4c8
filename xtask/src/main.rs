//! The project's own commands, run as `cargo xtask <command>`.
//!
//! In: the name of one command. Out: what the command does, told on the terminal, and an exit code: 0 when it
//! worked, 1 when it did not, 2 when it was called wrongly. Each command is a function in the module that
//! carries its name; [`COMMANDS`] is the list of them.
//!
//! Nothing here knows what a Dockerfile is, and none of it is compiled into the page.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program talks to its user")]

mod bench_page;
mod build;
mod ci;
mod docs;
mod explanations;
mod files;
mod npm;
mod offline;
mod path_search;
mod policy;
mod process;
mod serve;
mod setup;
mod short_names;
mod sites;
mod size;
mod split;
mod static_files;
mod styles;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

/// One word that `cargo xtask` understands.
struct Command {
    name: &'static str,
    summary: &'static str,
    run: fn() -> Result<()>,
}

const COMMANDS: [Command; 12] = [
    Command {
        name: "serve",
        summary: "build the site in release mode and serve it on this machine",
        run: serve::serve,
    },
    Command { name: "test", summary: "run every test, those in a browser included", run: test::test },
    Command {
        name: "ci",
        summary: "everything a change must pass: format, lints, docs, tests, release builds, page weight",
        run: ci::ci,
    },
    Command { name: "build", summary: "build the site in release mode into dist/", run: build::build },
    Command { name: "npm", summary: "build the npm package in crates/js/npm and test it", run: npm::npm },
    Command {
        name: "sites",
        summary: "test the plugins for documentation, and build a site with each into target/sites",
        run: sites::sites,
    },
    Command { name: "docs", summary: "build the documentation into target/docs", run: docs::docs },
    Command {
        name: "size",
        summary: "show what a visit downloads from dist/, and fail if that is over budget",
        run: size::size,
    },
    Command {
        name: "accept-looks",
        summary: "take the pictures anew that tests compare the looks of the site with",
        run: test::accept_looks,
    },
    Command {
        name: "bench-page",
        summary: "measure in a browser how long a key press takes until the page is painted anew, and run Lighthouse",
        run: bench_page::bench_page,
    },
    Command {
        name: "setup",
        summary: "only install what the other commands need (they do it themselves)",
        run: setup::setup,
    },
    Command { name: "help", summary: "show this list", run: help },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = match arguments.as_slice() {
        [] => "help",
        [name] if matches!(name.as_str(), "--help" | "-h") => "help",
        [name] => name.as_str(),
        [name, ..] => return misuse(&format!("`cargo xtask {name}` takes no further arguments.")),
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return misuse(&format!("There is no command `{name}`."));
    };
    match (command.run)() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask {name} failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Tells what was wrong with the call, then what would be right.
fn misuse(message: &str) -> ExitCode {
    eprintln!("{message}\n\n{}", usage());
    ExitCode::from(2)
}

#[expect(clippy::unnecessary_wraps, reason = "every command has the same signature")]
fn help() -> Result<()> {
    println!("{}", usage());
    Ok(())
}

fn usage() -> String {
    let lines = COMMANDS.iter().map(|command| format!("\n  {:<10} {}", command.name, command.summary));
    let mut text = String::from("Usage: cargo xtask <command>\n\nCommands:");
    text.extend(lines);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_names_every_command_once() {
        let usage = usage();
        for command in &COMMANDS {
            assert_eq!(usage.matches(&format!("\n  {:<10} ", command.name)).count(), 1, "{}", command.name);
        }
    }
}
