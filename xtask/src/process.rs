//! Running other programs: aloud, quietly with signs of life, or for their output.
//!
//! No program is ever given this terminal's input, so none can stop to ask a question.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, ErrorKind};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};

/// How long a quiet program may run before a line tells that it still does.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);
/// How often a quiet program is looked at.
const POLL: Duration = Duration::from_millis(100);
/// How long to wait for the last lines of a program that has ended: a child of its own may keep the pipe open.
const DRAIN: Duration = Duration::from_secs(1);
/// How many last lines of a quiet program are shown when it fails.
const N_LINES_KEPT: usize = 30;
/// How much of a line is shown as sign of life, so that it fits on one line of a terminal.
const N_CHARS_SHOWN: usize = 70;

/// A command whose program is found on `PATH`, without what Cargo sets for its own children only.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    // Cargo points it at the libraries of the toolchain that runs xtask; another compiler must not load them.
    command.env_remove("LD_LIBRARY_PATH");
    command
}

/// Runs a command with its output on this terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.stdin(Stdio::null()).status().map_err(|error| cannot_start(&shown, error))?;
    check(&shown, status)
}

/// Runs a command without showing its output. Every few seconds a line tells how long it has been running and the
/// last thing it said; if it fails, the error holds the last lines of its output.
pub(crate) fn run_quietly(label: &str, mut command: Command) -> Result<()> {
    let shown = shown(&command);
    let (output, input) = io::pipe().context("cannot open a pipe")?;
    command.stdin(Stdio::null()).stdout(input.try_clone().context("cannot share a pipe")?).stderr(input);
    let child = command.spawn().map_err(|error| cannot_start(&shown, error))?;
    // The command holds the writing end of the pipe: without this the reader below would never see its end.
    drop(command);

    let tail = Arc::new(Mutex::new(VecDeque::new()));
    let reader = thread::spawn({
        let tail = Arc::clone(&tail);
        move || keep_last_lines(output, &tail)
    });
    let status = wait_with_signs_of_life(label, child, &tail)?;

    let ended = Instant::now();
    while !reader.is_finished() && ended.elapsed() < DRAIN {
        thread::sleep(POLL);
    }
    check(&shown, status).map_err(|error| {
        let tail = tail.lock().unwrap_or_else(PoisonError::into_inner);
        let lines: Vec<&str> = tail.iter().map(String::as_str).collect();
        anyhow!("{error}. Its last words were:\n    {}", lines.join("\n    "))
    })
}

/// Runs a command and returns what it printed on its standard output, trimmed.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|error| cannot_start(&shown, error))?;
    check(&shown, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn wait_with_signs_of_life(
    label: &str,
    mut child: Child,
    tail: &Mutex<VecDeque<String>>,
) -> Result<ExitStatus> {
    let started = Instant::now();
    let mut next_sign = SIGN_OF_LIFE;
    loop {
        if let Some(status) = child.try_wait().with_context(|| format!("cannot wait for {label}"))? {
            return Ok(status);
        }
        if started.elapsed() >= next_sign {
            next_sign += SIGN_OF_LIFE;
            let tail = tail.lock().unwrap_or_else(PoisonError::into_inner);
            let last: String =
                tail.back().map(|line| line.trim().chars().take(N_CHARS_SHOWN).collect()).unwrap_or_default();
            println!("  {label}: {} s … {last}", started.elapsed().as_secs());
        }
        thread::sleep(POLL);
    }
}

fn keep_last_lines(output: io::PipeReader, tail: &Mutex<VecDeque<String>>) {
    for line in BufReader::new(output).split(b'\n') {
        let Ok(line) = line else { return };
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if line.is_empty() {
            continue;
        }
        let mut tail = tail.lock().unwrap_or_else(PoisonError::into_inner);
        if tail.len() == N_LINES_KEPT {
            tail.pop_front();
        }
        tail.push_back(line);
    }
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}

fn cannot_start(shown: &str, error: io::Error) -> anyhow::Error {
    let program = shown.split(' ').next().unwrap_or(shown);
    if error.kind() == ErrorKind::NotFound {
        anyhow!("`{program}` is not installed (needed for `{shown}`)")
    } else {
        anyhow::Error::new(error).context(format!("cannot start `{shown}`"))
    }
}

fn check(shown: &str, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    match status.code() {
        Some(code) => bail!("`{shown}` ended with exit code {code}"),
        None => bail!("`{shown}` was stopped by a signal"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_exit_code() {
        let error = run(command("sh").args(["-c", "exit 3"])).unwrap_err();
        assert_eq!(error.to_string(), "`sh -c exit 3` ended with exit code 3");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut command("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program` is not installed (needed for `no-such-program`)");
    }

    #[test]
    fn a_quiet_failure_repeats_the_last_lines_of_both_outputs() {
        let mut loud = command("sh");
        loud.args(["-c", "seq 100; echo oh no >&2; exit 1"]);
        let error = run_quietly("loud", loud).unwrap_err().to_string();
        assert!(error.ends_with("\n    99\n    100\n    oh no"), "{error}");
        assert!(!error.contains("\n    71\n"), "{error}");
    }

    #[test]
    fn output_is_trimmed() {
        assert_eq!(capture(command("echo").arg("a b")).unwrap(), "a b");
    }
}
