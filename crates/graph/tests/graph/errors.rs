//! What BuildKit refuses although the syntax is right: its first message and the line that it names.

use onionskin_graph::Inputs;

use crate::inputs;

/// The first error of a build: its message and the line.
fn first_error(source: &str, inputs: &Inputs) -> Option<(String, Option<u32>)> {
    let parse = onionskin_syntax::parse(source);
    assert!(parse.errors.is_empty(), "{source}: {:?}", parse.errors);
    let graph = onionskin_graph::build(&parse.dockerfile, inputs);
    let error = graph.errors.first()?;
    let instruction = error.instruction.and_then(|at| parse.dockerfile.instructions().nth(at));
    Some((error.message.clone(), instruction.map(|instruction| instruction.lines.first)))
}

#[track_caller]
fn check(cases: &[(&str, &str, Option<u32>)]) {
    for (source, message, line) in cases {
        let error = first_error(source, &inputs(None, &[]));
        assert_eq!(error, Some(((*message).to_owned(), *line)), "{source}");
    }
}

#[track_caller]
fn check_fine(sources: &[&str]) {
    for source in sources {
        assert_eq!(first_error(source, &inputs(None, &[])), None, "{source}");
    }
}

#[test]
fn bases_and_names() {
    check(&[
        (
            "FROM Build\n",
            "failed to parse stage name \"Build\": invalid reference format: repository name (library/Build) must be lowercase",
            Some(1),
        ),
        ("FROM a:b:c\nFROM a\n", "failed to parse stage name \"a:b:c\": invalid reference format", Some(1)),
        ("ARG V\nFROM $V\n", "base name ($V) should not be blank", Some(2)),
        ("FROM a AS b-\nFROM c\n", "invalid context name b-: invalid reference format", None),
        (
            "FROM a AS s\nCOPY --from=b:c:d / /\n",
            "failed to parse stage name \"b:c:d\": invalid reference format",
            Some(2),
        ),
    ]);
    check_fine(&["FROM a AS Build\nFROM build\n", "FROM localhost/a\n", "FROM a AS scratch\nFROM scratch\n"]);
}

#[test]
fn platforms() {
    check(&[
        ("FROM --platform=$P a\n", "empty platform value from expression $P", Some(1)),
        (
            "FROM --platform=linux/a!b a\n",
            "failed to parse platform linux/a!b: \"a!b\" is an invalid component of \"linux/a!b\": platform specifier component must match \"^[A-Za-z0-9_.-]+$\": invalid argument",
            Some(1),
        ),
    ]);
    check_fine(&["FROM --platform=$BUILDPLATFORM a\n", "FROM --platform=linux/arm64/v8 a\n"]);
}

#[test]
fn targets() {
    let error = |target| first_error("FROM a AS One\nFROM b\n", &inputs(Some(target), &[]));
    assert_eq!(error("ONE"), None);
    assert_eq!(error(""), None);
    for (target, message) in [
        ("oen", "target stage \"oen\" could not be found (did you mean one?)"),
        ("1", "target stage \"1\" could not be found"),
        ("stage-1", "target stage \"stage-1\" could not be found"),
    ] {
        assert_eq!(error(target), Some((message.to_owned(), None)));
    }
}

#[test]
fn sources_of_copies() {
    check(&[
        ("FROM a\nCOPY --from=7 / /\n", "invalid stage index 7", None),
        (
            "FROM a\nCOPY --from=1 / /\nFROM b AS c\nCOPY --from=0 / /\n",
            "circular dependency detected on stage: stage-0",
            Some(2),
        ),
        ("FROM a AS b\nCOPY --from=b / /\n", "circular dependency detected on stage: b", Some(2)),
        (
            "FROM a AS b\nRUN --mount=from=b,target=/x y\n",
            "circular dependency detected on stage: b",
            Some(2),
        ),
        (
            "FROM a AS b\nCOPY --from=C / /\nFROM d AS c\nFROM b\n",
            "cannot copy from stage \"C\", it needs to be defined before current stage \"b\"",
            Some(2),
        ),
        (
            "FROM a AS b\nRUN --mount=from=c,target=/x y\nFROM d AS c\nFROM b\n",
            "cannot mount from stage \"c\" to \"/x\", stage needs to be defined before current command",
            Some(2),
        ),
        ("FROM a\nCOPY https://h/f /\n", "source can't be a URL for COPY", Some(2)),
        ("FROM a\nCOPY git://h/r.git /\n", "source can't be a git ref for COPY", Some(2)),
        ("FROM a\nADD --checksum=sha256:0 b /\n", "checksum requires HTTP(S) or Git sources", Some(2)),
        (
            "FROM a\nADD --checksum=sha256:0 https://h/a https://h/b /c/\n",
            "checksum can't be specified for multiple sources",
            Some(2),
        ),
    ]);
    check_fine(&[
        "FROM a\nFROM b\nCOPY --from=+0 / /\n",
        "FROM a AS b\nRUN --mount=from=0,target=/x y\n",
        "FROM a\nFROM b\nCOPY --from=scratch / /\n",
    ]);
}

#[test]
fn values_that_instructions_do_not_take() {
    check(&[
        ("FROM a\nSTOPSIGNAL nope\n", "invalid signal: nope", Some(2)),
        ("FROM a\nEXPOSE x\n", "invalid containerPort: x", Some(2)),
        (
            "FROM a\nCOPY --chmod=9 a /\n",
            "invalid chmod parameter: '9'. it should be octal string and between 0 and 07777",
            Some(2),
        ),
        ("FROM a\nRUN --mount=target=/ x\n", "invalid mount target \"/\"", Some(2)),
        ("FROM a\nRUN []\n", "failed to marshal LLB definition: arguments are required", None),
    ]);
}

#[test]
fn variables() {
    check(&[
        ("FROM a\nENV A=${B:?nope}\n", "failed to process \"${B:?nope}\": B: nope", Some(2)),
        ("ARG V=${\nFROM a\n", "failed to process \"${\": syntax error: missing '}'", Some(1)),
        (
            "FROM a\nWORKDIR ${A:=b}\n",
            "failed to process \"${A:=b}\": unsupported modifier (:=) in substitution",
            Some(2),
        ),
    ]);
}

#[test]
fn nothing_is_said_of_what_stands_in_stages_that_are_not_needed() {
    check_fine(&[
        "FROM a\nEXPOSE x\nFROM b\n",
        "FROM a\nSTOPSIGNAL x\nFROM b\n",
        "FROM a\nENV A=${B:?nope}\nFROM b\n",
    ]);
}

#[test]
fn triggers() {
    check(&[(
        "FROM a AS b\nONBUILD COPY x\nFROM b\n",
        "COPY requires at least two arguments, but only one was provided. Destination could not be determined",
        Some(3),
    )]);
}

#[test]
fn the_error_that_comes_up_first_comes_first() {
    check(&[
        (
            "FROM Bad\nSTOPSIGNAL x\n",
            "failed to parse stage name \"Bad\": invalid reference format: repository name (library/Bad) must be lowercase",
            Some(1),
        ),
        ("FROM a\nRUN []\nSTOPSIGNAL x\n", "invalid signal: x", Some(3)),
        ("FROM a\nCOPY --from=9 / /\nSTOPSIGNAL x\n", "invalid stage index 9", None),
    ]);
}

#[test]
fn nothing_is_refused_whose_value_only_the_base_image_knows() {
    let unknown = [
        "EXPOSE $PORT",
        "STOPSIGNAL $SIGNAL",
        "COPY --chmod=$MODE a /",
        "RUN --mount=type=cache,target=$HOME/.cache,id=$ID y",
        "ADD --checksum=$SUM https://host/a /",
    ];
    let of_scratch = [("EXPOSE $PORT", None), ("STOPSIGNAL $SIGNAL", Some("invalid signal: "))];
    for line in unknown {
        let source = format!("FROM base\n{line}\nRUN y\n");
        assert_eq!(first_error(&source, &Inputs::default()), None, "{line}");
    }
    for (line, message) in of_scratch {
        let error = first_error(&format!("FROM scratch\n{line}\n"), &Inputs::default());
        assert_eq!(error.as_ref().map(|(message, _)| message.as_str()), message, "{line}");
    }
}
