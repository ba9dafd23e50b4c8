use onionskin_cache::Change;
use onionskin_explain::{change_labels, costs, totals};

use crate::seed::SEED;
use crate::support::{Case, REGISTRY, lines, replay};

#[track_caller]
fn check(source: &str, change: &Change, expected: &str) {
    assert_eq!(totals(&Case::changed(source, change).subject()).plain(), expected);
}

fn file(path: &str) -> Change {
    Change::File(path.to_owned())
}

const GO: &str = "\
FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod .
RUN go mod download
COPY . .
RUN go build -o /app .
FROM alpine:3.20
COPY --from=build /app /app
RUN /app
";

#[test]
fn rebuilt_steps_are_counted_and_named() {
    check(SEED, &file("docker/requirements.txt"), "3 of 5 steps rebuild: 3, 4 and 5.");
    check(SEED, &Change::AppCode, "1 of 5 steps rebuilds: 5.");
    check(SEED, &Change::Nothing, "Nothing rebuilds: all 5 steps are reused.");
    check(SEED, &Change::FirstBuild, "All 5 steps build: nothing is in the cache yet.");
}

#[test]
fn one_step_and_none_are_told_of_in_the_singular() {
    let one = "FROM scratch\nCOPY . /\n";
    check(one, &Change::AppCode, "The only step rebuilds.");
    check(one, &Change::Nothing, "Nothing rebuilds: the only step is reused.");
    check(one, &Change::FirstBuild, "The only step builds: nothing is in the cache yet.");
    check("FROM scratch\n", &Change::Nothing, "Nothing is built: the file has no steps.");
}

#[test]
fn long_runs_of_steps_are_joined_and_stages_named() {
    let source = "FROM a\nCOPY . /\nRUN b\nRUN c\nRUN d\nRUN e\n";
    check(source, &Change::AppCode, "5 of 6 steps rebuild: 2 to 6.");
    let source = "FROM a AS x\nCOPY . /\nFROM a\nCOPY . /\nCOPY --from=x /i /j\n";
    check(source, &Change::AppCode, "3 of 5 steps rebuild: step 2 of x, steps 2 and 3 of stage-1.");
}

#[test]
fn steps_that_depend_on_an_output_are_counted_apart() {
    let expected = "2 of 9 steps rebuild, and 2 more unless the output of step [build 6/6] is identical.";
    check(GO, &Change::AppCode, expected);
}

#[test]
fn all_outputs_that_decide_are_named() {
    let source = "\
FROM a AS one
COPY . /
RUN b
FROM a AS two
COPY . /
RUN c
FROM a
COPY --from=one /x /x
COPY --from=two /y /y
";
    let expected = "4 of 9 steps rebuild, and 2 more unless the outputs of step [one 3/3] and step [two 3/3] are \
                    identical.";
    check(source, &Change::AppCode, expected);
}

#[test]
fn a_long_list_is_cut_and_counted() {
    let stages = (1..=20).map(|n| format!("FROM a AS s{n}\nCOPY . /\nRUN b\n")).collect::<Vec<_>>().concat();
    let copies = (1..=20).map(|n| format!("COPY --from=s{n} /x /\n")).collect::<Vec<_>>().concat();
    let case = Case::changed(&format!("{stages}FROM a\n{copies}"), &Change::AppCode);
    let totals = totals(&case.subject()).plain();
    assert!(totals.ends_with("step [s7 3/3] and 13 more are identical."), "{totals}");
}

#[track_caller]
fn check_costs(source: &str, changes: &[Change], expected: &str) {
    let case = Case::new(source);
    let replays: Vec<_> = changes.iter().map(|change| replay(&case.graph, change)).collect();
    let replays = changes.iter().zip(&replays).map(|(change, replay)| (change, move || replay));
    assert_eq!(costs(&case.subject(), replays).plain(), expected);
}

#[test]
fn edits_are_told_with_what_they_cost() {
    let requirements = file("docker/requirements.txt");
    let changes = [Change::FirstBuild, Change::Nothing, Change::AppCode, requirements];
    check_costs(SEED, &changes, "Editing app code rebuilds 1 step; editing requirements.txt, 3.");
    check_costs(GO, &[Change::AppCode], "Editing app code rebuilds 2 to 4 steps.");
    check_costs(SEED, &[file("elsewhere.txt")], "Editing elsewhere.txt rebuilds 1 step.");
    check_costs("FROM a\nRUN b\n", &[Change::AppCode], "Editing app code rebuilds nothing.");
    check_costs(SEED, &[Change::Nothing], "");
}

#[test]
fn edits_that_cost_the_same_are_told_together() {
    let source = "FROM node\nCOPY package.json yarn.lock ./\nRUN yarn install\nCOPY . .\n";
    let changes = [Change::AppCode, file("package.json"), file("yarn.lock")];
    check_costs(source, &changes, "Editing app code rebuilds 1 step; editing package.json or yarn.lock, 3.");
}

#[test]
fn files_of_the_same_name_are_called_by_their_paths() {
    let changes = [
        Change::FirstBuild,
        Change::Nothing,
        file("a/package.json"),
        file("b/package.json"),
        file("c/go.mod"),
    ];
    let expected = ["First build", "Nothing", "a/package.json", "b/package.json", "go.mod"];
    assert_eq!(lines(&change_labels(&REGISTRY, &changes)), expected);
    assert_eq!(
        lines(&change_labels(&REGISTRY, &[Change::AppCode, file("a/package.json")])),
        ["App code", "package.json"]
    );
}
