//! What `docker build` prints for each vertex.

use crate::draw::names;
use crate::inputs;

#[test]
fn a_name_is_the_line_with_variables_put_in() {
    for (line, expected) in [
        ("workdir   $A/\"b c\"", "WORKDIR   1/b c"),
        ("COPY $A ${B:-b} '$A' \"$NONE\" /", "COPY 1 b $A  /"),
        ("ADD a\\\n  # comment\n  b /", "ADD a  b /"),
        ("run echo $A ${A}x \"$A\" '$A' $NONE \\$A", "RUN echo 1 1x \"1\" '$A' $NONE $A"),
        ("RUN [\"a\", \"$A\"]", "RUN [\"a\", \"1\"]"),
        ("RUN echo ${A", "RUN echo ${A"),
        ("RUN <<E\nb $A\nE", "RUN <<E (b 1)"),
        ("RUN <<E\n\n b\n c\nE", "RUN <<E (b...)"),
        ("RUN cat <<E\nb\nE", "RUN cat <<E"),
        ("RUN --mount=type=secret,id=s,env=A x $A", "RUN --mount=type=secret,id=s,env=A x ****"),
        ("RUN --network=none x", "RUN --network=none x"),
    ] {
        let name = names(&format!("FROM scratch\nENV A=1\n{line}\n"), &inputs(None, &[])).pop().unwrap();
        let (_, name) = name.split_once("] ").unwrap();
        assert_eq!(name, expected, "{line}");
    }
}

#[test]
fn images_have_their_full_references() {
    assert_eq!(
        names(
            "ARG V=3\nFROM alpine:$V AS b\nRUN x\nFROM ghcr.io/o/i\nCOPY --from=b /x /\nCOPY --from=busybox /y /\n",
            &inputs(None, &[])
        ),
        [
            "[stage-1 1/3] FROM ghcr.io/o/i:latest",
            "[b 1/2] FROM docker.io/library/alpine:3",
            "[b 2/2] RUN x",
            "[stage-1 2/3] COPY --from=b /x /",
            "FROM docker.io/library/busybox:latest",
            "[stage-1 3/3] COPY --from=busybox /y /",
        ]
    );
}

#[test]
fn lines_are_those_of_the_instruction() {
    let source = "FROM a\n\nRUN x \\\n  y\nCOPY <<E /\nz\nE\nRUN w\n";
    let file = onionskin_syntax::parse(source).dockerfile;
    let graph = onionskin_graph::build(&file, &inputs(None, &[]));
    let lines: Vec<_> = onionskin_graph::definition(&graph, &file)
        .steps
        .iter()
        .map(|step| step.lines.map(|lines| (lines.first, lines.last)))
        .collect();
    assert_eq!(lines, [Some((1, 1)), Some((3, 4)), None, Some((5, 7)), Some((8, 8))]);
}
