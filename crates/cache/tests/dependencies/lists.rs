use onionskin_cache::{Bystander, Dependency, dependencies};
use onionskin_graph::Inputs;

use crate::{draw, graph, last_step};

/// Checks the lists of the last step of `source`. Instructions count from 0.
#[track_caller]
fn check(source: &str, could: &[&str], never: &[&str]) {
    let graph = graph(source, &Inputs::default());
    let found = dependencies(&graph, last_step(&graph)).expect("a step");
    let could_found: Vec<_> = found.could.iter().map(draw::dependency).collect();
    assert_eq!(could_found, could, "could");
    let never_found: Vec<_> = found.never.iter().map(draw::bystander).collect();
    assert_eq!(never_found, never, "never");
}

#[test]
fn a_command_depends_on_what_it_starts_from_and_on_what_it_says() {
    check(
        "FROM x\nRUN a\n",
        &[
            "starts from 0",
            "command",
            "settings of image 0, user, workdir",
            "new settings",
            "options linux/amd64",
            "cache or no-cache",
        ],
        &["elsewhere", "time", "other files than []", "build options", "settings", "formatting"],
    );
}

#[test]
fn a_command_depends_on_every_setting_in_force_used_or_not() {
    check(
        "ARG G=1\nARG U\nFROM x:$G AS b\nARG A=1 B\nENV C=1 D=$A\nWORKDIR /w\nUSER u\nSHELL [\"/bin/bash\", \"-c\"]\nRUN a\nARG L=1\nLABEL x=y\n",
        &[
            "starts from 5",
            "command",
            "arguments A of 3",
            "unset B of 3",
            "variables C of 4, D of 4",
            "shell of 7",
            "workdir /w of 5",
            "user u of 6",
            "settings of image 2",
            "new settings",
            "options linux/amd64",
            "cache or no-cache of b",
        ],
        &[
            "elsewhere",
            "time",
            "other files than []",
            "other arguments L of 9, U of 1",
            "declarations B of 3",
            "build options",
            "settings",
            "formatting",
        ],
    );
}

#[test]
fn mounts_count_by_their_content_or_not_at_all() {
    check(
        "FROM x AS s\nRUN a\nFROM y\nARG V=1\nRUN --mount=source=q,target=/q --mount=from=s,source=/o,target=/o --mount=type=cache,target=/c --mount=type=cache,target=/d,id=z --mount=type=secret,id=k --mount=type=secret,id=j,env=J --mount=type=ssh --mount=type=tmpfs,target=/t --network=none b\n",
        &[
            "starts from 2",
            "command",
            "files context:q at /q",
            "files 0:/o at /o",
            "arguments V of 3",
            "caches /c, /d with namespace",
            "secrets j, k",
            "agents",
            "memory /t",
            "settings of image 2, user, workdir",
            "new settings",
            "options linux/amd64",
            "cache or no-cache",
        ],
        &[
            "time",
            "in caches /c, /d",
            "secret values j, k",
            "agent keys",
            "same files of 0",
            "file times",
            "other files than [4]",
            "build options",
            "settings",
            "formatting",
        ],
    );
}

#[test]
fn a_copy_depends_on_what_it_takes_and_on_what_its_text_comes_to() {
    check(
        "FROM x\nARG V=1\nWORKDIR /w\nCOPY a b/c ./$V/\n",
        &[
            "starts from 2",
            "files context:a, context:b/c",
            "names a, c",
            "destination /w/1/",
            "flags",
            "uses V of 1",
            "cache or no-cache",
        ],
        &["file times", "other files than [3]", "settings", "formatting"],
    );
}

#[test]
fn a_copy_of_everything_takes_the_dockerfile_along() {
    check(
        "FROM x\nARG V=1\nWORKDIR /w\nCOPY . .\n",
        &["starts from 2", "files context:", "names /", "destination /w/", "flags", "cache or no-cache"],
        &["file times", "other files than [3] all", "unread variables V of 1"],
    );
}

#[test]
fn what_a_step_starts_from_decides_which_changes_it_never_sees() {
    check(
        "FROM x\nWORKDIR /w\nCOPY . .\nRUN y",
        &[
            "starts from 2",
            "command",
            "workdir /w of 1",
            "settings of image 0, user",
            "new settings",
            "options linux/amd64",
            "cache or no-cache",
        ],
        &["elsewhere", "time", "other files than [2] all", "build options"],
    );
}

#[test]
fn a_linked_copy_stands_on_nothing() {
    check(
        "FROM x AS s\nRUN a\nFROM y\nCOPY --link --from=s /o /o\n",
        &["files 0:/o", "names o", "destination /o", "flags", "cache or no-cache"],
        &["steps before", "same files of 0", "other files than []", "settings", "formatting"],
    );
}

#[test]
fn what_comes_out_of_the_stage_that_a_copy_stands_on_is_part_of_it() {
    check(
        "FROM x AS s\nRUN a\nFROM s\nCOPY --from=s /o /o\n",
        &["starts from 1", "names o", "destination /o", "flags", "cache or no-cache"],
        &["other files than []", "settings", "formatting"],
    );
}

#[test]
fn a_download_counts_by_its_content_and_name() {
    check(
        "FROM x\nADD https://x.test/a.tar /\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://x.test/b?c=d /\n",
        &[
            "starts from 1",
            "download https://x.test/b?c=d pinned",
            "names b",
            "destination /",
            "flags",
            "cache or no-cache",
        ],
        &["same download pinned", "other files than []", "settings", "formatting"],
    );
}

#[test]
fn a_repository_counts_by_its_files() {
    check(
        "FROM x\nADD https://github.com/a/b.git#v1 /\n",
        &[
            "starts from 0",
            "download https://github.com/a/b.git#v1 git",
            "destination /",
            "flags",
            "cache or no-cache",
        ],
        &["other files than []", "settings", "formatting"],
    );
}

#[test]
fn with_parents_all_of_a_path_counts() {
    check(
        "FROM x\nCOPY --parents a/./b/*.c d /\n",
        &[
            "starts from 0",
            "files context:a/b/*.c, context:d",
            "names b/*.c, d",
            "destination /",
            "flags",
            "cache or no-cache",
        ],
        &["file times", "other files than [1]", "settings", "formatting"],
    );
}

#[test]
fn a_heredoc_counts_by_its_name_and_text() {
    check(
        "FROM x\nCOPY <<A <<B /\n1\nA\n2\nB\n",
        &["starts from 0", "documents A, B", "destination /", "flags", "cache or no-cache"],
        &["other files than []", "settings", "formatting"],
    );
}

#[test]
fn a_working_directory_depends_on_its_path_and_owner() {
    check(
        "FROM x\nARG P=q\nARG Q=1\nUSER u:v\nWORKDIR /a/$P/$HOME\n",
        &[
            "starts from 0",
            "directory /a/$P/$HOME",
            "user u:v of 3",
            "uses HOME of 0, P of 1",
            "epoch",
            "cache",
        ],
        &["no-cache", "other files than []", "unread variables Q of 2", "settings", "formatting"],
    );
}

#[test]
fn an_image_depends_on_what_its_name_comes_to() {
    check(
        "ARG V=1\nARG W=$V\nARG Z=1\nFROM --platform=$BUILDPLATFORM x:$W\n",
        &["image x:1", "uses W of 1", "platform linux/amd64", "cache"],
        &["moved tag", "other name", "no-cache", "other arguments Z of 2", "settings", "formatting"],
    );
}

#[test]
fn a_digest_fixes_an_image() {
    check(
        "FROM x@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d\n",
        &[
            "image x@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d pinned",
            "platform linux/amd64",
            "cache",
        ],
        &["moved tag pinned", "other name", "no-cache", "settings", "formatting"],
    );
}

#[test]
fn settings_and_lines_that_are_no_steps_have_no_lists() {
    let graph = graph("ARG A\nFROM scratch\nENV B=1\nWORKDIR /\nCMD x\n", &Inputs::default());
    for at in 0..=graph.instructions.len() {
        assert_eq!(dependencies(&graph, at), None, "{at}");
    }
}

#[test]
fn an_argument_of_a_base_stage_is_hidden_by_its_env() {
    let source = "FROM x AS a\nENV V=1\nARG V=2 W=3\nFROM a\nRUN b\n";
    let graph = graph(source, &Inputs::default());
    let found = dependencies(&graph, 4).expect("a step");
    let found: Vec<_> = found.could.iter().map(draw::dependency).collect();
    assert_eq!(found[2..4], ["arguments W of 2", "variables V of 1"]);
}

#[test]
fn every_variable_of_a_command_is_listed_once() {
    let source =
        "ARG G=1\nFROM scratch AS a\nARG G\nENV B=$G C=2\nARG C=3 D\nFROM a\nENV E=4 B=5\nARG E=6\nRUN b\n";
    let graph = graph(source, &Inputs::default());
    let at = last_step(&graph);
    let mut named = Vec::new();
    for one in dependencies(&graph, at).expect("a step").could {
        if let Dependency::Arguments(names) | Dependency::Variables(names) = one {
            named.extend(names.into_iter().map(|assigned| assigned.name));
        }
    }
    named.sort();
    let mut set: Vec<_> = graph.instructions[at].env.iter().map(|(name, _)| name).collect();
    set.sort_unstable();
    set.retain(|name| *name != "PATH");
    assert_eq!(named, set, "all but the PATH that BuildKit sets");
}

#[test]
fn a_declared_proxy_counts_and_the_time_of_new_files_only_for_directories() {
    let declared =
        dependencies(&graph("FROM x\nARG http_proxy\nRUN a\n", &Inputs::default()), 2).expect("a step");
    assert!(!declared.never.contains(&Bystander::BuildOptions));
    let inputs =
        Inputs { build_args: [("SOURCE_DATE_EPOCH".to_owned(), "1".to_owned())].into(), ..Inputs::default() };
    let copied = dependencies(&graph("FROM x\nCOPY a /\n", &inputs), 1).expect("a step");
    assert!(!copied.could.contains(&Dependency::Epoch));
    let made = dependencies(&graph("FROM x\nWORKDIR /w\n", &inputs), 1).expect("a step");
    assert!(made.could.contains(&Dependency::Epoch));
}

#[test]
fn large_files_take_time_in_proportion() {
    const N: usize = 5_000;
    let lines = |line: &dyn Fn(usize) -> String| (1..N).map(line).collect::<String>();
    let sources = [
        lines(&|_| "COPY a /\nRUN x\n".to_owned()),
        lines(&|i| format!("ENV A{i}=$A{}\nARG B{i} C{i}=1\n", i - 1)),
        lines(&|i| format!("FROM s{} AS s{i}\nARG A{i}=1\nCOPY --from=s0 a /\n", i - 1)),
        lines(&|i| format!("FROM scratch AS s{i}\nCOPY --from=s{} / /\n", i - 1)),
    ];
    for source in sources {
        let graph = graph(&format!("FROM scratch AS s0\nCOPY a /\n{source}RUN x\n"), &Inputs::default());
        assert!(dependencies(&graph, last_step(&graph)).is_some());
    }
}
