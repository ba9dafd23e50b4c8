//! The Dockerfile that the page starts with: everything that is to be known of it is said.

use onionskin_cache::Change;
use onionskin_explain::{ideas, summarize};

use crate::support::{Case, check_said, lines};

pub(crate) const SEED: &str = "\
FROM python:3.11-slim
WORKDIR /app
COPY docker/requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD [\"python\", \"run.py\"]
";

/// What it does, why it matters, and the notes on the words of a line, as one text.
fn said(case: &Case, line: u32) -> String {
    let explanation = case.line(line);
    let mut said = lines(&[explanation.what, explanation.why_it_matters].concat());
    said.extend(explanation.words.iter().map(|note| format!("{} — {}", note.text, note.note.plain())));
    said.join("\n")
}

#[track_caller]
fn check(line: u32, facts: &[&str]) {
    check_said(&said(&Case::new(SEED), line), facts);
}

#[test]
fn the_base_image_is_named_and_its_variant_and_why_it_fits() {
    check(
        1,
        &[
            "Names the base image, python:3.11-slim.",
            "official Python image on Debian Linux, with Python 3.11 installed, in its slim variant",
            "python — The official Python image: Debian Linux with Python",
            "3.11 — Python 3.11.",
            "slim — The small variant",
            "minimal Python environment to build upon",
            "Python 3.11, the version that it needs",
            "the basic tools of the system",
        ],
    );
}

#[test]
fn the_working_directory_is_where_the_code_lives_and_commands_run() {
    check(
        2,
        &[
            "Sets the working directory inside the image to /app.",
            "where the app’s code lives in the image",
            "instructions below start from this directory",
            "commands of RUN, CMD and ENTRYPOINT run in it",
        ],
    );
}

#[test]
fn the_list_of_packages_is_copied_alone_for_the_sake_of_the_cache() {
    check(
        3,
        &[
            "Copies requirements.txt from the folder docker of the build context",
            "the directory on your machine that docker build is given, to /app in the image",
            "requirements.txt lists the Python packages that the app needs",
            "copied on its own, before the rest of the code, to make use of the build cache",
            "as long as this file stays the same, step 4 is reused",
            ". — The working directory in the image: /app, as step 2 set it.",
        ],
    );
}

#[test]
fn packages_are_installed_and_the_downloads_not_kept() {
    check(
        4,
        &[
            "installs the Python packages that requirements.txt lists",
            "--no-cache-dir — Tells pip not to keep the packages that it downloads",
            "-r requirements.txt — Takes the list of packages from this file, which step 3 copied here.",
            "All Python packages that the app needs are then in the image",
            "Without pip’s copies of the downloads (--no-cache-dir), the image is smaller.",
            "It stands before step 5 copies the code",
        ],
    );
}

#[test]
fn the_rest_of_the_code_is_copied_to_be_there_when_a_container_runs() {
    check(
        5,
        &[
            "Copies the rest of the app’s code",
            "the directory on your machine that docker build is given, goes to /app in the image",
            ". — The working directory in the image: /app, as step 2 set it.",
            "The code is then part of the image, and there when a container runs.",
            "It comes after step 4 because code changes more often",
        ],
    );
}

#[test]
fn the_command_starts_the_app_and_runs_only_in_a_container() {
    check(
        6,
        &[
            "Sets the command that runs when a container starts from the image: it runs run.py with Python.",
            "Nothing of it runs while the image is built.",
            "This is what starts the app.",
            "[ — The exec form",
            "\"python\" — The Python interpreter.",
            "\"run.py\" — The program to run: /app/run.py, which step 5 copied into the image.",
        ],
    );
    assert!(Case::new(SEED).line(6).could_rebuild.is_empty(), "a setting has no step to rebuild");
}

#[test]
fn the_key_ideas_are_told_of_this_file() {
    let case = Case::new(SEED);
    let ideas = ideas(&case.subject());
    let titles: Vec<_> = ideas.iter().map(|idea| idea.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Base image",
            "Layers",
            "Order matters",
            "CMD and RUN",
            "Build context",
            "Settings make no layer",
            "What this image contains",
            "The same everywhere",
        ]
    );
    let text: String = ideas.iter().flat_map(|idea| lines(&idea.text)).map(|line| line + "\n").collect();
    check_said(
        &text,
        &[
            "a ready-made image, python:3.11-slim, which brings Python along. That saves installing it.",
            "This file puts 4 on top of those of its base image.",
            "Only RUN, COPY, ADD and WORKDIR make a layer.",
            "Layers are cached",
            "That makes the next build faster.",
            "step 3 copies the list of packages and step 4 installs them before step 5 copies the rest of the code",
            "when the code changes and the list does not, the installed packages come from the cache",
            "RUN runs while the image is built",
            "CMD, on line 6, runs nothing then: it says what runs when a container starts from the image",
            "can build the image and run the app in the same environment",
            "Exactly the same image it is only if nothing can move",
        ],
    );
}

#[test]
fn the_image_is_summed_up_line_by_line() {
    let case = Case::new(SEED);
    let ideas = ideas(&case.subject());
    let contents = ideas.iter().find(|idea| idea.title == "What this image contains").expect("the idea");
    assert_eq!(
        lines(&contents.text),
        [
            "The image that this file makes, from the first line to the last:",
            "1. Starts with a slim Python 3.11 environment.",
            "2. Makes /app the working directory.",
            "3. Copies docker/requirements.txt.",
            "4. Installs the Python packages that requirements.txt lists.",
            "5. Copies the app’s code.",
            "6. Says how to start the app: a container runs run.py with Python.",
            "With that, the image holds all that this file provides for the app to run. A container that is started \
             from it runs the app by itself.",
        ]
    );
    assert_eq!(summarize(&case.subject()).plain(), "Builds a Python 3.11 app in 5 steps, 4 of them layers.");
}

#[test]
fn what_could_rebuild_the_install_is_a_closed_list() {
    let explanation = Case::changed(SEED, &Change::AppCode).line(4);
    assert_eq!(
        lines(&explanation.could_rebuild),
        [
            "the result of step 3",
            "every character of the command, blanks and quotes included, as it is once lines are joined",
            "the working directory, /app (step 2)",
            "the environment and the user that the base image sets",
            "an ENV, an ARG with a value, a USER or a SHELL that is added in front of it",
            "the platform, now linux/amd64, and what else commands see of a build: --network, --security, --add-host, \
             --ulimit, --shm-size, --cgroup-parent and the build argument BUILDKIT_SANDBOX_HOSTNAME",
            "--no-cache, and a build cache that is empty or was cleared",
        ]
    );
    assert_eq!(
        lines(&explanation.never_rebuilds),
        [
            "newer versions on PyPI, even where requirements.txt allows them",
            "the time that has passed: step 4 can be reused for months",
            "files of the build context other than those that step 3 takes",
            "proxies such as --build-arg HTTP_PROXY=…, --label, and the name of the image",
            "LABEL, EXPOSE, CMD, ENTRYPOINT, VOLUME, HEALTHCHECK and STOPSIGNAL, wherever they stand",
            "comments and blank lines of the Dockerfile, and the case of keywords",
        ]
    );
}

#[test]
fn what_could_rebuild_the_code_is_a_closed_list() {
    let explanation = Case::changed(SEED, &Change::AppCode).line(5);
    assert_eq!(
        lines(&explanation.could_rebuild),
        [
            "the result of step 4",
            "every file of the build context: name, content, permissions and extended attributes. The Dockerfile is one \
             of them unless .dockerignore leaves it out",
            "that its source is everything there is, and not a path in it",
            "the destination, which the working directory is part of: /app",
            "--chown, --chmod, --exclude, --parents and --link, and whether it is COPY or ADD",
            "--no-cache, and a build cache that is empty or was cleared",
        ]
    );
    assert_eq!(
        lines(&explanation.never_rebuilds),
        [
            "the dates of the files, and who owns them on your machine",
            "files that .dockerignore leaves out of the build context",
        ]
    );
}
