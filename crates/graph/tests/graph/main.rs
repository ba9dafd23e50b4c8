//! What a graph says about a Dockerfile, drawn as one line for every step.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod draw;
mod errors;
mod image;
mod labels;
mod names;
mod sources;
mod stages;
mod triggers;
mod variables;
mod vertices;

use onionskin_graph::{BuildGraph, Inputs, KnownImages, OtherImages, build};

fn graph_for(source: &str, inputs: &Inputs) -> BuildGraph {
    build(&onionskin_syntax::parse(source).dockerfile, inputs)
}

fn graph(source: &str) -> BuildGraph {
    graph_for(source, &Inputs::default())
}

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    assert_eq!(draw::graph(&graph(source)), expected.join("\n"));
}

/// A build of `target` with these build arguments, where base images set nothing.
fn inputs(target: Option<&str>, arguments: &[(&str, &str)]) -> Inputs {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Inputs {
        target: target.map(str::to_owned),
        build_args: arguments.iter().map(pair).collect(),
        images: KnownImages { others: OtherImages::Empty, ..KnownImages::default() },
        ..Inputs::default()
    }
}

#[test]
fn vertices_are_equal_where_they_do_the_same_with_the_same() {
    let last = |source: &str| {
        let graph = graph(source);
        let step = graph.instructions.last().unwrap().step.as_ref().unwrap();
        let vertex = graph.vertices[step.vertex].clone();
        (vertex.op, vertex.digest)
    };
    let same = [
        ("FROM a\nRUN x", "FROM a AS c\nRUN x"),
        ("FROM a\nRUN x", "FROM a\nLABEL a=b\nCMD x\nrun   x"),
        ("FROM a\nCOPY b/x /d", "FROM a\nWORKDIR /\nCOPY ./b/../b/x d"),
        ("FROM a\nRUN [\"/bin/sh\", \"-c\", \"x\"]", "FROM a\nRUN x"),
        ("FROM a\nENV A=1\nCOPY x /", "FROM a\nCOPY x /"),
        ("FROM a\nCOPY --chmod=0644 x /", "FROM a\nCOPY --chmod=644 x /"),
        ("FROM a\nENV A=1 B=2\nRUN x", "FROM a\nENV A=0\nENV A=1\nENV B=2\nRUN x"),
    ];
    for (one, other) in same {
        assert_eq!(last(one), last(other), "{one} | {other}");
    }
    let different = [
        ("FROM a\nRUN x", "FROM a\nRUN x y"),
        ("FROM a\nRUN x", "FROM a\nENV A=1\nRUN x"),
        ("FROM a\nARG A=1\nRUN x", "FROM a\nARG A=2\nRUN x"),
        ("FROM a\nENV A=1 B=2\nRUN x", "FROM a\nENV B=2 A=1\nRUN x"),
        ("FROM a\nRUN x", "FROM a\nUSER u\nRUN x"),
        ("FROM a\nWORKDIR /w\nRUN x", "FROM a\nWORKDIR /w/\nRUN x"),
        ("FROM a\nRUN x", "FROM a\nRUN --network=none x"),
        ("FROM a\nCOPY x /d", "FROM a\nCOPY x /d/"),
        ("FROM a\nCOPY x /d", "FROM a\nCOPY y /d"),
        ("FROM a\nCOPY x /d", "FROM a\nADD x /d"),
        ("FROM a\nCOPY x /d", "FROM a\nCOPY --chown=1 x /d"),
    ];
    for (one, other) in different {
        assert_ne!(last(one).0, last(other).0, "{one} | {other}");
    }
    // What they start from and what they read makes a difference, too.
    for (one, other) in [
        ("FROM a\nRUN x", "FROM b\nRUN x"),
        ("FROM a\nRUN w\nRUN x", "FROM a\nRUN v\nRUN x"),
        ("FROM a\nCOPY <<E /d\na\nE", "FROM a\nCOPY <<E /d\nb\nE"),
    ] {
        assert_ne!(last(one).1, last(other).1, "{one} | {other}");
    }
}

#[test]
fn large_files_take_time_in_proportion() {
    const N: usize = 5_000;
    assert_eq!(graph(&format!("FROM a\n{}", "RUN x\n".repeat(10 * N))).instructions.len(), 10 * N + 1);
    let lines = |line: &dyn Fn(usize) -> String| (1..N).map(line).collect::<String>();
    let sources = [
        ("a chain of stages", lines(&|i| format!("FROM s{} AS s{i}\nENV v{i}=$v{}x\n", i - 1, i - 1))),
        (
            "stages that copy from the one before",
            lines(&|i| format!("FROM a AS s{i}\nCOPY --from=s{} / /\n", i - 1)),
        ),
        ("values that would double", lines(&|i| format!("ENV v{i}=$v{}$v{}\n", i - 1, i - 1))),
        ("a directory in a directory", lines(&|_| "WORKDIR a\n".to_owned())),
    ];
    for (name, source) in sources {
        let graph = graph(&format!("FROM scratch AS s0\nENV v0=x\n{source}"));
        assert!(graph.instructions.len() > N, "{name}");
    }
}
