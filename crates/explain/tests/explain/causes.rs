use onionskin_cache::Change;
use onionskin_explain::{explain, reasons};

use crate::seed::SEED;
use crate::support::{Case, lines};

#[track_caller]
fn check(source: &str, change: &Change, line: u32, expected: &[&str]) {
    assert_eq!(lines(&Case::changed(source, change).line(line).causes), expected);
}

fn file(path: &str) -> Change {
    Change::File(path.to_owned())
}

#[test]
fn a_changed_file_is_followed_down_the_stage() {
    let change = file("docker/requirements.txt");
    check(SEED, &change, 1, &["The base image python:3.11-slim is the same as in the build before."]);
    check(SEED, &change, 2, &["Nothing that it reads has changed, and step 1 is reused."]);
    check(
        SEED,
        &change,
        4,
        &[
            "docker/requirements.txt changed.",
            "Step 3 copies that file, so what it copies no longer matches the cache.",
            "Step 4 starts from the result of step 3, so it runs again.",
        ],
    );
}

#[test]
fn app_code_and_a_first_build_are_roots() {
    check(
        SEED,
        &Change::AppCode,
        5,
        &[
            "The app’s code changed: files that the Dockerfile does not name one by one.",
            "Step 5 copies the whole build context, so what it copies no longer matches the cache.",
        ],
    );
    check(SEED, &Change::FirstBuild, 4, &["There was no build before, so nothing is in the cache."]);
}

#[test]
fn an_output_that_may_be_the_same_is_told_of_as_such() {
    let source = "\
FROM golang:1.22 AS build
COPY . .
RUN go build -o /app .
FROM alpine:3.20
COPY --from=build /app /app
RUN /app
";
    check(
        source,
        &Change::AppCode,
        6,
        &[
            "The app’s code changed: files that the Dockerfile does not name one by one.",
            "Step [build 2/3] copies the whole build context, so what it copies no longer matches the cache.",
            "Step [stage-1 2/3] takes /app from the stage build, where step [build 3/3] runs again. Whether the output \
             is the same as before, only the build can tell: if it is, this step is reused.",
            "Step [stage-1 3/3] starts from the result of step [stage-1 2/3], so it runs again unless that one is reused.",
        ],
    );
}

#[test]
fn settings_cost_nothing_but_where_the_dockerfile_is_copied() {
    check(
        "FROM alpine\nCMD [\"a\"]\n",
        &Change::Nothing,
        2,
        &[
            "It writes a setting of the image and no file, so it has no step and makes no layer. Changing it rebuilds \
           nothing.",
        ],
    );
    check(
        SEED,
        &Change::Nothing,
        6,
        &[
            "It writes a setting of the image and no file, so it has no step and makes no layer. Changing it rebuilds \
           nothing, except where the Dockerfile itself is copied: step 5 does that unless .dockerignore names it.",
        ],
    );
}

#[test]
fn stages_that_are_not_needed_are_told_of() {
    check(
        "FROM alpine AS a\nFROM alpine AS b\nRUN x\nFROM a\nRUN y\n",
        &Change::AppCode,
        3,
        &[
            "The stage b is not needed: neither stage-2, which is built, nor any stage that stage-2 uses takes anything \
           from it. BuildKit leaves it out.",
        ],
    );
}

#[test]
fn a_line_that_docker_refuses_has_no_cause() {
    let case = Case::new("FROM alpine\nFOO bar\nENV A=1 B\n");
    for line in [2, 3] {
        let explanation = case.line(line);
        assert_eq!((explanation.causes, explanation.could_rebuild), (Vec::new(), Vec::new()));
        assert!(lines(&explanation.what).join(" ").contains("the build stops with an error"));
    }
}

#[test]
fn the_reasons_of_all_instructions_are_those_of_their_explanations() {
    let stages = "\
# syntax=docker/dockerfile:1
ARG V=1
FROM golang:1.22 AS build
ENV A=1
WORKDIR /
WORKDIR /src
COPY go.mod main.py ./
RUN --mount=type=bind,target=/m go build -o /app .
FROM alpine@sha256:0123456789012345678901234567890123456789012345678901234567890123 AS other
RUN true
FROM build
FROM scratch
COPY . .
COPY --from=build /app /app
ADD --link https://example.com/a /a
USER x
FOO bar
LABEL
HEALTHCHECK CMD true
CMD [\"/app\"]
";
    let changes = [
        Change::FirstBuild,
        Change::Nothing,
        Change::AppCode,
        file("main.py"),
        Change::Dockerfile,
        Change::NoCache,
        Change::Argument("V".to_owned()),
    ];
    for source in [SEED, stages, "", "RUN a\n"] {
        for change in &changes {
            let case = Case::changed(source, change);
            let all = reasons(&case.subject());
            assert_eq!(all.len(), case.dockerfile.instructions().count());
            for (at, reason) in all.iter().enumerate() {
                let explanation = explain(&case.subject(), at).expect("an explanation");
                assert_eq!(*reason, explanation.causes, "instruction {at} of\n{source}");
            }
        }
    }
}
