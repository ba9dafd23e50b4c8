use onionskin_graph::{Base, Inputs};

use crate::{check, draw, graph_for, inputs};

#[test]
fn variables_are_put_into_paths_and_images() {
    check(
        "ARG V=3.11\nARG IMAGE=python:$V\nFROM ${IMAGE:-x}-slim\nARG V\nENV APP=/srv V2=$V\nENV APP=/x OLD=$APP\nWORKDIR $OLD/$V2\nCOPY \"a$V\" '$V' ${APP}/\n",
        &[
            "[1/3] pull python:3.11-slim",
            "[2/3] mkdir /srv/3.11",
            "[3/3] copy context:a3.11 context:$V -> /x/",
        ],
    );
    check(
        "FROM a\nARG X=1\nWORKDIR /$X\nFROM a\nWORKDIR /$X\n",
        &[
            "[stage-0 1/2] pull a",
            "[stage-0 2/2] mkdir /1",
            "[stage-1 1/2] pull a",
            "[stage-1 2/2] mkdir /$X",
        ],
    );
}

#[test]
fn what_only_the_base_image_knows_stays_as_written() {
    check(
        "FROM tomcat\nWORKDIR $CATALINA_HOME/webapps\nCOPY a.war .\nCOPY ${V%x} /\n",
        &[
            "[1/4] pull tomcat",
            "[2/4] mkdir $CATALINA_HOME/webapps",
            "[3/4] copy context:a.war -> $CATALINA_HOME/webapps/",
            "[4/4] copy context:${V%x} -> /",
        ],
    );
    check("FROM scratch\nCOPY a $X/\n", &["[1/1] copy context:a -> /"]);
    let graph = crate::graph("FROM node:${V}\n");
    assert_eq!(graph.stages[0].base, Base::Image("node:${V}".to_owned()));
}

#[test]
fn build_arguments_win_over_defaults() {
    let inputs = Inputs { build_args: [("V".to_owned(), "$x".to_owned())].into(), ..Inputs::default() };
    let graph = graph_for("ARG V=1\nFROM a:$V\nARG V=2\nWORKDIR /$V\n", &inputs);
    assert_eq!(draw::graph(&graph), "[1/2] pull a:$x\n[2/2] mkdir /$x");
}

/// The variables that the last command of `source` sees, but for the default `PATH`.
fn env(source: &str, arguments: &[(&str, &str)]) -> String {
    let graph = graph_for(source, &inputs(None, arguments));
    let node = graph.instructions.last().unwrap();
    let env = node.env.to_strings();
    env.into_iter().filter(|variable| !variable.starts_with("PATH=")).collect::<Vec<_>>().join(" ")
}

#[test]
fn arguments_get_their_values_in_order() {
    for (source, arguments, expected) in [
        // A value that is given, else the default, else the global value, else none.
        ("ARG A=g\nFROM a\nARG A=d\nRUN x\n", &[("A", "b")][..], "A=b"),
        ("ARG A=g\nFROM a\nARG A=d\nRUN x\n", &[], "A=d"),
        ("ARG A=g\nFROM a\nARG A\nRUN x\n", &[], "A=g"),
        ("FROM a\nARG A\nRUN x\n", &[], ""),
        ("FROM a\nARG A=\nRUN x\n", &[], "A="),
        ("ARG A=g\nFROM a\nRUN x\n", &[("A", "b")], ""),
        ("FROM a\nARG A=1 B=$A\nRUN x\n", &[], "A=1 B=1"),
        ("FROM a\nARG A=${B:?no}\nRUN x\n", &[("A", "$B")], "A=$B"),
        ("ARG A=1 B=${A}2\nFROM a\nARG B\nRUN x\n", &[], "B=12"),
    ] {
        assert_eq!(env(source, arguments), expected, "{source} {arguments:?}");
    }
}

#[test]
fn settings_see_what_was_before_them() {
    for (source, expected) in [
        ("FROM a\nENV A=1\nENV A=2 B=$A\nRUN x\n", "A=2 B=1"),
        ("FROM a\nENV A=1 B=2\nENV A=3\nRUN x\n", "B=2 A=3"),
        ("FROM a\nENV A=1\nARG A=2\nRUN x\n", "A=2"),
        ("FROM a\nARG A=2\nENV A=1\nRUN x\n", "A=1"),
        ("FROM a AS b\nENV A=1\nARG A=2 C=3\nFROM b\nRUN x\n", "C=3 A=1"),
        ("FROM a AS b\nENV A=1\nFROM c\nRUN x\n", ""),
        ("FROM a\nENV A=\"x  y\" B='$A' C=\\$A D=a\\ b\nRUN x\n", "A=x  y B=$A C=$A D=a b"),
        ("# escape=`\nFROM a\nENV A=C:\\b B=`$A\nRUN x\n", "A=C:\\b B=$A"),
    ] {
        assert_eq!(env(source, &[]), expected, "{source}");
    }
}

#[test]
fn arguments_that_buildkit_gives_are_seen_where_they_are_declared() {
    let source = "FROM --platform=$BUILDPLATFORM a AS s\nARG TARGETARCH TARGETSTAGE BUILDOS\nRUN x\n";
    assert_eq!(env(source, &[]), "TARGETARCH=amd64 TARGETSTAGE=s BUILDOS=linux");
    assert_eq!(env(source, &[("TARGETARCH", "z")]), "TARGETARCH=z TARGETSTAGE=s BUILDOS=linux");
    assert_eq!(env("FROM a\nRUN x $TARGETARCH\n", &[]), "");
    assert_eq!(env("FROM a\nRUN x\n", &[("http_proxy", "p")]), "");
    assert_eq!(env("FROM a\nARG http_proxy\nRUN x\n", &[("http_proxy", "p")]), "http_proxy=p");
}

#[test]
fn modifiers_choose_and_cut() {
    let value = |word: &str| {
        let source = format!("FROM a\nENV E= A=a/b.c.d\nENV V={word}\nRUN x\n");
        env(&source, &[]).split(" V=").nth(1).unwrap_or_default().to_owned()
    };
    for (word, expected) in [
        ("${N:-d}${N-d}${E:-d}${E-d}", "ddd"),
        ("${A:+s}${E:+s}${E+s}${N+s}", "ss"),
        ("${A#*.}", "c.d"),
        ("${A##*.}", "d"),
        ("${A%.*}", "a/b.c"),
        ("${A%%.*}", "a/b"),
        ("${A/./-}", "a/b-c.d"),
        ("${A//./-}", "a/b-c-d"),
        ("\"${N:-'q'}\"", "q"),
        ("${N:-${M:-$A}}", "a/b.c.d"),
        ("'$A'", "$A"),
        ("$A$", "a/b.c.d$"),
    ] {
        assert_eq!(value(word), expected, "{word}");
    }
}

#[test]
fn named_contexts_stand_for_images_and_stages() {
    let drawn = |source: &str| {
        let contexts = [("a", "docker-image://b:1"), ("s", "./dir"), ("r", "https://h/x.git")];
        let contexts = contexts.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        draw::vertices(source, &Inputs { contexts, ..inputs(None, &[]) })
    };
    assert_eq!(drawn("FROM a\nRUN x\n"), ["[1/2] FROM docker.io/library/b:1", "[2/2] RUN x <- 0"]);
    assert_eq!(
        drawn("FROM scratch\nCOPY --from=s x /\n"),
        ["FROM local://s", "[stage-0 1/1] COPY --from=s x / <- 0"]
    );
    assert_eq!(drawn("FROM a:2\n"), ["[1/1] FROM docker.io/library/a:2"]);
}
