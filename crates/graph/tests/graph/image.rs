//! The image that a build makes: its configuration and its history.

use onionskin_graph::{ImageConfig, image};

use crate::{draw, graph_for, inputs};

/// The configuration that `source` ends with.
fn config(source: &str) -> Vec<String> {
    draw::config(&image(&graph_for(source, &inputs(None, &[])), &inputs(None, &[])).config)
}

/// The history of `source`; entries that made a layer start with a `+`.
fn history(source: &str, arguments: &[(&str, &str)]) -> Vec<String> {
    let inputs = inputs(None, arguments);
    let entries = image(&graph_for(source, &inputs), &inputs).history;
    let entry = |entry: onionskin_graph::HistoryEntry| {
        [if entry.is_empty_layer { "" } else { "+" }, &entry.created_by].concat()
    };
    entries.into_iter().map(entry).collect()
}

#[test]
fn settings_add_or_replace() {
    assert_eq!(
        config(
            "FROM a\nENV A=1 B=2\nENV A=3\nLABEL l=1 k=1\nLABEL l=2\nUSER u\nUSER v\nEXPOSE 80\nEXPOSE 8000-8001/udp 80\nVOLUME /a /b\nVOLUME [\"/a\"]\nSTOPSIGNAL 9\nWORKDIR /a\nWORKDIR b\n"
        ),
        [
            "Env: A=3 B=2",
            "WorkingDir: /a/b",
            "User: v",
            "ExposedPorts: 80/tcp 8000/udp 8001/udp",
            "Volumes: /a /b",
            "Labels: k=1 l=2",
            "StopSignal: 9",
        ]
    );
    assert_eq!(
        config("FROM scratch\nHEALTHCHECK CMD x\nHEALTHCHECK NONE\nARG A=1\n"),
        ["WorkingDir: /", "Healthcheck: NONE"]
    );
}

#[test]
fn an_entrypoint_clears_the_command_of_the_base() {
    for (source, expected) in [
        ("FROM a\nCMD x\nENTRYPOINT [\"y\"]\n", &["Entrypoint: y", "Cmd: /bin/sh -c x"][..]),
        ("FROM a\nENTRYPOINT [\"y\"]\nCMD [\"x\"]\n", &["Entrypoint: y", "Cmd: x"]),
        ("FROM a AS b\nCMD [\"x\"]\nFROM b\nENTRYPOINT [\"y\"]\n", &["Entrypoint: y"]),
        ("FROM a AS b\nENTRYPOINT [\"y\"]\nFROM b\nCMD [\"x\"]\n", &["Entrypoint: y", "Cmd: x"]),
        ("FROM a AS b\nCMD [\"x\"]\nFROM b\nENTRYPOINT []\n", &[]),
    ] {
        assert_eq!(config(source), expected, "{source}");
    }
}

#[test]
fn the_shell_in_force_stands_in_front_of_shell_forms() {
    assert_eq!(config("FROM a\nSHELL [\"s\", \"-c\"]\nCMD x $y\n"), ["Cmd: s -c x $y", "Shell: s -c"]);
    assert_eq!(config("FROM a AS b\nSHELL [\"s\"]\nFROM b\nENTRYPOINT x\n"), ["Entrypoint: s x", "Shell: s"]);
    assert_eq!(config("FROM a\nCMD x\nSHELL [\"s\"]\n"), ["Cmd: /bin/sh -c x", "Shell: s"]);
}

#[test]
fn a_known_base_image_is_what_the_image_starts_with() {
    let mut inputs = inputs(None, &[]);
    let base = ImageConfig {
        env: vec![("PATH".to_owned(), "/p".to_owned()), ("A".to_owned(), "1".to_owned())],
        cmd: vec!["x".to_owned()],
        working_dir: "/w".to_owned(),
        user: "u".to_owned(),
        ..ImageConfig::default()
    };
    inputs.images.configs.insert("docker.io/library/a:latest".to_owned(), base);
    let source = "FROM a\nENV B=$A\nWORKDIR d\nRUN y\n";
    let config = image(&graph_for(source, &inputs), &inputs).config;
    assert_eq!(draw::config(&config), ["Env: A=1 B=1", "Cmd: x", "WorkingDir: /w/d", "User: u"]);
    assert_eq!(
        draw::operations(source, &inputs)[1..],
        [
            "[2/3] WORKDIR d <- 0: mkdir /w/d 755 of u",
            "[3/3] RUN y <- 1: /bin/sh -c y PATH=/p A=1 B=1 in /w/d as u",
        ]
    );
}

#[test]
fn every_instruction_but_from_and_onbuild_is_recorded() {
    let source = "ARG G\nFROM a\nRUN x\nARG V=1 W\nRUN y  z\nRUN [\"p\", \"q r\"]\nCOPY --chown=1 --link --chmod=644 $V b /c\nADD --parents a /\nENV A=1 B=\"2 3\"\nLABEL k=v\nWORKDIR d\nWORKDIR /\nCMD [\"p\", \"q\\\"\"]\nENTRYPOINT e\nEXPOSE 80 90-91/udp\nVOLUME /a /b\nSHELL [\"/bin/bash\", \"-c\"]\nUSER u\nSTOPSIGNAL 9\nMAINTAINER m\nHEALTHCHECK --interval=3s --retries=2 CMD x\nONBUILD RUN x\n";
    assert_eq!(
        history(source, &[("W", "w")]),
        [
            "+RUN /bin/sh -c x # buildkit",
            "ARG V=1 W=w",
            "+RUN |2 V=1 W=w /bin/sh -c y  z # buildkit",
            "+RUN |2 V=1 W=w p q r # buildkit",
            "+COPY --chown=1 --chmod=644 1 b /c # buildkit",
            "+ADD --parents a / # buildkit",
            "ENV A=1 B=2 3",
            "LABEL k=v",
            "+WORKDIR /d",
            "WORKDIR /",
            "CMD [\"p\" \"q\\\"\"]",
            "ENTRYPOINT [\"/bin/sh\" \"-c\" \"e\"]",
            "EXPOSE [80/tcp 90/udp 91/udp]",
            "VOLUME [/a /b]",
            "SHELL [/bin/bash -c]",
            "USER u",
            "STOPSIGNAL 9",
            "MAINTAINER m",
            "HEALTHCHECK {Test:[CMD-SHELL x] Interval:3s Timeout:0s StartPeriod:0s StartInterval:0s Retries:2}",
        ]
    );
}

#[test]
fn the_history_of_a_base_stage_comes_first() {
    assert_eq!(
        history("FROM a AS b\nRUN x\nFROM c\nRUN y\nFROM b\nARG V\nRUN z\n", &[]),
        ["+RUN /bin/sh -c x # buildkit", "ARG V", "+RUN |1 V= /bin/sh -c z # buildkit"]
    );
    assert_eq!(history("FROM scratch\nCOPY a <<E <<F /\nE\nF\n", &[]), ["+COPY a <<E <<F / # buildkit"]);
}
