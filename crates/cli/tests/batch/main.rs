//! `onionskin batch` against answers that BuildKit gave (frontend 1.26): its parser, its conversion of small Dockerfiles
//! with one rule each, and real builds by its daemon, one after the other.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod explain;
mod graph;
mod misuse;
mod parse;
mod simulate;

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The answers of `onionskin batch` `kind` to the lines of `input`, in order.
fn ask(kind: &str, input: &str) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onionskin"))
        .args(["batch", kind])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let output = String::from_utf8(output.stdout).unwrap();
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The lines of a file of cases with what `onionskin batch` `kind` says of each.
fn answered(kind: &str, cases: &str) -> Vec<(Value, Value)> {
    let answers = ask(kind, cases);
    let cases: Vec<Value> = cases.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(&answers) {
        assert_eq!(case["id"], answer["id"]);
    }
    cases.into_iter().zip(answers).collect()
}

/// Checks that exactly the cases agree that are not among `exceptions`: ids, each with the reason. One that starts to
/// agree is to be taken out of the list.
#[track_caller]
fn check_all(
    answered: &[(Value, Value)],
    exceptions: &[(&str, &str)],
    difference: impl Fn(&Value, &Value) -> Option<String>,
) {
    for (case, answer) in answered {
        let id = case["id"].as_str().unwrap();
        let exception = exceptions.iter().find(|(exception, _)| *exception == id);
        match (difference(case, answer), exception) {
            (None, None) | (Some(_), Some(_)) => {}
            (Some(difference), None) => panic!("{id} differs from BuildKit:\n{difference}\nin {case}"),
            (None, Some((_, reason))) => panic!("{id} agrees now, although {reason}"),
        }
    }
    let is_there = |id: &str| answered.iter().any(|(case, _)| case["id"] == id);
    assert!(exceptions.iter().all(|(id, _)| is_there(id)), "an exception is no case");
}

/// BuildKit picks a suggestion by chance where several are equally near, so none is compared.
fn without_suggestion(error: &Value) -> Value {
    let mut error = error.clone();
    if let Some(message) = error.get_mut("message") {
        let text = message.as_str().unwrap();
        if let Some((start, rest)) = text.split_once(" (did you mean ") {
            let end = rest.split_once(')').map_or("", |(_, end)| end);
            *message = [start, end].concat().into();
        }
    }
    error
}
