use crate::check;

/// The Dockerfile that many introductions show, with the files of this test's context.
const PIP: &str = "FROM python:3.11-slim\nWORKDIR /app\nCOPY dir/c .\nRUN pip install --no-cache-dir -r c\nCOPY . .\nCMD [\"python\", \"run.py\"]\n";

#[test]
fn a_changed_file_rebuilds_from_the_step_that_reads_it_on() {
    check(
        PIP,
        "dir/c",
        &[
            "reused: same image",
            "reused",
            "rebuilds: dir/c > 2 reads \"dir/c\"",
            "rebuilds: dir/c > 2 reads \"dir/c\" > 3 starts from 2",
            "rebuilds: dir/c > 2 reads \"dir/c\" > 4 starts from 3",
            "settings",
        ],
    );
    check(
        PIP,
        "a",
        &["reused: same image", "reused", "reused", "reused", "rebuilds: a > 4 reads \".\"", "settings"],
    );
    check(PIP, "missing", &["reused: same image", "reused", "reused", "reused", "reused", "settings"]);
}

#[test]
fn steps_read_what_their_sources_select() {
    check("FROM scratch\nCOPY dir /\n", "dir/d", &["settings", "rebuilds: dir/d > 1 reads \"dir\""]);
    check("FROM scratch\nCOPY dir /\n", "a", &["settings", "reused"]);
    check("FROM scratch\nCOPY [ab] /\n", "b", &["settings", "rebuilds: b > 1 reads \"[ab]\""]);
    check("FROM scratch\nCOPY d*/c /\n", "dir/d", &["settings", "reused"]);
    check("FROM scratch\nCOPY a b /\n", "b", &["settings", "rebuilds: b > 1 reads \"b\""]);
    check("FROM scratch\nADD ./ /\n", "dir/d", &["settings", "rebuilds: dir/d > 1 reads \".\""]);
    check("FROM scratch\nCOPY --exclude=c dir /\n", "dir/c", &["settings", "reused"]);
    check(
        "FROM scratch\nCOPY --parents **/c /\n",
        "dir/c",
        &["settings", "rebuilds: dir/c > 1 reads \"**/c\""],
    );
    check("FROM scratch\nADD https://x/y /\nCOPY <<E /\na\nE\n", "a", &["settings", "reused", "reused"]);
}

#[test]
fn a_run_reads_what_it_mounts_from_the_context() {
    let source = "FROM x\nRUN --mount=type=bind,source=a,target=/a y\nRUN --mount=target=/m z\nRUN --mount=type=cache,target=/c z\n";
    check(
        source,
        "a",
        &[
            "reused: same image",
            "rebuilds: a > 1 reads \"a\"",
            "rebuilds: a > 1 reads \"a\" > 2 starts from 1",
            "rebuilds: a > 1 reads \"a\" > 3 starts from 2",
        ],
    );
    check(
        source,
        "b",
        &[
            "reused: same image",
            "reused",
            "rebuilds: b > 2 reads \".\"",
            "rebuilds: b > 2 reads \".\" > 3 starts from 2",
        ],
    );
}

#[test]
fn a_linked_copy_does_not_depend_on_the_step_before() {
    let source = "FROM x\nCOPY a /\nCOPY --link b /\nRUN y\n";
    check(
        source,
        "a",
        &[
            "reused: same image",
            "rebuilds: a > 1 reads \"a\"",
            "reused",
            "rebuilds: a > 1 reads \"a\" > 3 starts from 2",
        ],
    );
    check(
        source,
        "b",
        &[
            "reused: same image",
            "reused",
            "rebuilds: b > 2 reads \"b\"",
            "rebuilds: b > 2 reads \"b\" > 3 starts from 2",
        ],
    );
}

#[test]
fn broken_lines_do_not_hide_the_rest() {
    check(
        "FROM x\nCOPY a\nNOPE\nCOPY a /\n",
        "a",
        &["reused: same image", "settings", "settings", "rebuilds: a > 3 reads \"a\""],
    );
    check("", "a", &[]);
    check("RUN x\nARG\n", "a", &["settings", "settings"]);
    check("FROM\nRUN x\n", "a", &["settings", "reused"]);
}
