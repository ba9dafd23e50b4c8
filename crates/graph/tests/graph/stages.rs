use onionskin_graph::{Base, Inputs};

use crate::{graph, graph_for};

#[track_caller]
fn check_needed(source: &str, target: Option<&str>, expected: &[bool]) {
    let inputs = Inputs { target: target.map(str::to_owned), ..Inputs::default() };
    let needed: Vec<_> = graph_for(source, &inputs).stages.iter().map(|stage| stage.is_needed).collect();
    assert_eq!(needed, expected);
}

#[test]
fn from_finds_earlier_stages_by_their_exact_name() {
    let bases = |source: &str| graph(source).stages.into_iter().map(|stage| stage.base).collect::<Vec<_>>();
    let image = |name: &str| Base::Image(name.to_owned());
    assert_eq!(bases("FROM a AS a\n"), [image("a")], "a stage is not its own base");
    assert_eq!(
        bases("FROM a AS Build\nFROM Build\nFROM build\n"),
        [image("a"), image("Build"), Base::Stage(0)]
    );
    assert_eq!(bases("FROM b\nFROM a AS b\n"), [image("b"), image("a")], "later stages are no base");
    assert_eq!(bases("FROM a AS x\nFROM b AS x\nFROM x\n"), [image("a"), image("b"), Base::Stage(1)]);
    assert_eq!(bases("FROM a AS x\nFROM x AS x\nFROM x\n"), [image("a"), Base::Stage(0), Base::Stage(1)]);
    assert_eq!(bases("FROM scratch\nFROM Scratch\n"), [Base::Scratch, image("Scratch")]);
    assert_eq!(bases("FROM a AS scratch\nFROM scratch\n"), [image("a"), Base::Stage(0)]);
    assert_eq!(bases("FROM a\nFROM 0\n"), [image("a"), image("0")], "FROM knows no indexes");
}

#[test]
fn only_stages_that_the_target_needs_are_needed() {
    check_needed("FROM a\nFROM b\n", None, &[false, true]);
    // As where a script passes on a variable that nobody has set.
    check_needed("FROM a\nFROM b\n", Some(""), &[false, true]);
    check_needed("FROM a AS base\nFROM base\n", None, &[true, true]);
    check_needed(
        "FROM a AS A\nFROM b\nFROM c\nCOPY --from=a /x /\nCOPY --from=1 /x /\n",
        None,
        &[true, true, true],
    );
    check_needed("FROM a AS x\nFROM b\nRUN --mount=from=X,target=/x y\n", None, &[true, true]);
    check_needed("FROM a\nFROM b\nRUN --mount=from=0,target=/x y\n", None, &[false, true]);
    check_needed("FROM a AS x\nFROM b AS y\nCOPY --from=x / /\nFROM c\n", Some("Y"), &[true, true, false]);
    // There is no such stage: an error says so, and the last one is shown.
    check_needed("FROM a AS x\nFROM b\n", Some("z"), &[false, true]);
    check_needed("FROM a AS x\nCOPY --from=y / /\nFROM b AS y\nCOPY --from=x / /\n", None, &[true, true]);
}
