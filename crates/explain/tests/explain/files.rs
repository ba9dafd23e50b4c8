//! COPY, WORKDIR and the other instructions.

use crate::support::{Case, check_said, lines};

#[track_caller]
fn check_why(source: &str, line: u32, facts: &[&str]) {
    check_said(&lines(&Case::new(source).line(line).why_it_matters).join("\n"), facts);
}

#[test]
fn an_order_that_wastes_the_cache_is_told() {
    let source = "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n";
    check_why(
        source,
        3,
        &["It comes before step 4: every edit of any file rebuilds this step and all below it"],
    );
    check_why(
        source,
        4,
        &["it stands after step 3 has copied the code: every edit of the code installs everything again"],
    );
}

#[test]
fn an_order_across_stages_is_told() {
    let source = "FROM node:22 AS deps\nCOPY package.json .\nRUN npm ci\nFROM deps\nCOPY . .\n";
    check_why(source, 2, &["as long as this file stays the same, step [deps 3/3] is reused"]);
    check_why(source, 3, &["It stands before step [stage-1 1/1] copies the code"]);
    check_why(source, 5, &["It comes after step [deps 3/3]"]);
}

#[test]
fn what_is_taken_from_a_stage_is_told_with_the_step_that_made_it() {
    let case = Case::new(
        "FROM golang:1.22 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /\n",
    );
    assert_eq!(
        case.word(4, "--from=build"),
        "Takes the files from the stage build, as step [build 2/2] left them, and not from the build context."
    );
    check_said(
        &lines(&case.line(1).what).join(" "),
        &["The stage is called build and used by step [stage-1 1/1]."],
    );
}

#[test]
fn a_working_directory_on_a_drive_of_windows_is_not_seen_from_another_one() {
    let case = Case::new("# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nWORKDIR C:\\app\n");
    assert_eq!(case.word(3, "C:\\app"), "The directory that commands run in from here on.");
    check_said(&lines(&case.line(3).what).join(" "), &["to C:\\app."]);
}

#[test]
fn a_working_directory_of_the_base_image_is_not_guessed() {
    let case =
        Case::new("FROM golang:1.22\nCOPY . .\nWORKDIR sub\nFROM scratch\nWORKDIR /a\nWORKDIR b\nCOPY x y\n");
    assert!(!lines(&case.line(2).what).join(" ").contains(" to "), "nobody knows where `.` is");
    check_said(
        &lines(&case.line(3).what).join(" "),
        &["sub, seen from a directory that the base image has set"],
    );
    assert_eq!(
        case.word(3, "sub"),
        "The directory that commands run in from here on, seen from the working directory that the base image has set."
    );
    check_said(&lines(&case.line(6).what).join(" "), &["to /a/b."]);
    assert_eq!(
        case.word(7, "y"),
        "Where it goes in the image: /a/b/y. What is no absolute path is seen from the working directory."
    );
}

#[test]
fn mounts_are_told_by_their_kind() {
    let case = Case::new("FROM a\nRUN --mount=type=cache,target=/c --mount=type=secret,id=s,env=S x\n");
    check_said(
        &case.word(2, "--mount=type=cache,target=/c"),
        &["Keeps the directory /c", "never causes a rebuild"],
    );
    check_said(&case.word(2, "--mount=type=secret,id=s,env=S"), &["the secret s", "as the variable S"]);
}

#[test]
fn a_setting_that_later_steps_feel_is_told_with_the_first_of_them() {
    let source = "FROM a\nENV A=1\nCOPY x y\nRUN z\nARG B\n";
    check_why(source, 2, &["another value rebuilds them from step 3 on, whether they use it or not"]);
    check_why("FROM a\nENV A=1\n", 2, &["no RUN follows that sees it"]);
}

#[test]
fn a_command_that_is_replaced_says_so() {
    let case = Case::new("FROM a\nCMD [\"x\"]\nCMD [\"y\"]\n");
    check_said(&lines(&case.line(2).what).join(" "), &["It has no effect: the CMD on line 3 comes later"]);
    assert!(!lines(&case.line(3).what).join(" ").contains("no effect"));
}

#[test]
fn a_command_is_explained_as_what_its_entrypoint_makes_of_it() {
    let case = Case::new("FROM a\nENTRYPOINT [\"/run.sh\"]\nCMD [\"python\", \"x.py\"]\n");
    assert_eq!(case.words(3), ["["], "the words are arguments of another program");
    let case = Case::new("FROM a\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"python\", \"x.py\"]\n");
    assert_eq!(case.words(3), ["[", "\"python\"", "\"x.py\""]);
}

#[test]
fn every_pair_and_port_has_its_note() {
    let case = Case::new("FROM a\nENV PATH=/x A=1 TZ=UTC\nEXPOSE 80 53/udp\nONBUILD RUN mkdir a\n");
    assert_eq!(case.words(2), ["PATH=/x", "A=1", "TZ=UTC"]);
    assert_eq!(case.words(3), ["80", "53/udp"]);
    assert_eq!(case.words(4), ["RUN", "mkdir", "a"]);
}

#[test]
fn a_file_with_no_such_instruction_has_no_explanation() {
    let case = Case::new("FROM a\n");
    assert_eq!(onionskin_explain::explain(&case.subject(), 1), None);
}

#[test]
fn a_well_known_file_that_lists_no_dependencies_is_told_of_and_is_no_reason_for_an_order() {
    let case = Case::new("FROM node:22\nCOPY nginx.conf /etc/nginx/\nRUN npm ci\nCOPY . .\n").line(2);
    check_said(&lines(&case.what).join(" "), &["nginx.conf holds the settings of the web server nginx."]);
    assert!(
        !lines(&case.why_it_matters).join(" ").contains("stays the same"),
        "only lists of packages come first"
    );
}

#[test]
fn the_type_of_a_mount_can_come_from_a_variable() {
    let case = Case::new("FROM a\nENV T=cache\nRUN --mount=type=$T,target=/c x\n");
    check_said(&case.word(3, "--mount=type=$T,target=/c"), &["Keeps the directory /c on the build machine"]);
    check_said(&case.word(3, "target=/c"), &["/c"]);
}
