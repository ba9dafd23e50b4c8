//! What holds for any text: parsing ends, never panics, and its nodes tile the text.

#![expect(clippy::string_slice, reason = "a test may panic")]

use onionskin_syntax::{NodeKind, parse};

/// Dockerfiles that between them use all of the language, well and badly.
const TEXTS: &[&str] = &[
    "# syntax=docker/dockerfile:1\n# escape=`\nFROM a AS b\nRUN x `\n  # inside\n\n y\nCOPY a b\n",
    "\u{FEFF}FROM a\r\nRUN <<EOF cat <<-'E F'\r\none\r\nEOF\r\n\ttwo\r\n\tE F\r\nCMD [\"a\", \"b\\n\"]\r\n",
    "ARG A=1 B=\"x y\"\nFROM a:$A\nENV A=1 B='2 3' C=\\ d\nENV OLD way of it\nLABEL \"a b\"=c\nEXPOSE 80 81/udp\n",
    "FROM a\nHEALTHCHECK --interval=5s --retries=3 CMD curl \"x\" || exit 1\nONBUILD RUN cat <<A\nb\nA\nSHELL [\"x\"]\n",
    "FROM a\nRUN --mount=type=cache,target=/x --network=none --foo=\"a b\" y\nADD --chown=à b c\nVOLUME [\"a\"] \n",
    "FROM a\nRUN echo ${a:-${b:+'c'}} <<\"X\"Y z <<${q}\nXY\n${q}\nUSER é\nSTOPSIGNAL 9\nMAINTAINER ñ <n@x>\n",
    "  \u{A0}FROM a \\\n\n\nRUN \\\n#c\n \\\n\u{3000}\nWORKDIR /\u{0}\u{7}\nENTRYPOINT [\"\\ud83d\\udc33\", \"\\ud800\"]\nRUN [1, [2]]\n",
    "\\\nFROM a\nRUN a \\",
    "FROM a\nCOPY <<a <<b /x/\n1\na\n2\nb\nRUN x <\\\n<EOF\nEOF\n",
    "FROM a\nRUN <<EOF\nnever ends\n",
];

fn check(text: &str) {
    let file = parse(text).dockerfile;
    let mut at = 0;
    for node in &file.nodes {
        assert_eq!(node.span.start, at, "a gap or an overlap in {text:?}");
        assert!(!node.span.is_empty(), "an empty node in {text:?}");
        at = node.span.end;
        if let NodeKind::Instruction(instruction) = &node.kind {
            let spans = instruction
                .heredocs
                .iter()
                .map(|heredoc| heredoc.span)
                .chain([instruction.span, instruction.word.span]);
            for span in spans {
                assert!(
                    node.span.start <= span.start && span.end <= node.span.end,
                    "{span:?} is outside of its node in {text:?}"
                );
                assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
            }
        }
    }
    assert_eq!(at as usize, text.len(), "the nodes end early in {text:?}");
}

#[test]
fn nodes_tile_the_text() {
    for text in TEXTS {
        check(text);
    }
}

#[test]
fn every_prefix_and_every_suffix_can_be_parsed() {
    for text in TEXTS {
        for (at, _) in text.char_indices() {
            check(&text[..at]);
            check(&text[at..]);
        }
    }
}

#[test]
fn every_text_with_a_character_put_in_or_taken_out_can_be_parsed() {
    for text in TEXTS {
        for (at, character) in text.char_indices() {
            let (before, after) = text.split_at(at);
            check(&format!("{before}{}", &after[character.len_utf8()..]));
            for inserted in ["\n", "\\", "`", "\"", "'", "<<", "${", "[", "#", "\0", "\r", "🐳", "--"] {
                check(&format!("{before}{inserted}{after}"));
            }
        }
    }
}

/// A million lines take a fraction of a second where the time is linear, and hours where it is quadratic.
#[test]
fn large_files_of_every_shape_are_parsed_in_one_go() {
    const N: usize = 100_000;
    let shapes = [
        "RUN echo hi\n".repeat(N),
        format!("FROM a\nRUN x{}", " \\\n  y".repeat(N)),
        format!("FROM a\nRUN x{}", " \\\n\n# c\n".repeat(N)),
        format!("FROM a\nRUN <<EOF\n{}EOF\n", "line\n".repeat(N)),
        format!("FROM a\nRUN <<EOF\n{}", "line\n".repeat(N)),
        format!("FROM a\n{}", "RUN <<EOF\nx\nEOF\n".repeat(N)),
        format!("FROM a\n{}", "RUN x <<y\n".repeat(N)),
        "# comment\n".repeat(N),
        "#\n \n".repeat(N),
        "\n".repeat(N),
        "# escape=\\\n".repeat(N),
        "<\\\n".repeat(N),
        "\\ \\ \n".repeat(N),
    ];
    for text in shapes {
        check(&text);
    }
}

/// Lines as long as BuildKit reads them, of what could make a parser look back, look ahead or recurse.
#[test]
fn long_lines_of_any_one_thing_can_be_parsed() {
    for unit in [
        "\\", "\\ ", "`", "<", "<<", "<<a ", "\"", "'", "${", "${a:-", "$", "[", "[\"", "[[", "{\"a\":",
        "--", "--a=", "--a ", " ", "\t#", "é", "=", "a= ",
    ] {
        let long = unit.repeat(60_000 / unit.len());
        for start in [
            "",
            "#",
            "# syntax=",
            "RUN ",
            "RUN <<x ",
            "ENV a=",
            "COPY ",
            "CMD ",
            "ONBUILD ",
            "RUN [",
            "RUN --mount=",
        ] {
            check(&format!("FROM a\n{start}{long}\nRUN b\n"));
            check(&format!("{start}{long}"));
        }
    }
    check(&"ONBUILD ".repeat(8_000));
}
