//! The `onionskin` command.

mod args;
mod batch;
mod command;
mod context;
mod failure;
mod graph_json;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command, Kind};
use failure::Failure;

fn main() -> ExitCode {
    // Its own exit code for a wrong use is 2, as everywhere.
    let Cli { command } = Cli::parse();
    let stdout = &mut io::stdout().lock();
    let result = match command {
        Command::Simulate(options) => command::simulate(&options, stdout),
        Command::Explain(options) => command::explain(&options, stdout),
        Command::Graph(options) => command::graph(&options, stdout),
        Command::Render(options) => command::render(&options, stdout),
        Command::Link(options) => command::link(&options, stdout),
        Command::Open(options) => command::open(&options, stdout),
        Command::Batch { kind } => {
            let stdin = &mut io::stdin().lock();
            let answered = match kind {
                Kind::Parse => batch::answer(stdin, stdout, batch::parse),
                Kind::Explain => batch::answer(stdin, stdout, batch::explain),
                Kind::Graph => batch::answer(stdin, stdout, batch::graph),
                Kind::Simulate => batch::answer(stdin, stdout, batch::simulate),
            };
            answered.map_err(Failure::from)
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough: `onionskin … | head`.
        Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed there is nobody left to tell.
            let _ = writeln!(io::stderr(), "onionskin: {failure}");
            ExitCode::from(failure.code())
        }
    }
}
