use onionskin_explain::summarize;

use crate::support::{Case, check_said, lines};

#[track_caller]
fn check_words(from: &str, expected: &[&str]) {
    assert_eq!(Case::new(&format!("FROM {from}\n")).words(1), expected);
}

#[test]
fn an_image_is_explained_part_by_part() {
    check_words("node:22-alpine3.20 AS deps", &["node", "22", "alpine3.20", "AS deps"]);
    check_words("ghcr.io/me/app:1.2@sha256:abc", &["ghcr.io", "me/app", "1.2", "sha256:abc"]);
    check_words("me/app:nightly", &["me/app", "nightly"]);
    check_words("python", &["python"]);
    check_words(
        "--platform=linux/arm64 debian:bookworm-slim",
        &["--platform=linux/arm64", "debian", "bookworm", "slim"],
    );
}

#[test]
fn variables_are_filled_in_where_they_have_a_value() {
    let case = Case::new("ARG V=3.11\nFROM python:${V}-slim\nFROM python:${W}\n");
    check_said(&case.word(2, "python:${V}-slim"), &["Without that it is python:3.11-slim."]);
    check_said(&lines(&case.line(2).what).join(" "), &["python:3.11-slim", "with Python 3.11 installed"]);
    assert!(!case.word(3, "python:${W}").contains("Without"));
}

#[test]
fn how_fast_a_name_holds_its_image_is_told() {
    let why =
        |from: &str| lines(&Case::new(&format!("FROM {from}\nRUN x\n")).line(1).why_it_matters).join(" ");
    check_said(&why("python:3.11"), &["A tag is a name that can move"]);
    check_said(&why("python"), &["Docker takes the tag latest"]);
    check_said(&why("python@sha256:abc"), &["The digest names the image by its content"]);
    check_said(&why("scratch"), &["Nothing is in the image but what later instructions put there"]);
}

#[track_caller]
fn check_summary(source: &str, expected: &str) {
    assert_eq!(summarize(&Case::new(source).subject()).plain(), expected);
}

#[test]
fn a_summary_names_what_is_built_on_what() {
    check_summary("FROM golang:1.22\nRUN x\n", "Builds a Go 1.22 app in 2 steps, 1 of them a layer.");
    check_summary(
        "FROM debian:12-slim\nRUN x\nRUN y\n",
        "Builds an image on Debian 12 in 3 steps, 2 of them layers.",
    );
    check_summary("FROM me/app:1\nRUN x\n", "Builds an image on me/app:1 in 2 steps, 1 of them a layer.");
    check_summary("FROM scratch\nCOPY a /\n", "Builds an image from nothing in 1 step, which makes a layer.");
    check_summary(
        "FROM golang:1.22 AS b\nRUN x\nFROM alpine:3.20\nCOPY --from=b /x /x\nRUN y\n",
        "Builds a Go 1.22 app on Alpine Linux 3.20 in 5 steps and 2 stages; 2 of the steps are layers of the final image.",
    );
    check_summary(
        "FROM node:22 AS base\nRUN x\nFROM base\nRUN y\n",
        "Builds a Node.js 22 app in 3 steps and 2 stages; 2 of the steps are layers of the final image.",
    );
    check_summary("", "");
}

#[test]
fn a_summary_names_each_language_that_the_image_takes_files_of() {
    let assets = "FROM node:22 AS assets\nRUN x\n";
    check_summary(
        &format!(
            "FROM golang:1.22 AS b\nRUN x\n{assets}FROM alpine:3.20\nCOPY --from=b /x /x\nCOPY --from=assets /y /y\n"
        ),
        "Builds a Go 1.22 app and a Node.js 22 app on Alpine Linux 3.20 in 7 steps and 3 stages; 2 of the steps are layers of the final image.",
    );
    // What another stage takes becomes part of its own app.
    check_summary(
        &format!(
            "FROM golang:1.22 AS go\n{assets}FROM go AS b\nCOPY --from=assets /y /y\nFROM scratch\nCOPY --from=b /x /x\n"
        ),
        "Builds a Go 1.22 app in 5 steps and 4 stages; 1 of the steps is a layer of the final image.",
    );
    // One language, in two stages.
    check_summary(
        "FROM node:22 AS a\nRUN x\nFROM node:22 AS b\nRUN y\nFROM alpine:3.20\nCOPY --from=a /x /x\nCOPY --from=b /y /y\n",
        "Builds a Node.js 22 app on Alpine Linux 3.20 in 7 steps and 3 stages; 2 of the steps are layers of the final image.",
    );
}

#[test]
fn only_steps_that_are_built_are_counted() {
    check_summary(
        "FROM golang:1.22 AS unused\nRUN x\nFROM ruby:3.3\nRUN y\n",
        "Builds a Ruby 3.3 app in 2 steps, 1 of them a layer.",
    );
}
