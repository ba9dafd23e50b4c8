//! What a graph says about a Dockerfile, drawn as one line for every step.

mod draw;
mod labels;
mod sources;
mod stages;
mod variables;

use onionskin_graph::{BuildGraph, Inputs, build};

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

#[test]
fn definitions_tell_steps_apart_by_what_counts_for_the_cache() {
    let last = |source: &str| graph(source).instructions.last().unwrap().step.clone().unwrap().definition;
    let same = [
        ("FROM a\nRUN x", "FROM b AS c\nRUN x"),
        ("FROM a\nRUN x", "FROM a\nLABEL a=b\nrun   x # y\n".trim_end_matches(" # y\n")),
        ("FROM a\nCOPY a/x /d", "FROM a\nWORKDIR /\nCOPY b/x d"),
        ("FROM a\nRUN [\"/bin/sh\", \"-c\", \"x\"]", "FROM a\nRUN x"),
        ("FROM a\nENV A=1\nCOPY x /", "FROM a\nCOPY x /"),
    ];
    for (one, other) in same {
        assert_eq!(last(one), last(other), "{one} | {other}");
    }
    let different = [
        ("FROM a\nRUN x", "FROM a\nRUN x y"),
        ("FROM a\nRUN x", "FROM a\nENV A=1\nRUN x"),
        ("FROM a\nARG A=1\nRUN x", "FROM a\nARG A=2\nRUN x"),
        ("FROM a\nRUN x", "FROM a\nUSER u\nRUN x"),
        ("FROM a\nRUN x", "FROM a\nWORKDIR /w\nRUN x"),
        ("FROM a\nRUN x", "FROM a\nRUN --network=none x"),
        ("FROM a\nCOPY x /d", "FROM a\nCOPY x /d/"),
        ("FROM a\nCOPY x /d", "FROM a\nCOPY y /d"),
        ("FROM a\nCOPY x /d", "FROM a\nADD x /d"),
        ("FROM a\nCOPY x /d", "FROM a\nCOPY --chown=1 x /d"),
        ("FROM a\nCOPY <<E /d\na\nE", "FROM a\nCOPY <<E /d\nb\nE"),
    ];
    for (one, other) in different {
        assert_ne!(last(one), last(other), "{one} | {other}");
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
