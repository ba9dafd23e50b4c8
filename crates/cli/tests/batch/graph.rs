//! Each line of `graph-cases.jsonl` is a small Dockerfile for one rule, with a target and build arguments where the rule is
//! about these, and the vertices and the image that BuildKit makes of it, or its error.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{answered, check_all, without_suggestion};

const CASES: &str = include_str!("../data/graph-cases.jsonl");

/// Cases that do not agree yet, and why.
const EXCEPTIONS: [(&str, &str); 1] =
    [("C-05-01", "the rules that BuildKit checks are no errors here, whatever `# check=error=true` says")];

#[test]
fn every_case_gets_the_graph_of_buildkit() {
    let cases = answered("graph", CASES);
    assert!(cases.len() > 400);
    check_all(&cases, &EXCEPTIONS, |case, answer| {
        let expected = &case["expect"];
        let errors = [expected, answer].map(|answer| without_suggestion(&answer["error"]));
        if errors[0] != errors[1] {
            return Some(format!("{}\n{}", errors[0], errors[1]));
        }
        let is_same = expected["steps"].is_null()
            || same_steps(&expected["steps"], &answer["steps"]) && expected["image"] == answer["image"];
        (!is_same).then(|| format!("{expected:#}\n{answer:#}"))
    });
}

/// Whether both are the same vertices, in whatever order.
fn same_steps(expected: &Value, actual: &Value) -> bool {
    let mut names = HashMap::new();
    let [expected, actual] = [expected, actual].map(|steps| {
        let steps = steps.as_array().unwrap();
        let mut known = vec![None; steps.len()];
        let mut all: Vec<_> = (0..steps.len()).map(|at| name(steps, at, &mut known, &mut names)).collect();
        all.sort_unstable();
        all
    });
    expected == actual
}

/// A number for a step that is equal for steps that are, with the same inputs in the same order.
fn name(
    steps: &[Value],
    at: usize,
    known: &mut [Option<usize>],
    names: &mut HashMap<String, usize>,
) -> usize {
    if let Some(name) = known[at] {
        return name;
    }
    let mut step = steps[at].as_object().unwrap().clone();
    let inputs = step.remove("inputs").unwrap_or_default();
    let inputs: Vec<_> = inputs
        .as_array()
        .into_iter()
        .flatten()
        .map(|input| name(steps, usize::try_from(input.as_u64().unwrap()).unwrap(), known, names))
        .collect();
    step.retain(|_, value| ![json!(null), json!(""), json!([]), json!({})].contains(value));
    step.insert("inputs".to_owned(), inputs.into());
    let n_names = names.len();
    let name = *names.entry(Value::Object(step).to_string()).or_insert(n_names);
    known[at] = Some(name);
    name
}
