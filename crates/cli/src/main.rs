//! The `onionskin` command.
//!
//! `onionskin batch KIND` answers JSON lines, one for each line of standard input.

mod batch;
mod graph_json;

use std::process::ExitCode;

const USAGE: &str = "\
usage: onionskin batch parse

  batch parse   read JSON lines {\"id\", \"text\"} from standard input and write one JSON line for each:
                the instructions of the Dockerfile in `text`, or the error that BuildKit stops at
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["batch", "parse"] => {
            batch::answer(&mut std::io::stdin().lock(), &mut std::io::stdout().lock(), batch::parse)
        }
        ["batch", "graph"] => {
            batch::answer(&mut std::io::stdin().lock(), &mut std::io::stdout().lock(), batch::graph)
        }
        ["batch", "simulate"] => {
            batch::answer(&mut std::io::stdin().lock(), &mut std::io::stdout().lock(), batch::simulate)
        }
        ["batch", kind] => return misuse(&format!("there is no batch {kind}")),
        ["--version" | "-V"] => write(concat!("onionskin ", env!("CARGO_PKG_VERSION"), "\n")),
        ["--help" | "-h" | "help"] => write(USAGE),
        [] => return misuse("a command is missing"),
        [command, ..] => {
            return misuse(&format!("there is no command {command}, or it takes other arguments"));
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough: `onionskin … | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(&format!("onionskin: {error}\n"), 1),
    }
}

fn write(text: &str) -> std::io::Result<()> {
    std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes())
}

fn misuse(problem: &str) -> ExitCode {
    fail(&format!("onionskin: {problem}\n\n{USAGE}"), 2)
}

fn fail(message: &str, code: u8) -> ExitCode {
    // Where standard error is closed there is nobody left to tell.
    let _ = std::io::Write::write_all(&mut std::io::stderr(), message.as_bytes());
    ExitCode::from(code)
}
