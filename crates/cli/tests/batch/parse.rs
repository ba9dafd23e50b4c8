//! Each line of `parse-cases.jsonl` is a small Dockerfile for one rule of the language and what BuildKit's parser says of
//! it.

use serde_json::Value;

use crate::{answered, ask, check_all, without_suggestion};

const CASES: &str = include_str!("../data/parse-cases.jsonl");

#[test]
fn every_case_gets_the_answer_of_buildkit() {
    let cases = answered("parse", CASES);
    assert!(cases.len() > 400);
    check_all(&cases, &[], |case, answer| {
        let compared = |answer: &Value| {
            let mut answer = answer.clone();
            answer.as_object_mut().unwrap().remove("id");
            answer["error"] = without_suggestion(&answer["error"]);
            // Without instructions only the error is compared: the recorded directives stop at it.
            if case["expect"]["instructions"].is_null() { answer["error"].take() } else { answer }
        };
        let (expected, answer) = (compared(&case["expect"]), compared(answer));
        (expected != answer).then(|| format!("{expected}\n{answer}"))
    });
}

#[test]
fn a_line_that_is_no_question_is_answered_and_the_next_one_too() {
    let answers = ask("parse", "{\"id\":\"a\",\"txt\":1}\nnot json\n\n{\"id\":\"b\",\"text\":\"FROM x\"}\n");
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["id"], "a");
    assert!(answers[0]["error"]["message"].as_str().unwrap().contains("missing field `text`"));
    assert_eq!(answers[1]["id"], Value::Null);
    assert_eq!(answers[2]["instructions"][0]["keyword"], "FROM");
}
