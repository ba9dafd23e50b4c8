//! What could ever rebuild a step and what never does, in words.

use crate::support::{Case, check_said, lines};

const BUILD: &str = "\
ARG VERSION=22
FROM node:$VERSION AS build
ARG A=1 B
ENV C=1 D=2
WORKDIR /src
USER node
SHELL [\"/bin/bash\", \"-c\"]
COPY package.json .
RUN --mount=type=cache,target=/c --mount=type=secret,id=k npm install
RUN apt-get update && apt-get install -y jq && curl -fsSL https://x.test/a -o a
RUN [\"npm\", \"run\", \"build\"]
ARG L=1
FROM nginx@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d
ARG M=1
COPY --link --from=build /src/dist /d
ADD https://x.test/f /
";

#[track_caller]
fn check(line: u32, could: &[&str], never: &[&str]) {
    let explanation = Case::new(BUILD).line(line);
    check_said(&lines(&explanation.could_rebuild).join("\n"), could);
    check_said(&lines(&explanation.never_rebuilds).join("\n"), never);
}

#[test]
fn everything_in_the_environment_of_a_command_is_named() {
    check(
        9,
        &[
            "the result of step [build 3/6]",
            "the value of the build argument A (line 3), used or not",
            "a value for the build argument B (line 3), which has none so far",
            "the values of C (line 4) and D (line 4), used or not",
            "the shell that SHELL on line 7 sets",
            "the working directory, /src (step [build 2/6])",
            "the user, node (line 6)",
            "the cache mount at /c, and the build argument BUILDKIT_CACHE_MOUNT_NS",
            "of the secret k",
            "--no-cache-filter=build",
        ],
        &[
            "what is in the cache mount at /c",
            "the value of the secret k",
            "files of the build context other than those that step [build 3/6] takes",
            "the values of the build arguments L (line 12) and M (line 14)",
            "that ARG declares B (line 3), as long as it has no value",
        ],
    );
}

#[test]
fn what_commands_download_is_named() {
    check(
        10,
        &[],
        &[
            "newer package lists: apt-get update is not run again for them",
            "newer versions of jq in the package sources",
            "a newer file at https://x.test/a",
        ],
    );
    let unknown = lines(&Case::new("FROM x\nRUN frobnicate\n").line(2).never_rebuilds);
    check_said(&unknown.join("\n"), &["anything that it gets from elsewhere"]);
}

#[test]
fn no_shell_stands_between_in_the_exec_form() {
    let could = lines(&Case::new(BUILD).line(11).could_rebuild).join("\n");
    assert!(!could.contains("SHELL"), "{could}");
}

#[test]
fn images_count_by_what_they_are() {
    check(
        2,
        &[
            "the image that node:22 names: one with other layers",
            "the value of VERSION (line 1), which its text uses",
        ],
        &["that node:22 names a newer image, until a build asks the registry"],
    );
    check(13, &["the digest in this line"], &["a tag that moves: the digest says which image it is"]);
}

#[test]
fn copies_out_of_stages_count_by_their_files() {
    check(
        15,
        &["/src/dist in the stage build, as step [build 6/6] leaves it"],
        &[
            "the steps before it, and a new base image: it is --link",
            "steps of the stage build that run again and give the same files",
            "the value of M (line 14): its text does not use it",
        ],
    );
}

#[test]
fn downloads_count_by_their_content() {
    check(16, &["the content of what https://x.test/f gives"], &["a new date of the download"]);
}

#[test]
fn settings_have_no_lists_and_say_whom_they_reach() {
    let case = Case::new(BUILD);
    for line in [1, 3, 4, 6, 7, 12, 14] {
        let explanation = case.line(line);
        assert_eq!((explanation.could_rebuild, explanation.never_rebuilds), (vec![], vec![]), "line {line}");
    }
    check_said(&lines(&case.line(4).why_it_matters).join("\n"), &["from step [build 4/6] on"]);
    check_said(&lines(&case.line(14).why_it_matters).join("\n"), &["no RUN follows that sees it"]);
}
