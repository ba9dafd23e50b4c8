//! Each line of `scenarios.jsonl` is two states of the world, and what the second of two real builds by BuildKit's daemon
//! reused of the first.

use serde_json::Value;

use crate::{answered, check_all, without_suggestion};

const SCENARIOS: &str = include_str!("../data/scenarios.jsonl");

/// Scenarios that do not agree, and why.
const EXCEPTIONS: [(&str, &str); 1] =
    [("copyfrom-image-tag-same-file", "only the registry knows that two tags hold the same file")];

#[test]
fn every_scenario_gets_the_verdicts_of_buildkit() {
    let scenarios = answered("simulate", SCENARIOS);
    assert!(scenarios.len() > 500);
    check_all(&scenarios, &EXCEPTIONS, |scenario, answer| {
        let errors = [scenario, answer].map(|answer| without_suggestion(&answer["error"]));
        if errors[0] != errors[1] {
            return Some(format!("{}\n{}", errors[0], errors[1]));
        }
        let expected = scenario["expect"].as_array().unwrap();
        let wrong: Vec<_> = expected.iter().filter_map(|step| wrong_step(scenario, step, answer)).collect();
        (!wrong.is_empty()).then(|| wrong.join("\n"))
    });
}

/// What is wrong with the verdict of the instruction that `expected` is about, if anything.
fn wrong_step(scenario: &Value, expected: &Value, answer: &Value) -> Option<String> {
    let steps = answer["steps"].as_array().unwrap();
    // Several instructions have the same lines where a heredoc ends early; the last one counts.
    let step = steps.iter().rev().find(|step| step["lines"] == expected["lines"]);
    let verdict = step.map_or(&Value::Null, |step| &step["verdict"]);
    // What commands write is not known, and decides.
    let is_open = verdict == "rebuilds-unless-same"
        && expected["depends_on_output"] == true
        && scenario["reruns"] == "unknown";
    let is_right = *verdict == expected["verdict"] || is_open;
    (!is_right).then(|| {
        format!("{} {}: {} is {verdict}", expected["instruction"], expected["lines"], expected["verdict"])
    })
}
