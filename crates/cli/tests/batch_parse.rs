//! `onionskin batch parse` against answers that BuildKit's own parser gave (frontend 1.26). Each line of
//! `data/parse-cases.jsonl` is a small Dockerfile for one rule of the language and what BuildKit says of it.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

const CASES: &str = include_str!("data/parse-cases.jsonl");

fn ask(input: &str) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onionskin"))
        .args(["batch", "parse"])
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
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// BuildKit picks a suggestion by chance where several are equally near, so none is compared.
fn without_suggestion(mut answer: Value) -> Value {
    if let Some(message) = answer.pointer_mut("/error/message") {
        let text = message.as_str().unwrap();
        if let (Some(start), true) = (text.find(" (did you mean "), text.ends_with("?)")) {
            *message = text[..start].into();
        }
    }
    answer
}

#[test]
fn every_case_gets_the_answer_of_buildkit() {
    let cases: Vec<Value> = CASES.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > 400);
    let answers = ask(CASES);
    assert_eq!(answers.len(), cases.len());
    for (case, mut answer) in cases.into_iter().zip(answers) {
        let id = answer.as_object_mut().unwrap().remove("id");
        assert_eq!(id, Some(case["id"].clone()));
        let mut expected = without_suggestion(case["expect"].clone());
        let mut answer = without_suggestion(answer);
        if expected["instructions"].is_null() {
            // Without instructions only the error is compared: the recorded directives stop at it.
            expected = expected["error"].take();
            answer = answer["error"].take();
        }
        assert_eq!(answer, expected, "case {}: {:?}", case["id"], case["text"]);
    }
}

#[test]
fn a_line_that_is_no_question_is_answered_and_the_next_one_too() {
    let answers = ask("{\"id\":\"a\",\"txt\":1}\nnot json\n\n{\"id\":\"b\",\"text\":\"FROM x\"}\n");
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["id"], "a");
    assert!(answers[0]["error"]["message"].as_str().unwrap().contains("missing field `text`"));
    assert_eq!(answers[1]["id"], Value::Null);
    assert_eq!(answers[2]["instructions"][0]["keyword"], "FROM");
}

#[test]
fn an_unknown_command_says_what_there_is() {
    let output = Command::new(env!("CARGO_BIN_EXE_onionskin")).args(["batch", "tea"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("there is no batch tea") && message.contains("usage: onionskin batch parse"),
        "{message}"
    );
}
