use crate::support::{Case, lines};

/// The notes on `run`, which is the second line of a file.
#[track_caller]
fn check(run: &str, expected: &[(&str, &str)]) {
    let case = Case::new(&format!("FROM debian:12\n{run}\n"));
    let words = case.line(2).words;
    let notes: Vec<_> = words.iter().map(|note| (note.text.clone(), note.note.plain())).collect();
    let notes: Vec<_> = notes.iter().map(|(text, note)| (text.as_str(), note.as_str())).collect();
    assert_eq!(notes, expected);
}

#[track_caller]
fn check_what(run: &str, expected: &str) {
    let case = Case::new(&format!("FROM debian:12\n{run}\n"));
    assert_eq!(lines(&case.line(2).what).first().map(String::as_str), Some(expected));
}

#[test]
fn a_word_without_an_entry_has_no_note() {
    check("RUN frobnicate --all x", &[]);
    check("RUN mkdir --frobnicate", &[("mkdir", "Makes directories.")]);
}

#[test]
fn letters_in_one_word_are_told_one_by_one() {
    check(
        "RUN rm -rf a",
        &[
            (
                "rm",
                "Deletes files. Files of earlier layers are only hidden by it: the image does not get smaller.",
            ),
            (
                "-rf",
                "-r: Deletes directories with all that is in them. -f: Asks nothing, and does not mind if something is \
                 not there.",
            ),
            ("a", "What to delete."),
        ],
    );
}

#[test]
fn a_program_without_an_entry_is_known_by_its_ending() {
    let note = |run: &str| {
        Case::new(&format!("FROM debian:12\n{run}\n")).line(2).words.first().map(|it| it.note.plain())
    };
    let script = "A script or program that is not known here: what it does stands in its own text.";
    assert_eq!(note("RUN /opt/frobnicate.sh --all").as_deref(), Some(script));
    assert_ne!(note("RUN catalina.sh run").as_deref(), Some(script), "its own entry is more exact");
    assert_eq!(note("RUN frobnicate.sh.bak"), None);
}

#[test]
fn behind_an_unknown_option_nothing_is_guessed() {
    let case =
        Case::new("FROM debian:12\nRUN chmod --frobnicate 755 /a\nRUN apt-get install --frobnicate a b\n");
    assert_eq!(case.words(2), ["chmod"]);
    assert_eq!(case.words(3), ["apt-get install", "b"], "`a` may belong to the option");
}

#[test]
fn options_take_their_values_in_every_spelling() {
    let case =
        Case::new("FROM debian:12\nRUN make -j4 -C src && curl -oa b && curl -o a b && curl --output=a b\n");
    let words = case.words(2);
    assert_eq!(
        words,
        ["make", "-j4", "-C src", "&&", "curl", "-oa", "b", "curl", "-o a", "b", "curl", "--output=a", "b"]
    );
    assert_eq!(case.word(2, "-oa"), "Writes the download to a.");
}

#[test]
fn a_value_that_may_be_missing_stands_in_the_same_word() {
    let first = |options: &str| {
        let words = Case::new(&format!("FROM debian:12\nRUN sed {options} 1d a\n")).line(2).words;
        words
            .iter()
            .skip(1)
            .take(2)
            .map(|note| format!("{}: {}", note.text, note.note.plain()))
            .collect::<Vec<_>>()
    };
    let rule = "1d: A rule that deletes lines: those with these numbers, or those that fit the pattern.";
    let kept = "Changes the file itself, and keeps the old one with .bak behind its name.";
    assert_eq!(first("-i.bak"), [&format!("-i.bak: {kept}"), rule]);
    assert_eq!(first("--in-place=.bak"), [&format!("--in-place=.bak: {kept}"), rule]);
    assert_eq!(first("-i"), ["-i: Changes the file itself; otherwise the result is printed.", rule]);
}

#[test]
fn options_that_only_start_alike_are_known_by_their_start() {
    let case = Case::new(
        "FROM a\nCMD [\"java\", \"-Xmx1g\", \"-Da=b\", \"-jar\", \"a.jar\"]\nRUN ./configure --with-x=y --prefix=/z\n",
    );
    assert_eq!(case.word(2, "\"-Xmx1g\""), "Uses at most this much memory for objects: 1g.");
    assert_eq!(case.word(2, "\"-Da=b\""), "Sets a property that the program can read: a=b.");
    assert_eq!(
        case.word(3, "--with-x=y"),
        "Uses what is named, mostly a library, or makes a setting: x=y. With =no at the end, it is left out."
    );
    assert_eq!(case.word(3, "--prefix=/z"), "Where make install puts things: /z.");
}

#[test]
fn commands_behind_others_are_found() {
    let case =
        Case::new("FROM debian:12\nRUN sudo -E env A=1 apt-get -y install jq && find . | xargs -r rm\n");
    assert_eq!(
        case.words(2),
        ["sudo", "-E", "env", "apt-get … install", "-y", "jq", "&&", "find", ".", "|", "xargs", "-r", "rm"]
    );
}

#[test]
fn notes_stand_in_the_source_across_line_joins() {
    let source =
        "FROM debian:12\nRUN apt-get update \\\n # a comment\n && apt-get \\\n   install -y \\\n   jq nano\n";
    let case = Case::new(source);
    assert_eq!(case.words(2), ["apt-get update", "\\", "&&", "apt-get install", "-y", "jq nano"]);
    let words = case.line(2).words;
    let written: Vec<_> = words.iter().filter_map(|note| Some(note.places.first()?.text(source))).collect();
    assert_eq!(written, ["apt-get update", "\\", "&&", "apt-get \\\n   install", "-y", "jq nano"]);
}

#[test]
fn heredocs_are_scripts_where_a_shell_runs_them() {
    let case = Case::new(
        "FROM debian:12\nRUN <<EOF\nmkdir /a\nEOF\nRUN <<EOF\n#!/usr/bin/env python3\nmkdir = 1\nEOF\n",
    );
    assert_eq!(case.words(2), ["<<EOF", "mkdir", "/a", "EOF"]);
    assert_eq!(case.words(5), ["<<EOF", "EOF"]);
}

#[test]
fn a_file_is_traced_to_the_step_that_copied_it() {
    let case = Case::new(
        "FROM python:3\nWORKDIR /app\nCOPY a/requirements.txt b/\nRUN cd b && pip install -r requirements.txt\n\
         RUN pip install -r requirements.txt\nRUN pip install -r /app/b/requirements.txt\n",
    );
    let known = "Takes the list of packages from this file, which step 3 copied here.";
    assert_eq!(case.word(4, "-r requirements.txt"), known);
    assert_eq!(case.word(5, "-r requirements.txt"), "Takes the list of packages from this file.");
    assert_eq!(case.word(6, "-r /app/b/requirements.txt"), known);
}

#[test]
fn a_directory_change_that_may_not_happen_hides_where_files_are() {
    let case = Case::new(
        "FROM python:3\nCOPY requirements.txt /b/\nRUN if x; then cd /b; fi; pip install -r requirements.txt\n",
    );
    assert_eq!(case.word(3, "-r requirements.txt"), "Takes the list of packages from this file.");
}

#[test]
fn what_a_run_does_is_told_in_order() {
    check_what(
        "RUN apt-get update && apt-get install -y a b && rm -rf /var/lib/apt/lists/*",
        "Runs 3 commands inside the image while it is built: it fetches the package lists of the system, installs a and \
         b with the system’s package manager, then deletes /var/lib/apt/lists/*.",
    );
    check_what("RUN mkdir a", "Runs mkdir inside the image while it is built: it makes a.");
    check_what(
        "RUN mkdir a && frobnicate",
        "Runs 2 commands inside the image while it is built. Among other things, it makes a.",
    );
    check_what("RUN frobnicate", "Runs frobnicate inside the image while it is built.");
    check_what(
        "RUN if a; then mkdir b; fi",
        "Runs a shell script inside the image while it is built. Among other things, it makes b.",
    );
    check_what("RUN tar -xz", "Runs tar inside the image while it is built: it unpacks an archive.");
}

#[test]
fn only_the_first_5000_pieces_of_a_script_are_explained() {
    let words = |n_commands: usize| {
        let commands = vec!["mkdir a"; n_commands].join(" && ");
        Case::new(&format!("FROM debian:12\nRUN {commands}\n")).words(2).len()
    };
    // Commands and the operators between them are pieces; `&&` is explained once.
    assert_eq!((words(2499), words(2500), words(2501)), (4999, 5001, 5001));
}

#[test]
fn what_comes_from_the_file_is_code_and_never_markup() {
    let case = Case::new("FROM debian:12\nRUN mkdir '<b>{path}**x**'\n");
    let what = case.line(2).what;
    let code = onionskin_explain::Inline::Code("<b>{path}**x**".to_owned());
    assert!(what.iter().any(|prose| prose.0.contains(&code)), "{what:?}");
}

#[test]
fn what_a_word_is_to_the_command_and_to_the_shell_is_told_together() {
    check(
        "RUN echo $((1 + 2))",
        &[
            ("echo", "Prints text."),
            ("$((1 + 2))", "The text that it prints. Calculates with whole numbers."),
        ],
    );
    let of = |word: &str| Case::new("FROM debian:12\nRUN ls $HOME $*\n").word(2, word);
    assert_eq!(of("$HOME"), "The home directory of the user who runs the command.");
    assert_eq!(of("$*"), "All words that the script or function was handed.");
}

#[test]
fn settings_among_targets_are_not_what_is_made() {
    check_what(
        "RUN make -j 4 PREFIX=/usr install",
        "Runs make inside the image while it is built: it makes install with the Makefile.",
    );
    check_what("RUN make A=1", "Runs make inside the image while it is built: it builds with the Makefile.");
    check(
        "RUN make -j 4 A=1",
        &[
            ("make", "Runs the commands that a Makefile gives for a target: mostly, it compiles a program."),
            (
                "-j",
                "Runs several commands at once: as many as the number behind it says, or any number where there is none.",
            ),
            ("4", "How many commands run at once."),
            (
                "A=1",
                "Sets a variable of the Makefile; what is written here wins over what the Makefile says.",
            ),
        ],
    );
}

#[test]
fn a_variable_of_cmd_is_read_when_the_container_runs() {
    let case = Case::new("FROM a\nENV P=80\nARG M=x\nCMD serve $P $M $Q\n");
    for (word, expected) in [
        (
            "$P",
            "The value of P when the container runs: 80, as line 2 sets it, unless docker run -e gives it another one.",
        ),
        (
            "$M",
            "The value of M when the container runs. Line 3 declares it for the build only: here it is empty, unless \
             docker run -e sets it.",
        ),
        (
            "$Q",
            "The value of Q when the container runs. No instruction above sets it: the command itself does, the base \
             image does, or docker run -e; otherwise it is empty.",
        ),
    ] {
        assert_eq!(case.word(4, word), expected);
    }
}

#[test]
fn a_file_is_looked_for_where_its_command_runs() {
    for (run, expected) in [
        ("cd /x && pip install -r r.txt", Some(4)),
        ("(cd /x); pip install -r r.txt", Some(3)),
        // The members of a pipe and what runs in the background have shells of their own.
        ("cd /x | cat; pip install -r r.txt", Some(3)),
        ("echo | cd /x; pip install -r r.txt", Some(3)),
        ("cd /x | pip install -r r.txt", Some(3)),
        ("cd /x & pip install -r r.txt", Some(3)),
        ("cd /x && ls & pip install -r r.txt", Some(3)),
        ("cd /x; ls & pip install -r r.txt", Some(4)),
        ("echo $(cd /x; pip install -r r.txt)", Some(4)),
        ("echo $(cd /x); pip install -r r.txt", Some(3)),
        ("pushd /x && pip install -r r.txt", Some(4)),
        ("pushd /x && ls && popd && pip install -r r.txt", Some(3)),
        ("pushd /x; pushd /y; popd; pip install -r r.txt", Some(4)),
        ("pushd /x; (popd; pip install -r r.txt)", None),
        ("popd; pip install -r r.txt", None),
        ("pushd; pip install -r r.txt", None),
        // What starts a command may choose its directory.
        ("env -C /x pip install -r r.txt", Some(4)),
        ("env --chdir=/x sudo pip install -r r.txt", Some(4)),
        ("env -C /x ls; pip install -r r.txt", Some(3)),
        ("env -C /x sh -c 'pip install -r r.txt'", Some(4)),
        ("env -C /x sh -c 'pip install -r r.txt'; ls", Some(4)),
        ("sudo -D /x pip install -r r.txt", Some(4)),
        ("sudo pip install -r r.txt", Some(3)),
        ("sudo -i pip install -r r.txt", None),
        ("su - www-data -c 'pip install -r r.txt'", None),
        ("su www-data -c 'pip install -r r.txt'", Some(3)),
        ("chroot /x pip install -r r.txt", None),
        ("chroot /x sh -c 'pip install -r r.txt'", None),
        ("chroot /x ls; pip install -r r.txt", Some(3)),
        ("find . -exec pip install -r r.txt \\;", Some(3)),
        ("find . -execdir pip install -r r.txt \\;", None),
        ("find . -execdir ls \\; -exec pip install -r r.txt \\;", Some(3)),
        ("find . -exec env -C /x pip install -r r.txt \\;", Some(4)),
    ] {
        let case = Case::new(&format!(
            "FROM python:3\nWORKDIR /app\nCOPY r.txt /app/\nCOPY r.txt /x/r.txt\nRUN {run}\n"
        ));
        let known = "Takes the list of packages from this file";
        let words = case.line(5).words;
        let note = words.iter().map(|word| word.note.plain()).find(|note| note.contains(known));
        let step = expected.map_or(String::new(), |step| format!(", which step {step} copied here"));
        let note = note.unwrap_or_default();
        assert!(note.contains(&format!("{known}{step}.")), "{run}: {note}");
    }
}

#[test]
fn what_an_option_is_given_is_what_stands_behind_it() {
    let case = Case::new("FROM a\nRUN cut -d= -f1 b && awk -F== '{ print }' c\n");
    assert!(case.word(2, "-d=").contains('='), "{}", case.word(2, "-d="));
    assert!(case.word(2, "-F==").contains("=="), "{}", case.word(2, "-F=="));
    let what = |run: &str| lines(&Case::new(&format!("FROM a\nRUN {run}\n")).line(2).what).join(" ");
    let unpacks = what("curl x | tar -xf - -C /opt");
    assert!(unpacks.contains("unpacks an archive"), "{unpacks}");
    let makes = what("make -j \"$(getconf _NPROCESSORS_ONLN)\" install");
    assert!(!makes.contains("getconf"), "{makes}");
}

#[test]
fn a_variable_is_set_on_the_line_of_its_name() {
    let case = Case::new(
        "FROM a\nENV A=1 \\\n  # a comment\n\n  B=2 \\\r\n  C=\"x \\\n y\" D=4 \\\n  B=5\nARG E=1 \\\n  F=2\nRUN echo $A $B $C $D $F\nUSER $D\n",
    );
    for (word, line) in [("$A", 2), ("$B", 8), ("$C", 6), ("$D", 7)] {
        let note = case.word(11, word);
        assert!(note.ends_with(&format!("as line {line} sets it.")), "{word}: {note}");
    }
    assert!(case.word(11, "$F").contains("declared in line 10"));
    assert!(case.word(12, "$D").contains("line 7"));
}

#[test]
fn the_name_of_a_container_is_set_when_it_runs() {
    let note = |above: &str, word: &str| {
        Case::new(&format!("FROM a\n{above}\nRUN echo $HOSTNAME\nCMD serve $HOSTNAME\n"))
            .word(if word == "RUN" { 3 } else { 4 }, "$HOSTNAME")
    };
    let of_container = "The name of the container, as Docker sets it when the container runs";
    assert!(note("ARG A", "CMD").starts_with(of_container));
    assert!(note("ARG HOSTNAME=b", "CMD").starts_with(of_container));
    assert_eq!(
        note("ENV HOSTNAME=b", "CMD"),
        "The value of HOSTNAME when the container runs: b, as line 2 sets it, unless docker run -e gives it another one."
    );
    assert!(note("ARG A", "RUN").starts_with("The name of the machine"));
    assert_eq!(note("ENV HOSTNAME=b", "RUN"), "The value of HOSTNAME: here b, as line 2 sets it.");
}
