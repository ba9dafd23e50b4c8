use crate::{State, check_worlds, four_files};

/// Checks what happens where the text of the file is `before` and then `after`.
#[track_caller]
fn check_edit(before: &str, after: &str, expected: &[&str]) {
    check_worlds(&State::new(before, four_files()), &State::new(after, four_files()), expected);
}

#[test]
fn edits_rebuild_from_the_edited_step_on() {
    check_edit(
        "FROM x\nCOPY a /\nRUN y\nCOPY b /\n",
        "FROM x\nLABEL l=1\nCOPY a /\nRUN z\nCOPY b /\n",
        &[
            "reused: same image",
            "settings",
            "reused",
            "rebuilds: the file > 3 is edited",
            "rebuilds: the file > 3 is edited > 4 starts from 3",
        ],
    );
}

#[test]
fn a_step_that_is_put_in_rebuilds_itself_and_what_follows() {
    check_edit(
        "FROM x\nRUN y\n",
        "FROM x\nWORKDIR /w\nRUN y\n",
        &[
            "reused: same image",
            "rebuilds: the file > 1 is edited",
            "rebuilds: the file > 1 is edited > 2 starts from 1",
        ],
    );
    check_edit(
        "FROM x\nCOPY a /\nRUN y\n",
        "FROM x\nRUN y\n",
        &["reused: same image", "rebuilds: the file > 1 is edited"],
    );
}

#[test]
fn what_is_only_written_otherwise_is_the_same() {
    let same = ["reused: same image", "reused", "reused"];
    for (before, after) in [
        ("FROM x\nRUN y\nCOPY a /\n", "# c\nfrom x AS s\nrun   y\ncopy ./a \"/\"\n"),
        ("FROM x\nRUN y z\nCOPY a /\n", "FROM x\nRUN y \\\n# c\nz\nCOPY [\"a\", \"/\"]\n"),
        ("FROM x\nRUN y\nCOPY a /d\n", "FROM x\nRUN [\"/bin/sh\", \"-c\", \"y\"]\nCOPY a d\n"),
        (
            "FROM x\nRUN <<E\ny\nE\nCOPY --chmod=755 a /\n",
            "FROM x\nRUN <<-F\n\ty\nF\nCOPY --chmod=0755 a /\n",
        ),
    ] {
        check_edit(before, after, &same);
    }
}

#[test]
fn another_value_of_a_variable_is_told_by_its_name() {
    check_edit(
        "FROM x\nENV A=1 B=1\nRUN y\nCOPY a /\n",
        "FROM x\nENV A=1 B=2\nRUN y\nCOPY a /\n",
        &[
            "reused: same image",
            "settings",
            "rebuilds: the file > 2 sees another B",
            "rebuilds: the file > 2 sees another B > 3 starts from 2",
        ],
    );
    check_edit(
        "FROM x\nRUN y\n",
        "FROM x\nARG V=1\nRUN y\n",
        &["reused: same image", "settings", "rebuilds: the file > 2 sees another V"],
    );
    check_edit(
        "FROM x\nENV A=1\nRUN y\n",
        "FROM x\nRUN y\n",
        &["reused: same image", "rebuilds: the file > 1 sees another A"],
    );
}

#[test]
fn variables_count_only_where_they_are_seen() {
    check_edit(
        "FROM x\nENV A=1\nCOPY a /\nWORKDIR /w\n",
        "FROM x\nENV A=2\nCOPY a /\nWORKDIR /w\n",
        &["reused: same image", "settings", "reused", "reused"],
    );
    check_edit(
        "FROM x\nENV A=1\nCOPY a /$A/\n",
        "FROM x\nENV A=2\nCOPY a /$A/\n",
        &["reused: same image", "settings", "rebuilds: the file > 2 is edited"],
    );
    check_edit(
        "FROM x\nRUN y\nENV A=1\n",
        "FROM x\nRUN y\nENV A=2\n",
        &["reused: same image", "reused", "settings"],
    );
    check_edit(
        "FROM x\nENV A=1\nENV B=2\nRUN y\n",
        "FROM x\nENV A=\"1\" B=2\nRUN y\n",
        &["reused: same image", "settings", "reused"],
    );
}

#[test]
fn a_user_or_a_directory_is_part_of_commands_only() {
    check_edit(
        "FROM x\nCOPY a /\nRUN y\n",
        "FROM x\nUSER u\nCOPY a /\nRUN y\n",
        &["reused: same image", "settings", "reused", "rebuilds: the file > 3 is edited"],
    );
    check_edit(
        "FROM x\nSHELL [\"a\"]\nRUN y\nRUN [\"z\"]\n",
        "FROM x\nSHELL [\"b\"]\nRUN y\nRUN [\"z\"]\n",
        &[
            "reused: same image",
            "settings",
            "rebuilds: the file > 2 is edited",
            "rebuilds: the file > 2 is edited > 3 starts from 2",
        ],
    );
}

#[test]
fn an_edited_stage_leaves_open_what_takes_from_it() {
    check_edit(
        "FROM x AS s\nRUN y\nFROM z\nCOPY --from=s /o /o\nRUN w\n",
        "FROM x AS s\nRUN y2\nFROM z\nCOPY --from=s /o /o\nRUN w\n",
        &[
            "reused: same image",
            "rebuilds: the file > 1 is edited",
            "reused: same image",
            "unless same: the file > 1 is edited > 3 takes /o from 1",
            "unless same: the file > 1 is edited > 3 takes /o from 1 > 4 starts from 3",
        ],
    );
}

#[test]
fn files_that_come_another_way_are_the_same_files() {
    check_edit(
        "FROM x\nCOPY a /\n",
        "FROM scratch AS s\nCOPY a /\nFROM x\nCOPY --from=s /a /\n",
        &["settings", "rebuilds: the file > 1 is edited", "reused: same image", "reused"],
    );
    for copied in ["COPY a /", "COPY a /f\nCOPY a /a", "RUN y\nCOPY b a /"] {
        let stage = format!("FROM scratch AS s\n{copied}\nFROM x\nCOPY --from=s /a /\n");
        check_edit(&stage, "FROM x\nCOPY a /\n", &["reused: same image", "reused"]);
    }
    check_edit(
        "FROM x\nCOPY b a /\n",
        "FROM scratch AS s\nCOPY a b /d/\nFROM x\nCOPY --from=s /d/b /d/a /\n",
        &["settings", "rebuilds: the file > 1 is edited", "reused: same image", "reused"],
    );
    check_edit(
        "FROM scratch AS s\nCOPY dir /a\nFROM x\nCOPY --from=s /a /\n",
        "FROM x\nCOPY a /\n",
        &["reused: same image", "rebuilds: the file > 1 is edited"],
    );
    check_edit(
        "FROM x AS s\nFROM z\nCOPY --from=s /o /\n",
        "FROM x AS renamed\nFROM z\nCOPY --from=0 /o /\n",
        &["reused: same image", "reused: same image", "reused"],
    );
}
