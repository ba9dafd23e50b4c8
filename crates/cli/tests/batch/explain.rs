//! Every word of a Dockerfile and what explains it.

use serde_json::{Value, json};

use crate::ask;

/// The words of the answer to the Dockerfile `text`.
fn words(text: &str) -> Vec<Value> {
    let question = json!({ "id": "a", "text": text }).to_string();
    let answers = ask("explain", &question);
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["id"], "a");
    answers[0]["words"].as_array().unwrap().clone()
}

#[test]
fn words_have_places_kinds_and_entries() {
    let text = "# syntax=docker/dockerfile:1\nFROM python:3.11-slim\nRUN pip install \\\n  --frobnicate\n";
    let expected = [
        (None, "directive", "syntax", Some("syntax/syntax")),
        (None, "directive-value", "docker/dockerfile:1", Some("syntax/syntax")),
        (Some(0), "keyword", "FROM", Some("instructions/from")),
        (Some(0), "repository", "python", Some("images/python")),
        (Some(0), "tag", "3.11", Some("images/python#Version")),
        (Some(0), "tag", "slim", Some("tags/slim")),
        (Some(1), "keyword", "RUN", Some("instructions/run")),
        (Some(1), "command", "pip", Some("commands/pip-install")),
        (Some(1), "subcommand", "install", Some("commands/pip-install")),
        (Some(1), "continuation", "\\", Some("syntax/continuation")),
        (Some(1), "option", "--frobnicate", None),
    ];
    let words = words(text);
    let actual: Vec<_> = words
        .iter()
        .map(|word| {
            let instruction = word["instruction"].as_u64();
            (
                instruction,
                word["kind"].as_str().unwrap(),
                word["text"].as_str().unwrap(),
                word["entry"].as_str(),
            )
        })
        .collect();
    assert_eq!(actual, expected);
}

#[test]
fn places_are_bytes_of_the_text() {
    let text = "FROM é:1\nRUN echo \"🐳 $A\" && \\\n # comment\n ls\n";
    for word in words(text) {
        let place = |key: &str| usize::try_from(word[key].as_u64().unwrap()).unwrap();
        assert_eq!(text.get(place("start")..place("end")), word["text"].as_str(), "{word}");
    }
}

#[test]
fn any_text_gets_an_answer() {
    for text in ["", "\n", "RUM x", "FROM a\nRUN 'a", "FROM a\nRUN {{ b }}", "{{ a }}", "\u{0}"] {
        words(text);
    }
    let answers = ask("explain", "{\"id\": \"a\"}\n");
    assert!(answers[0]["error"]["message"].as_str().unwrap().contains("missing field `text`"));
}
