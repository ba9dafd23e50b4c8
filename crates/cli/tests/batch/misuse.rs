//! Questions that are none, and commands that are not there.

use std::fmt::Write;
use std::process::Command;

use serde_json::Value;

use crate::ask;

/// Lines that are no questions of any kind.
const LINES: [&str; 12] = [
    "not json",
    "{",
    "[]",
    "[1, 2]",
    "null",
    "7",
    "\"text\"",
    "{}",
    "{\"id\": \"a\"}",
    "{\"id\": 1, \"text\": \"FROM x\", \"before\": {}, \"after\": {}}",
    "{\"id\": \"a\", \"text\": 1, \"before\": 1, \"after\": []}",
    "\u{0}\u{7}\u{FEFF}",
];

/// Fields of the wrong types, in questions that are right but for these.
const GRAPH_FIELDS: [&str; 8] = [
    "\"target\": 1",
    "\"target\": []",
    "\"build_args\": []",
    "\"build_args\": {\"A\": 1}",
    "\"build_args\": null",
    "\"platform\": {}",
    "\"contexts\": [\"a\"]",
    "\"contexts\": {\"a\": null}",
];

const WORLD_FIELDS: [&str; 12] = [
    "\"dockerfile_ignore\": 1",
    "\"files\": []",
    "\"files\": {\"a\": \"text\"}",
    "\"files\": {\"a\": {\"mode\": -1}}",
    "\"files\": {\"a\": {\"mode\": \"644\"}}",
    "\"files\": {\"a\": {\"mode\": 99999999999}}",
    "\"files\": {\"a\": {\"text\": {}}}",
    "\"build_args\": 1",
    "\"images\": [\"a\"]",
    "\"target\": 1",
    "\"options\": {\"no_cache\": 1}",
    "\"options\": []",
];

/// Checks that each of `lines` is answered by an error, and that a question behind them has its answer.
#[track_caller]
fn check_refused(kind: &str, lines: &[String], question: &str) {
    let answers = ask(kind, &[&lines.join("\n"), question].join("\n"));
    assert_eq!(answers.len(), lines.len() + 1);
    for (line, answer) in lines.iter().zip(&answers) {
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(message.starts_with("this line is not a question"), "{kind} {line}: {answer}");
        assert_eq!(answer["error"]["line"], Value::Null);
    }
    assert_eq!(answers[lines.len()]["error"], Value::Null, "{kind}: {}", answers[lines.len()]);
}

#[test]
fn lines_that_are_no_questions_are_answered_by_errors() {
    let lines = LINES.map(str::to_owned);
    check_refused("parse", &lines, "{\"id\": \"b\", \"text\": \"FROM x\"}");
    check_refused("graph", &lines, "{\"id\": \"b\", \"text\": \"FROM x\"}");
    let world = "{\"dockerfile\": \"FROM x\"}";
    let question = format!("{{\"id\": \"b\", \"before\": {world}, \"after\": {world}}}");
    check_refused("simulate", &lines, &question);
}

#[test]
fn fields_of_the_wrong_type_are_errors() {
    let graph = GRAPH_FIELDS.map(|field| format!("{{\"id\": \"a\", \"text\": \"FROM x\", {field}}}"));
    check_refused("graph", &graph, "{\"id\": \"b\", \"text\": \"FROM x\", \"target\": null}");
    let world = "{\"dockerfile\": \"FROM x\"}";
    let simulate = WORLD_FIELDS.map(|field| {
        let wrong = format!("{{\"dockerfile\": \"FROM x\", {field}}}");
        format!("{{\"id\": \"a\", \"before\": {world}, \"after\": {wrong}}}")
    });
    let question = format!("{{\"id\": \"b\", \"before\": {world}, \"after\": {world}, \"more\": 1}}");
    check_refused("simulate", &simulate, &question);
}

#[test]
fn the_id_is_in_the_error_where_there_is_one() {
    let answers = ask("simulate", "{\"id\": \"a\"}\n{\"id\": 7}\n{}\n");
    let ids: Vec<_> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&Value::from("a"), &Value::from(7), &Value::Null]);
}

#[test]
fn what_a_world_holds_may_be_strange() {
    let world = |files: &str, images: &str| {
        format!(
            "{{\"dockerfile\": \"FROM x\\nCOPY . /\\n\", \"files\": {{{files}}}, \"images\": {{{images}}}}}"
        )
    };
    let file = "{\"text\": \"x\"}";
    let worlds = [
        world("", ""),
        world(&format!("\"\": {file}, \"/\": {file}, \"..\": {file}, \"a//b/../c\": {file}"), ""),
        world(&format!("\"a\": {file}, \"a/b\": {file}, \"a/\": {{\"mode\": 0}}"), ""),
        world(
            "\"a\": {\"base64\": \"%%%\"}, \"b\": {\"link\": \"b\"}, \"c\": {\"link\": \"\"}, \"d\": {}",
            "",
        ),
        world(&format!("\".dockerignore\": {{\"text\": \"[\\n!\\n**\"}}, \"a\": {file}"), ""),
        world(
            &format!("\".dockerignore\": {{\"link\": \"a\"}}, \"a\": {file}"),
            "\"\": \"1\", \"A B\": \"2\"",
        ),
    ];
    let mut questions = String::new();
    for before in &worlds {
        for after in &worlds {
            writeln!(questions, "{{\"id\": \"a\", \"before\": {before}, \"after\": {after}}}").unwrap();
        }
    }
    let answers = ask("simulate", &questions);
    assert_eq!(answers.len(), worlds.len() * worlds.len());
    assert!(answers.iter().all(|answer| answer["steps"].as_array().unwrap().len() == 2));
}

#[test]
fn an_unknown_command_says_what_there_is() {
    let output = Command::new(env!("CARGO_BIN_EXE_onionskin")).args(["batch", "tea"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("'tea'") && message.contains("parse, graph, simulate, explain"), "{message}");
}
