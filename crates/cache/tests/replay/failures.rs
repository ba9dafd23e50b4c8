//! Files that a step takes and that are not there.

use onionskin_cache::{Entry, FileTree, Reruns, simulate};

use crate::{State, draw, files};

/// The failures of a build of `source` in a context of the files `a` and `dir/c`, a line each.
fn failures(source: &str) -> Vec<String> {
    let state = State::new(source, files(&["a", "dir/c"], None));
    let replay = simulate(Some(&state.world()), &state.world(), Reruns::Unknown);
    replay.failures.iter().map(|(at, failure)| format!("{at}: {failure}")).collect()
}

#[test]
fn a_path_that_is_not_there_fails_the_build() {
    for (source, expected) in [
        ("FROM x\nCOPY a dir /\n", &[][..]),
        ("FROM x\nCOPY b /\n", &["1: \"/b\": not found"]),
        ("FROM x\nCOPY ./dir/../dir/d /\n", &["1: \"/dir/d\": not found"]),
        ("FROM x\nCOPY a b* /\n", &[]),
        ("FROM x\nADD b /\nCOPY c /\n", &["1: \"/b\": not found", "2: \"/c\": not found"]),
        ("FROM x\nRUN --mount=source=b,target=/b y\n", &["1: \"/b\": not found"]),
        ("FROM x AS unused\nCOPY b /\nFROM x\nCOPY a /\n", &[]),
        ("FROM x AS s\nCOPY a /\nFROM x\nCOPY --from=s /none /\n", &[]),
    ] {
        assert_eq!(failures(source), expected, "{source}");
    }
}

#[test]
fn a_file_that_goes_away_fails_the_build_and_one_that_comes_rebuilds() {
    let one = FileTree::new([("a".to_owned(), Entry::named_file("old", 0o644))]);
    let (without, with) = (
        State::new("FROM x\nCOPY b /\nRUN y\n", one.clone()),
        State::new(
            "FROM x\nCOPY b /\nRUN y\n",
            one.with_changes([("b".to_owned(), Some(Entry::named_file("new", 0o644)))]),
        ),
    );
    let expected = [
        "reused: same image",
        "rebuilds: b > 1 reads \"b\"",
        "rebuilds: b > 1 reads \"b\" > 2 starts from 1",
    ];
    let gone = simulate(Some(&with.world()), &without.world(), Reruns::Unknown);
    assert_eq!((draw::replay(&gone), gone.failures.len()), (expected.map(str::to_owned).to_vec(), 1));
    let come = simulate(Some(&without.world()), &with.world(), Reruns::Unknown);
    assert_eq!((draw::replay(&come), come.failures.len()), (expected.map(str::to_owned).to_vec(), 0));
}
