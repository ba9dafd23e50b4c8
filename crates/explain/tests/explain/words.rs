use onionskin_explain::{WordKind, words};

use crate::listed::{check, listed, listed_where};
use crate::support::Case;

#[test]
fn commands_have_names_options_and_operands() {
    check(
        "RUN apt-get -y install jq && rm -rf /a || frobnicate --x y",
        &[
            "command apt-get commands/apt-get-install",
            "option -y commands/apt-get-install#-y",
            "subcommand install commands/apt-get-install",
            "operand jq commands/apt-get-install#PACKAGE",
            "operator && operators/and",
            "command rm commands/rm",
            "option -rf commands/rm#-r",
            "operand /a commands/rm#FILE",
            "operator || operators/or",
            "command frobnicate -",
            "option --x -",
            "operand y -",
        ],
    );
    check(
        "RUN make -C src --frobnicate",
        &[
            "command make commands/make",
            "option -C commands/make#-C",
            "option-argument src commands/make#-C",
            "option --frobnicate -",
        ],
    );
}

#[test]
fn what_a_shell_does_is_explained() {
    check(
        "RUN A=$B x > f 2>&1 <<< g",
        &[
            "assignment A= operators/assignment",
            "variable-value $B operators/assignment",
            "variable $B operators/shell-variable",
            "command x -",
            "redirection > operators/output",
            "redirection-target f operators/output",
            "redirection 2>& operators/errors-too",
            "redirection-target 1 operators/errors-too",
            "redirection <<< operators/here-string",
            "redirection-target g operators/here-string",
        ],
    );
    check(
        "RUN for x in a; do :; done # b",
        &[
            "reserved-word for operators/for",
            "shell-variable x -",
            "reserved-word in operators/for",
            "operand a -",
            "operator ; operators/semicolon",
            "reserved-word do operators/for",
            "command : commands/true",
            "operator ; operators/semicolon",
            "reserved-word done operators/for",
            "comment # b operators/comment",
        ],
    );
}

#[test]
fn nothing_is_guessed_of_what_may_stand_for_options() {
    check(
        "RUN cp $FLAGS a /b",
        &[
            "command cp commands/cp",
            "operand $FLAGS -",
            "variable $FLAGS operators/shell-variable",
            "operand a -",
            "operand /b -",
        ],
    );
    check(
        "RUN rm --frobnicate a -f",
        &["command rm commands/rm", "option --frobnicate -", "operand a -", "option -f commands/rm#-f"],
    );
}

#[test]
fn the_language_of_dockerfiles_is_explained() {
    let case = Case::new(
        "# syntax=docker/dockerfile:1\nARG V=3\nFROM ghcr.io/a/b:${V}-slim@sha256:0 AS c\nENV A=$V\n\
         RUN --mount=type=cache,target=/x --network=none \\\n  ls\nCOPY --from=c a \\\n  /b\n",
    );
    let listed = listed_where(&case, |_| true);
    for expected in [
        "directive syntax syntax/syntax",
        "directive-value docker/dockerfile:1 syntax/syntax",
        "keyword ARG instructions/arg",
        "variable-name V instructions/arg#*=*",
        "variable-value 3 instructions/arg#*=*",
        "registry ghcr.io tags/registry",
        "repository a/b tags/repository",
        "variable ${V} syntax/variable",
        "tag slim tags/slim",
        "digest sha256:0 tags/digest",
        "keyword AS instructions/from#AS",
        "stage-name c instructions/from#AS",
        "variable-name A instructions/env#NAME",
        "flag --mount mounts/cache",
        "mount-option type mounts/cache#type",
        "mount-value cache mounts/cache#type",
        "mount-option target mounts/cache#target",
        "mount-value /x mounts/cache#target",
        "flag --network instructions/run#--network",
        "flag-value none instructions/run#--network",
        "continuation \\ syntax/continuation",
        "flag --from instructions/copy#--from",
        "path /b instructions/copy#DESTINATION",
    ] {
        assert!(listed.iter().any(|word| word == expected), "no {expected:?} in {listed:#?}");
    }
}

#[test]
fn words_stand_where_they_are_written() {
    let case = Case::new(
        "FROM a\nRUN sh -c \"ls \\\"a b\\\" \\\n  # comment\n && cat \\\n c\" && mkdir \\\n  d\nRUN <<A cat <<-'B'\nx\nA\n\ty\n\tB\n",
    );
    let words = words(&case.subject());
    let texts: Vec<_> = words.iter().map(|word| word.span.text(&case.source)).collect();
    for text in ["ls", "\"a b\\\"", "&&", "cat", "c", "mkdir", "d", "A", "B"] {
        assert!(texts.contains(&text), "no {text:?} in {texts:?}");
    }
    assert!(words.is_sorted_by_key(|word| word.span.start));
}

#[test]
fn broken_and_strange_text_has_words_too() {
    for source in [
        "",
        "FROM",
        "RUM x",
        "RUN",
        "RUN 'a",
        "RUN \"$(",
        "RUN {{ a }} && ls",
        "RUN ls && && ls",
        "RUN --mount= x",
        "RUN --mount=type=x,=,a= y",
        "FROM $A$B:$C@$D",
        "FROM é🐳:é",
        "ENV A",
        "ENV ${A${B",
        "COPY",
        "CMD [\"a\"",
        "RUN $(( ))",
        "RUN sh -c",
        "RUN find -exec",
        "RUN <<EOF",
        "HEALTHCHECK",
        "ONBUILD ONBUILD RUN x",
        "# escape=`\nRUN a `\n b",
        "RUN sh -c 'é🐳 \\\n é'",
    ] {
        for start in ["", "FROM a\n"] {
            let case = Case::new(&format!("{start}{source}"));
            for word in words(&case.subject()) {
                assert!(!word.span.text(&case.source).is_empty(), "{word:?} in {source:?}");
            }
        }
    }
}

/// Texts that are made of what means something, in an order that means little.
#[test]
fn words_stand_inside_of_the_file_whatever_it_says() {
    const PIECES: [&str; 40] = [
        "RUN ",
        "FROM a\n",
        "ENV A",
        "ARG ",
        "COPY ",
        "CMD [",
        "--é=x ",
        "--mount=type=cache,",
        "<<E",
        "<<-'E' ",
        "\nE\n",
        "\n\tE\n",
        "\n",
        "\\\n",
        "# c\n",
        "\r\n",
        "\"",
        "'",
        "`",
        "$(",
        ")",
        "${",
        "}",
        "$x",
        "=",
        "=v ",
        "[",
        "]",
        ", ",
        "é🐳",
        " ",
        "rm x",
        "sh -c '",
        "find . -exec ",
        ";",
        " && ",
        "| ",
        "case $x in a) ",
        "\\\"",
        "((",
    ];
    let mut state: u32 = 1;
    let mut next = |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % n
    };
    for _ in 0..4_000 {
        let mut source = String::from(["FROM a\n", "FROM a\nRUN ", "# escape=`\nFROM a\n", ""][next(4)]);
        (0..next(14)).for_each(|_| source.push_str(PIECES[next(PIECES.len())]));
        let case = Case::new(&source);
        for word in words(&case.subject()) {
            let text = source.get(word.span.range());
            assert!(text.is_some_and(|text| !text.is_empty()), "{word:?} of {source:?}");
        }
    }
}

#[test]
fn redirections_have_the_entry_of_what_they_do() {
    for (redirection, id) in [
        ("<y", "input"),
        ("0<y", "input"),
        ("3<y", "numbered"),
        (">y", "output"),
        (">>y", "append"),
        ("1>>y", "append"),
        ("2>>y", "errors"),
        ("3>>y", "numbered"),
        (">/dev/null", "discard"),
        (">>/dev/null", "discard"),
        ("2>/dev/null", "discard-errors"),
        ("2>>/dev/null", "discard-errors"),
        ("3>>/dev/null", "numbered"),
        ("&>>/dev/null", "discard-both"),
    ] {
        let words = listed(&format!("RUN x {redirection}"));
        let found = words.iter().find(|word| word.starts_with("redirection "));
        let entry = format!(" operators/{id}");
        assert!(found.is_some_and(|word| word.ends_with(&entry)), "{redirection}: {words:#?}");
    }
}

#[test]
fn only_what_stands_for_files_is_told_as_such() {
    let of = |source: &str| -> Vec<String> {
        let entries = ["operators/glob", "operators/pattern", "operators/case-pattern"];
        let words = listed(source);
        let is_it = |word: &String| entries.iter().any(|entry| word.ends_with(entry));
        words.iter().filter(|word| is_it(word)).map(|word| word.replace("operators/", "")).collect()
    };
    for (source, expected) in [
        ("RUN ls *.gz", &["glob * glob"][..]),
        ("RUN for x in *; do ls; done", &["glob * glob"]),
        ("RUN X=(*)", &["glob * glob"]),
        ("RUN [ -f a* ]", &["glob * glob"]),
        ("RUN ls > a*", &[]),
        ("RUN X=*", &[]),
        ("RUN X=$(ls *)", &["glob * glob"]),
        ("RUN ls \"a*\"", &[]),
        ("RUN ls ${x#*/}", &[]),
        ("RUN case * in a) ls *;; esac", &["pattern a case-pattern", "glob * glob"]),
        (
            "RUN case $x in *) ls;; *.gz|b) ls;; esac",
            &["pattern * case-pattern", "pattern *.gz case-pattern", "pattern b case-pattern"],
        ),
        ("RUN [[ $a == x* && -f y* ]]", &["glob * pattern"]),
        ("RUN [[ $a != x? ]]", &["glob ? pattern"]),
        ("RUN [[ $a =~ ^(x|y)$ ]]", &[]),
    ] {
        assert_eq!(of(source), expected, "{source}");
    }
}

#[test]
fn letters_in_one_word_are_told_apart() {
    check(
        "RUN tar -xzf a.tgz && sudo -Hu node rm a && cut -d= -f1 b && awk -F== c",
        &[
            "command tar commands/tar",
            "option -xzf commands/tar#-x",
            "option-argument a.tgz commands/tar#-f",
            "operator && operators/and",
            "command sudo commands/sudo",
            "option -Hu commands/sudo#-H",
            "option-argument node commands/sudo#-u",
            "command rm commands/rm",
            "operand a commands/rm#FILE",
            "operator && operators/and",
            "command cut commands/cut",
            "option -d= commands/cut#-d",
            "option -f1 commands/cut#-f",
            "operand b commands/cut#FILE",
            "operator && operators/and",
            "command awk commands/awk",
            "option -F== commands/awk#-F",
            "operand c commands/awk#PROGRAM",
        ],
    );
}

#[test]
fn flags_that_are_switched_on_by_a_word_are_told_of() {
    let source = |value: &str| format!("FROM a\nCOPY --link={value} x /y\n");
    let case = Case::new(&source("true"));
    assert_eq!(case.words(2), ["--link=true", "x", "/y"]);
    let flags = |value: &str| {
        let case = Case::new(&source(value));
        listed_where(&case, |word| matches!(word.kind, WordKind::Flag | WordKind::FlagValue))
    };
    assert_eq!(
        flags("true"),
        ["flag --link instructions/copy#--link", "flag-value true instructions/copy#--link"]
    );
    assert_eq!(flags("false"), ["flag --link -", "flag-value false -"]);
}

#[test]
fn the_bracket_of_an_exec_form_is_found_over_lines() {
    let case = Case::new("FROM a\nCMD [ \\\n # [ no\n \"rm\", \"x\"]\n");
    let words = words(&case.subject());
    let bracket = words.iter().find(|word| word.kind == WordKind::ExecForm).expect("a bracket");
    assert_eq!(bracket.span.range(), 11..12);
}

#[test]
fn what_a_line_above_or_the_word_itself_decides_is_not_told_as_usual() {
    let home = Case::new("FROM debian\nENV HOME=/home/app\nRUN ls $HOME\n");
    assert_eq!(
        home.word(3, "$HOME"),
        "Where programs look for the files of their user: here /home/app, as line 2 sets it."
    );
    let pattern = Case::new("FROM debian\nRUN apt-get install -y 'libav*'\n");
    assert!(pattern.word(2, "'libav*'").starts_with("A pattern: the packages whose names fit it."));
    let version = Case::new("FROM debian\nRUN apt-get install -y nano=7.*\n");
    assert!(version.word(2, "nano=7.*").starts_with("A package in this version"));
    let from_elsewhere = Case::new("FROM debian\nADD --checksum=sha256:0 $REPO /repo\n");
    let notes: Vec<_> = from_elsewhere.line(2).words.iter().map(|word| word.note.plain()).collect();
    assert!(notes.iter().any(|note| note.contains("only what comes from an address can have a checksum")));
    assert!(!notes.iter().any(|note| note.contains("build context")), "{notes:?}");
}

#[track_caller]
fn check_all_noted(source: &str) {
    assert_eq!(Case::new(source).without_note(), [""; 0], "{source}");
}

#[test]
fn mounts_without_a_target_and_in_capitals_are_told_of() {
    for flag in [
        "from=b",
        "from=b,src=/x,rw",
        "src=/x",
        "type=bind",
        "type=cache",
        "type=cache,sharing=locked",
        "type=tmpfs",
        "TYPE=TMPFS,Target=/c,size=1G",
        "type=secret,required",
        "type=ssh",
        "type=$X",
    ] {
        check_all_noted(&format!("FROM a AS b\nFROM a\nRUN --mount={flag} \\\n  ls\n"));
    }
}

#[test]
fn a_switch_of_a_mount_has_no_value() {
    let case = Case::new("FROM a\nRUN --mount=type=secret,id=b,required ls\n");
    assert_eq!(case.word(2, "required"), "The build fails where the secret is not there.");
    let case = Case::new("FROM a\nRUN --mount=type=ssh,required=false ls\n");
    assert_eq!(case.word(2, "required=false"), "Whether the build fails where there is no agent: false.");
}

#[test]
fn all_words_that_onbuild_keeps_are_told_of() {
    for trigger in [
        "ADD . /app",
        "ADD .",
        "ADD --checksum=sha256:0 https://example.com/a.tar /a/",
        "ARG A B=1",
        "CMD [\"ls\"]",
        "CMD []",
        "COPY x",
        "COPY . .",
        "COPY ./ /app",
        "COPY --from=b / ./c/",
        "COPY --from=b --chown=c --link d e f/",
        "ENTRYPOINT ls",
        "ENV A=1 B=$A",
        "ENV A b",
        "EXPOSE 80 53/udp",
        "HEALTHCHECK --interval=1s CMD ls",
        "HEALTHCHECK NONE",
        "LABEL a=b c=d",
        "MAINTAINER a",
        "RUN --mount=type=CACHE,target=/a ls \\\n  b",
        "SHELL [\"/bin/bash\", \"-c\"]",
        "STOPSIGNAL SIGQUIT",
        "STOPSIGNAL -5",
        "USER root",
        "VOLUME /a /b",
        "WORKDIR /a",
    ] {
        check_all_noted(&format!("FROM a\nONBUILD {trigger}\n"));
    }
}

#[test]
fn what_onbuild_keeps_is_told_of_as_it_is_written() {
    let case = Case::new(
        "FROM a\nONBUILD COPY . /app\nONBUILD COPY docker/b /app/\nONBUILD COPY --from=c /d e\nONBUILD WORKDIR /f\nONBUILD RUN mkdir g\nONBUILD ADD $H /i\nONBUILD ADD git@h:i /j\n",
    );
    for (line, word, expected) in [
        (
            2,
            "COPY",
            "Copies the app’s code: everything in the build context, the directory on your machine that docker build is \
             given, goes to /app in the image. Only what .dockerignore names stays behind.",
        ),
        (2, ".", "The whole build context: everything in the directory that docker build is given."),
        (
            3,
            "docker/b",
            "b in the folder docker of the build context. If it is a folder itself, what is in it is copied.",
        ),
        (4, "COPY", "Copies /d from c into this image."),
        (4, "/d", "What to copy, as a path in c."),
        (5, "WORKDIR", "Sets the working directory inside the image to /f."),
        (6, "RUN", "Runs mkdir inside the image while it is built: it makes g."),
        (7, "ADD", "Puts $H into the image."),
        (8, "ADD", "Clones a Git repository and puts its files into /j."),
    ] {
        assert_eq!(case.word(line, word), expected);
    }
}

#[test]
fn an_option_without_its_value_counts_where_it_is_told_of() {
    check_all_noted(
        "FROM a\nRUN find / | xargs rpm --query --whatprovides | sort -o\nRUN x | xargs rpm --root\n",
    );
    assert_eq!(
        listed("RUN rpm --root"),
        ["command rpm commands/rpm", "option --root -"],
        "nothing is told of an option whose value is missing"
    );
    let case = Case::new("FROM a\nRUN find / | xargs rpm -q --whatprovides\n");
    assert_eq!(case.word(2, "--whatprovides"), "The packages that provide what is named behind it.");
}

#[test]
fn behind_the_last_piece_that_is_told_of_no_word_counts() {
    let commands = vec!["mkdir a"; 2502].join(" && ");
    let case = Case::new(&format!("FROM a\nRUN {commands}\n"));
    assert_eq!(case.without_note(), [""; 0]);
    let directories = listed_where(&case, |word| word.kind == WordKind::Command);
    let is_told = |word: &&String| word.ends_with("commands/mkdir");
    assert_eq!((directories.len(), directories.iter().filter(is_told).count()), (2502, 2500));
}

#[test]
fn a_flag_that_ends_in_the_middle_of_a_letter_is_no_word() {
    // The second byte of `à` is a blank in Latin-1.
    let case = Case::new("FROM a\nCOPY --chown=\u{e0}b x y\n");
    assert!(words(&case.subject()).iter().all(|word| !word.span.text(&case.source).is_empty()));
    assert_eq!(case.without_note(), [""; 0]);
}

#[test]
fn what_buildkit_refuses_counts_only_where_it_is_told_of() {
    for instruction in [
        "COPY --user=me foo /tmp/",
        "COPY --chown x y",
        "ENV --foo a=b",
        "HEALTHCHECK --interval CMD y",
        "HEALTHCHECK CONNECT TCP 7000",
        "HEALTHCHECK Cmd ls",
        "ONBUILD ONBUILD RUN x",
        "RUN --mount=type=bind,target x",
    ] {
        check_all_noted(&format!("FROM a\n{instruction}\n"));
    }
}

#[test]
fn what_an_option_takes_the_place_of_is_not_looked_for_among_the_words() {
    check(
        "RUN sed -e 1d -n a b && sed --file=r s && sed 1d a && grep -f p a && grep -ve p a && awk -f p a",
        &[
            "command sed commands/sed",
            "option -e commands/sed#-e",
            "option-argument 1d commands/sed#-e",
            "option -n commands/sed#-n",
            "operand a commands/sed#FILE",
            "operand b commands/sed#FILE",
            "operator && operators/and",
            "command sed commands/sed",
            "option --file=r commands/sed#-f",
            "operand s commands/sed#FILE",
            "operator && operators/and",
            "command sed commands/sed",
            "operand 1d commands/sed#*d",
            "operand a commands/sed#FILE",
            "operator && operators/and",
            "command grep commands/grep",
            "option -f commands/grep#-f",
            "option-argument p commands/grep#-f",
            "operand a commands/grep#FILE",
            "operator && operators/and",
            "command grep commands/grep",
            "option -ve commands/grep#-v",
            "option-argument p commands/grep#-e",
            "operand a commands/grep#FILE",
            "operator && operators/and",
            "command awk commands/awk",
            "option -f commands/awk#-f",
            "option-argument p commands/awk#-f",
            "operand a commands/awk#FILE",
        ],
    );
    let case = Case::new("FROM a\nRUN sed -i -e 1d -e 2d a b\n");
    assert_eq!(case.word(2, "a b"), "The files to change.");
}

#[test]
fn a_common_name_means_a_program_only_where_programs_are() {
    let entry = |path: &str| listed(&format!("RUN {path} x")).swap_remove(0);
    for path in [
        "install",
        "/usr/bin/install",
        "/opt/gnu/bin/install",
        "bin/install",
        "$HOME/bin/install",
        "/busybox/install",
    ] {
        assert_eq!(entry(path), format!("command {path} commands/install"));
    }
    for path in ["/x/install", "~/.fzf/install", "/app/test", "./find", "/bin/x/service"] {
        assert_eq!(entry(path), format!("command {path} -"));
    }
    assert_eq!(listed("RUN /x/install x"), ["command /x/install -", "operand x -"]);
    assert_eq!(entry("/hugo"), "command /hugo commands/hugo", "a name of its own means the same everywhere");
    assert_eq!(entry("./configure"), "command ./configure commands/configure");
}
