use crate::{check, draw, graph};

#[test]
fn settings_have_no_step() {
    let source = "FROM python:3.11-slim\nWORKDIR /app\nCOPY docker/requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD [\"python\", \"run.py\"]\n";
    check(
        source,
        &[
            "[1/5] pull python:3.11-slim",
            "[2/5] mkdir /app",
            "[3/5] copy context:docker/requirements.txt -> /app/",
            "[4/5] run",
            "[5/5] copy context: -> /app/",
        ],
    );
    let graph = graph(source);
    assert_eq!(graph.instructions.len(), 6);
    let layers =
        graph.instructions.iter().filter_map(|node| node.step.as_ref()).filter(|step| step.makes_layer);
    assert_eq!(layers.count(), 4);
    assert_eq!(&*graph.instructions[1].workdir, "/", "WORKDIR itself stands in the directory before");
    assert_eq!(&*graph.instructions[2].workdir, "/app");
}

#[test]
fn several_stages_are_named_in_labels() {
    check(
        "FROM golang AS Builder\nRUN go build\nFROM alpine\nCOPY --from=builder /out /bin/\nCOPY --from=0 src/../x .\n",
        &[
            "[builder 1/2] pull golang",
            "[builder 2/2] run",
            "[stage-1 1/3] pull alpine",
            "[stage-1 2/3] copy stage 0:/out -> /bin/",
            "[stage-1 3/3] copy stage 0:/x -> /",
        ],
    );
}

#[test]
fn a_single_stage_is_named_where_it_reads_something_from_elsewhere() {
    check("FROM a AS b\nRUN x\n", &["[1/2] pull a", "[2/2] run"]);
    check(
        "FROM a\nCOPY --from=busybox /x /\n",
        &["[stage-0 1/2] pull a", "[stage-0 2/2] copy image busybox:/x -> /"],
    );
    check(
        "FROM a AS b\nRUN --mount=type=cache,target=/c x\n",
        &["[b 1/2] pull a", "[b 2/2] run with cache nothing at /c"],
    );
}

#[test]
fn numbers_stand_right_aligned() {
    let graph = graph(&format!("FROM a\n{}", "RUN x\n".repeat(9)));
    let labels: Vec<_> =
        graph.instructions.iter().map(|node| node.step.as_ref().unwrap().label.as_str()).collect();
    assert_eq!((labels[0], labels[8], labels[9]), ("[ 1/10]", "[ 9/10]", "[10/10]"));
}

#[test]
fn workdir_of_the_root_counts_without_a_step() {
    check("FROM a\nWORKDIR /\nRUN x\n", &["[1/3] pull a", "[2/3] run"]);
}

#[test]
fn scratch_and_stages_have_no_from_step() {
    check("FROM scratch\nCOPY a /\n", &["[1/1] copy context:a -> /"]);
    check(
        "FROM a AS b\nWORKDIR /w\nFROM b\nCOPY x .\n",
        &["[b 1/2] pull a", "[b 2/2] mkdir /w", "[stage-1 1/1] copy context:x -> /w/"],
    );
}

#[test]
fn triggers_of_a_base_stage_take_numbers() {
    let graph = graph("FROM a AS b\nONBUILD COPY x /x\nONBUILD ENV A=1\nFROM b\nRUN y\n");
    assert_eq!(draw::graph(&graph), "[b 1/1] pull a\n[stage-1 2/3] run");
    let triggers: Vec<_> = graph.stages[1].triggers.iter().filter_map(draw::step).collect();
    assert_eq!(triggers, ["[stage-1 1/3] copy context:x -> /x"]);
}

#[test]
fn broken_instructions_have_no_step() {
    let sources = [
        "",
        "FROM",
        "RUN x",
        "COPY a",
        "FROM a\nCOPY\nCOPY a\nADD\nWORKDIR\nRUN\nNOPE x\nFROM\n",
        "ARG",
        "FROM a AS",
        "FROM a AS b c d\nRUN x\n",
    ];
    for source in sources {
        let graph = graph(source);
        assert_eq!(
            graph.instructions.len(),
            onionskin_syntax::parse(source).dockerfile.instructions().count()
        );
    }
    check("FROM\nCOPY a\nRUN x\n", &["[1/2] run"]);
    check("RUN x\n", &[]);
}
