//! What comes from outside of the file and the build context: images, build arguments, the reader's will.

use onionskin_cache::{Baseline, Change, NoCache, Reruns, simulate};

use crate::{State, check_worlds, draw, files, four_files};

#[test]
fn another_image_rebuilds_what_stands_on_it() {
    let state =
        || State::new("FROM x AS s\nCOPY a /\nFROM y\nCOPY --link a /\nCOPY --from=s /a /b\n", four_files());
    let of_image = |content| state().with_image("docker.io/library/y:latest", content);
    check_worlds(
        &of_image("1"),
        &of_image("2"),
        &[
            "reused: same image",
            "reused",
            "rebuilds: image y",
            "reused",
            "rebuilds: image y > 4 starts from 3",
        ],
    );
    check_worlds(
        &of_image("1"),
        &of_image("1"),
        &["reused: same image", "reused", "reused: same image", "reused", "reused"],
    );
}

#[test]
fn an_image_is_named_as_the_file_has_it() {
    let state = |content| {
        let state = State::new("ARG TAG=3\nFROM alpine:$TAG\nRUN y\n", four_files());
        state.with_image("docker.io/library/alpine:3", content)
    };
    check_worlds(
        &state("1"),
        &state("2"),
        &["settings", "rebuilds: image alpine:3", "rebuilds: image alpine:3 > 2 starts from 1"],
    );
}

#[test]
fn an_image_that_files_are_copied_from_counts_as_another_one() {
    let state = |content| {
        let source = "FROM x\nCOPY --from=y /a /\nRUN --mount=from=y,target=/y z\n";
        State::new(source, four_files()).with_image("docker.io/library/y:latest", content)
    };
    check_worlds(
        &state("1"),
        &state("2"),
        &[
            "reused: same image",
            "rebuilds: image docker.io/library/y:latest > 1 takes /a from 1",
            "rebuilds: image docker.io/library/y:latest > 1 takes /a from 1 > 2 starts from 1",
        ],
    );
}

#[test]
fn another_tag_is_an_edit() {
    check_worlds(
        &State::new("FROM x:1\nRUN y\n", four_files()),
        &State::new("FROM x:2\nRUN y\n", four_files()),
        &["rebuilds: the file > 0 is edited", "rebuilds: the file > 0 is edited > 1 starts from 0"],
    );
}

#[test]
fn a_build_argument_rebuilds_the_commands_below_its_declaration() {
    let source = "FROM x\nRUN w\nARG V=1\nCOPY a /\nRUN y\nRUN z\n";
    let state = |value| State::with_arguments(source, four_files(), &[("V", value)]);
    check_worlds(
        &state("1"),
        &state("2"),
        &[
            "reused: same image",
            "reused",
            "settings",
            "reused",
            "rebuilds: argument V > 4 sees another V",
            "rebuilds: argument V > 4 sees another V > 5 starts from 4",
        ],
    );
    check_worlds(
        &State::new(source, four_files()),
        &state("1"),
        &["reused: same image", "reused", "settings", "reused", "reused", "reused"],
    );
}

#[test]
fn a_build_argument_in_a_path_or_an_image_edits_the_step() {
    let source = "ARG V\nFROM x:$V\nARG D\nCOPY a /$D/\n";
    let state = |v, d| State::with_arguments(source, four_files(), &[("V", v), ("D", d)]);
    check_worlds(
        &state("1", "d"),
        &state("1", "e"),
        &["settings", "reused: same image", "settings", "rebuilds: argument D > 3 is edited"],
    );
    check_worlds(
        &state("1", "d"),
        &state("2", "d"),
        &[
            "settings",
            "rebuilds: argument V > 1 is edited",
            "settings",
            "rebuilds: argument V > 1 is edited > 3 starts from 1",
        ],
    );
}

#[test]
fn a_build_argument_that_nothing_declares_changes_nothing() {
    let state = |arguments: &[_]| State::with_arguments("FROM x\nRUN y\nCOPY a /\n", four_files(), arguments);
    let same = ["reused: same image", "reused", "reused"];
    check_worlds(&state(&[("V", "1")]), &state(&[("V", "2")]), &same);
    check_worlds(&state(&[("http_proxy", "1")]), &state(&[("http_proxy", "2")]), &same);
    check_worlds(&state(&[]), &state(&[("SOURCE_DATE_EPOCH", "1")]), &same);
}

#[test]
fn the_time_of_new_files_counts_for_directories_only() {
    let source = "FROM x\nRUN w\nCOPY a /\nWORKDIR /w\nRUN y\n";
    let state = |time| State::with_arguments(source, four_files(), &[("SOURCE_DATE_EPOCH", time)]);
    check_worlds(
        &state("1"),
        &state("2"),
        &[
            "reused: same image",
            "reused",
            "reused",
            "rebuilds: argument SOURCE_DATE_EPOCH > 3 is edited",
            "rebuilds: argument SOURCE_DATE_EPOCH > 3 is edited > 4 starts from 3",
        ],
    );
}

#[test]
fn without_the_cache_all_but_workdir_runs() {
    let source =
        "FROM x AS s\nWORKDIR /w\nCOPY a .\nWORKDIR /v\nFROM y\nCOPY --link a /\nCOPY --from=s /o /\n";
    let before = State::new(source, four_files());
    let after = State { no_cache: NoCache::All, ..before.clone() };
    check_worlds(
        &before,
        &after,
        &[
            "reused: same image",
            "reused",
            "rebuilds: no cache",
            "rebuilds: no cache > 3 starts from 2",
            "reused: same image",
            "rebuilds: no cache",
            "rebuilds: no cache",
        ],
    );
}

#[test]
fn the_cache_may_be_left_out_for_one_stage() {
    let source = "FROM x AS S\nRUN y\nFROM z\nRUN w\nCOPY --from=s /o /\nRUN v\n";
    let before = State::new(source, four_files());
    let after = State { no_cache: NoCache::Stages(vec!["s".to_owned()]), ..before.clone() };
    check_worlds(
        &before,
        &after,
        &[
            "reused: same image",
            "rebuilds: no cache",
            "reused: same image",
            "reused",
            "unless same: no cache > 4 takes /o from 1",
            "unless same: no cache > 4 takes /o from 1 > 5 starts from 4",
        ],
    );
}

#[test]
fn the_cause_can_be_called_by_what_the_reader_chose() {
    let before = State::new("FROM x\nCOPY . .\nRUN y\n", files(&["a", "b"], None));
    let after = State { files: files(&["a", "b"], Some("b")), ..before.clone() };
    let replay = simulate(Some(&before.world()), &after.world(), Reruns::Unknown);
    assert_eq!(draw::replay(&replay)[1], "rebuilds: b > 1 reads \".\"");
    let replay = replay.with_root(&Change::AppCode);
    assert_eq!(draw::replay(&replay)[1], "rebuilds: app code > 1 reads \".\"");
}

#[test]
fn commands_that_are_known_to_write_the_same_leave_no_doubt() {
    let source = "FROM x AS s\nCOPY a .\nRUN y\nFROM z\nCOPY --from=s /o /o\nCOPY --from=s /a /a\nRUN w\n";
    let before = State::new(source, files(&["a"], None));
    let after = State { files: files(&["a"], Some("a")), ..before.clone() };
    let replay = |reruns| {
        let baseline = before.world();
        draw::replay(&Baseline::of(&baseline, reruns).replay(&baseline, &after.world())).split_off(4)
    };
    assert_eq!(
        replay(Reruns::Unknown),
        [
            "unless same: a > 1 reads \"a\" > 4 takes /o from 2",
            "unless same: a > 1 reads \"a\" > 4 takes /o from 2 > 5 starts from 4",
            "unless same: a > 1 reads \"a\" > 4 takes /o from 2 > 6 starts from 5",
        ]
    );
    assert_eq!(
        replay(Reruns::Same),
        [
            "reused",
            "rebuilds: a > 1 reads \"a\" > 5 takes /a from 2",
            "rebuilds: a > 1 reads \"a\" > 5 takes /a from 2 > 6 starts from 5",
        ]
    );
}
