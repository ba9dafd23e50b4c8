use crate::check;

#[test]
fn the_output_of_a_command_decides_for_those_who_take_it() {
    let source = "FROM go AS build\nCOPY a .\nRUN go build -o /out\nFROM x\nRUN y\nCOPY --from=build /out /out\nRUN z\nCOPY b /\n";
    check(
        source,
        "a",
        &[
            "reused: same image",
            "rebuilds: a > 1 reads \"a\"",
            "rebuilds: a > 1 reads \"a\" > 2 starts from 1",
            "reused: same image",
            "reused",
            "unless same: a > 1 reads \"a\" > 5 takes /out from 2",
            "unless same: a > 1 reads \"a\" > 5 takes /out from 2 > 6 starts from 5",
            "unless same: a > 1 reads \"a\" > 5 takes /out from 2 > 7 starts from 6",
        ],
    );
    check(
        source,
        "b",
        &[
            "reused: same image",
            "reused",
            "reused",
            "reused: same image",
            "reused",
            "reused",
            "reused",
            "rebuilds: b > 7 reads \"b\"",
        ],
    );
}

#[test]
fn a_reason_of_its_own_leaves_no_doubt() {
    check(
        "FROM go AS s\nCOPY a .\nRUN y\nFROM x\nCOPY --from=s /o /o\nCOPY a b /\nRUN z\n",
        "a",
        &[
            "reused: same image",
            "rebuilds: a > 1 reads \"a\"",
            "rebuilds: a > 1 reads \"a\" > 2 starts from 1",
            "reused: same image",
            "unless same: a > 1 reads \"a\" > 4 takes /o from 2",
            "rebuilds: a > 5 reads \"a\"",
            "rebuilds: a > 5 reads \"a\" > 6 starts from 5",
        ],
    );
}

#[test]
fn mounts_from_a_stage_depend_on_its_output() {
    check(
        "FROM x AS s\nCOPY a .\nRUN y\nFROM x\nRUN --mount=from=s,source=/o,target=/o z\n",
        "a",
        &[
            "reused: same image",
            "rebuilds: a > 1 reads \"a\"",
            "rebuilds: a > 1 reads \"a\" > 2 starts from 1",
            "reused: same image",
            "unless same: a > 1 reads \"a\" > 4 takes /o from 2",
        ],
    );
}

#[test]
fn a_chain_of_stages_stays_short_to_tell() {
    let source = "FROM x AS s\nCOPY a .\nRUN y\nFROM x AS t\nCOPY --from=s /o /o\nRUN y\nFROM x\nCOPY --from=t /p /p\n";
    check(
        source,
        "a",
        &[
            "reused: same image",
            "rebuilds: a > 1 reads \"a\"",
            "rebuilds: a > 1 reads \"a\" > 2 starts from 1",
            "reused: same image",
            "unless same: a > 1 reads \"a\" > 4 takes /o from 2",
            "unless same: a > 1 reads \"a\" > 4 takes /o from 2 > 5 starts from 4",
            "reused: same image",
            "unless same: a > 1 reads \"a\" > 7 takes /p from 5",
        ],
    );
}

#[test]
fn files_that_no_command_made_are_known() {
    let takes = |path: &str| {
        format!("FROM x AS s\nRUN y\nCOPY . /all/\nWORKDIR /w\nFROM x\nCOPY --from=s {path} /\n")
    };
    let outcome = |path: &str, changed: &str| {
        let replay = crate::replay(&takes(path), &["a", "b", "dir/c", "dir/d"], changed);
        crate::draw::replay(&replay).pop().unwrap()
    };
    let new =
        |path: &str, changed: &str| format!("rebuilds: {changed} > 2 reads \".\" > 5 takes {path} from 3");
    let open =
        |path: &str, changed: &str| format!("unless same: {changed} > 2 reads \".\" > 5 takes {path} from 3");
    assert_eq!(outcome("/all/a", "a"), new("/all/a", "a"));
    assert_eq!(outcome("/all/a", "b"), "reused");
    assert_eq!(outcome("/all/dir", "dir/c"), new("/all/dir", "dir/c"));
    assert_eq!(outcome("/all/dir", "a"), "reused");
    assert_eq!(outcome("/all", "a"), new("/all", "a"));
    assert_eq!(outcome("/made/by/y", "a"), "reused");
    assert_eq!(outcome("/", "a"), open("/", "a"), "the copy and WORKDIR both stand there");
    assert_eq!(outcome("/all/*", "a"), open("/all/*", "a"));
}

#[test]
fn files_may_be_hidden_by_others_or_stand_in_two_places() {
    let last =
        |source: &str| crate::draw::replay(&crate::replay(source, &["a", "b", "dir/c"], "a")).pop().unwrap();
    let hidden = last("FROM scratch AS s\nCOPY a /f\nCOPY b /f\nFROM x\nCOPY --from=s /f /\n");
    assert_eq!(hidden, "reused", "the second copy takes its place");
    let linked = last("FROM x AS s\nRUN y\nCOPY a /usr/bin/\nFROM x\nCOPY --from=s /bin/a /\n");
    assert_eq!(linked, "unless same: a > 2 reads \"a\" > 4 takes /bin/a from 2");
    let variable = last("FROM x AS s\nCOPY a $HOME/\nFROM x\nCOPY --from=s /b /\n");
    assert_eq!(variable, "unless same: a > 1 reads \"a\" > 3 takes /b from 1");
    let archive = last("FROM x AS s\nCOPY b /\nADD a dir.tar.gz /d/\nFROM x\nCOPY --from=s /d/x /\n");
    assert_eq!(archive, "reused");
    let over = last("FROM x AS s\nCOPY dir /d\nRUN y\nCOPY a /d\nFROM x\nCOPY --from=s /d/c /\n");
    assert_eq!(over, "reused");
}

#[test]
fn a_stage_on_a_stage_goes_on_where_that_ends() {
    check(
        "FROM x AS base\nCOPY a /\nENV A=1\nFROM base\nRUN y\n",
        "a",
        &[
            "reused: same image",
            "rebuilds: a > 1 reads \"a\"",
            "settings",
            "settings",
            "rebuilds: a > 1 reads \"a\" > 4 starts from 1",
        ],
    );
}

#[test]
fn triggers_run_in_front_of_the_stage_on_theirs() {
    check(
        "FROM x AS base\nONBUILD COPY a /\nFROM base\nRUN y\n",
        "a",
        &["reused: same image", "settings", "settings", "rebuilds: a > 2 reads \"a\" > 3 starts from 2"],
    );
}

#[test]
fn stages_that_are_not_needed_are_not_built() {
    check(
        "FROM x\nENV A=1\nCOPY a /\nFROM x\nRUN y\n",
        "a",
        &["not built", "not built", "not built", "reused: same image", "reused"],
    );
}

#[test]
fn stages_that_take_from_each_other_end() {
    // BuildKit refuses what takes from a stage that is not done, so it has no step.
    check(
        "FROM x AS s\nCOPY --from=t /a /\nFROM x AS t\nCOPY --from=s /a /\nCOPY --from=t /b /\n",
        "a",
        &["reused: same image", "settings", "reused: same image", "reused", "settings"],
    );
}
