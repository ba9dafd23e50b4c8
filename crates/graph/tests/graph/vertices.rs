//! What BuildKit is asked for: an operation for each step, and what it needs.

use crate::{draw, inputs};

/// Checks what the vertices of `source` do, the default target without build arguments.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    assert_eq!(draw::operations(source, &inputs(None, &[])), expected);
}

#[test]
fn steps_stand_on_each_other_and_settings_make_none() {
    check(
        "FROM a\nENV A=1\nWORKDIR /w\nCOPY b c/\nUSER u:g\nWORKDIR d\nRUN x\nCMD y\n",
        &[
            "[1/5] FROM docker.io/library/a:latest: docker.io/library/a:latest for linux/amd64",
            "[2/5] WORKDIR /w <- 0: mkdir /w 755",
            "[internal] load build context: local://context",
            "[3/5] COPY b c/ <- 1 2: copy /b -> /w/c/",
            "[4/5] WORKDIR d <- 3: mkdir /w/d 755 of u:g",
            "[5/5] RUN x <- 4: /bin/sh -c x A=1 in /w/d as u:g",
        ],
    );
}

#[test]
fn nothing_stands_below_the_first_step_on_scratch() {
    check(
        "FROM scratch\nCOPY a b /d/\n",
        &[
            "[internal] load build context: local://context",
            "[1/1] COPY a b /d/ <- 0: copy /a -> /d/, copy /b -> /d/",
        ],
    );
    check("FROM scratch\nENV A=1\n", &[]);
    check("FROM scratch\nWORKDIR /\n", &[]);
}

#[test]
fn only_what_the_target_needs_is_there_and_equal_vertices_once() {
    check(
        "FROM a AS unused\nRUN x\nFROM a AS b\nRUN y\nFROM a AS c\nRUN y\nCOPY --from=b /o /\n",
        &[
            "[b 1/2] FROM docker.io/library/a:latest: docker.io/library/a:latest for linux/amd64",
            "[b 2/2] RUN y <- 0: /bin/sh -c y",
            "[c 3/3] COPY --from=b /o / <- 1: copy /o -> /",
        ],
    );
}

#[test]
fn linked_copies_are_merged_in() {
    check(
        "FROM a\nCOPY --link x /\n",
        &[
            "[1/2] FROM docker.io/library/a:latest: docker.io/library/a:latest for linux/amd64",
            "[internal] load build context: local://context",
            "[2/2] COPY --link x / <- 1: copy /x -> /",
            "[2/2] LINK COPY --link x / <- 0 2: merge",
        ],
    );
    check(
        "FROM scratch\nCOPY --link --chmod=u+x x /\n",
        &[
            "[internal] load build context: local://context",
            "[1/1] COPY --link --chmod=u+x x / <- 0: copy /x -> / u+x",
        ],
    );
}

#[test]
fn copies_carry_what_their_flags_say() {
    let copies = |line: &str| {
        let last = draw::operations(&format!("FROM scratch\n{line}\n"), &inputs(None, &[])).pop().unwrap();
        last.split_once(": ").unwrap().1.to_owned()
    };
    for (line, expected) in [
        ("COPY ../../a/./b/../c /", "copy /a/c -> /"),
        ("COPY . .", "copy / -> /"),
        ("COPY a/ b/.", "copy /a -> /b/."),
        ("COPY --chown=1:2 --chmod=0755 a /b", "copy /a -> /b 755 of 1:2"),
        ("COPY --chown=u a /b", "copy /a -> /b of u"),
        ("COPY --exclude=*.md --exclude=x a /b", "copy /a -> /b without *.md without x"),
        ("COPY --parents a/./b/c /d/", "copy /a -> /d/ with b/c requires /a/b/c"),
        ("COPY --parents a/**/c /d/", "copy / -> /d/ with a/**/c"),
        ("ADD a.tar /", "copy /a.tar -> / unpacked"),
        ("ADD --unpack=false a.tar /", "copy /a.tar -> /"),
        ("ADD https://h/p/f.tar /", "copy /f.tar -> /"),
        ("ADD --unpack https://h/p/f.tar /", "copy /f.tar -> / unpacked"),
        ("ADD https://h /d/", "copy /__unnamed__ -> /d/"),
        ("ADD https://h/r.git#v1 /d", "copy / -> /d"),
        ("COPY <<E /d/\nx\nE", "copy /E -> /d/"),
        ("COPY a <<E /d/\nx\nE", "copy /a -> /d/, copy /E -> /d/"),
    ] {
        assert_eq!(copies(line), expected, "{line}");
    }
}

#[test]
fn downloads_and_documents_are_vertices_of_their_own() {
    check(
        "FROM scratch\nADD https://h/f git@h:o/r.git#v1 /d/\nCOPY <<-\"E\" <<F /d/\n\t$x\nE\n$y z\nF\n",
        &[
            "[1/2] ADD https://h/f git@h:o/r.git#v1 /d/: https://h/f",
            "[1/2] ADD https://h/f git@h:o/r.git#v1 /d/: git://h/o/r.git#v1",
            "[1/2] ADD https://h/f git@h:o/r.git#v1 /d/ <- 0 1: copy /f -> /d/, copy / -> /d/",
            "[internal] preparing inline document: mkfile /E 644 \"$x\\n\"",
            "[internal] preparing inline document: mkfile /F 644 \" z\\n\"",
            "[2/2] COPY <<-E <<F /d/ <- 2 3 4: copy /E -> /d/, copy /F -> /d/",
        ],
    );
}

#[test]
fn a_script_is_mounted_and_a_plain_heredoc_is_the_command() {
    check(
        "FROM scratch\nRUN <<E\n#!/bin/x\ny\nE\nRUN <<-E\n\ty $z\nE\nRUN cat <<E >f\nw\nE\n",
        &[
            "[internal] preparing inline document: mkfile /E 755 \"#!/bin/x\\ny\\n\"",
            "[1/3] RUN <<E (#!/bin/x...) <- 0: /bin/sh -c /dev/pipes/E, bind at /dev/pipes/",
            "[2/3] RUN <<-E (y $z) <- 1: /bin/sh -c y $z\n",
            "[3/3] RUN cat <<E >f <- 2: /bin/sh -c cat <<E >f\nw\nE",
        ],
    );
}

#[test]
fn commands_see_their_mounts_sorted_by_target() {
    let run = |flags: &str| {
        let source = format!("FROM scratch AS s\nCOPY f /\nFROM scratch\nWORKDIR /w\nRUN {flags} x\n");
        let last = draw::operations(&source, &inputs(None, &[])).pop().unwrap();
        let (_, seen) = last.split_once(": /bin/sh -c x").unwrap();
        seen.replacen(" in /w", "", 1).trim_start_matches([',', ' ']).to_owned()
    };
    for (flags, expected) in [
        ("--mount=target=/z --mount=from=s,target=b", "bind at /w/b, bind at /z"),
        ("--mount=source=a/../b,target=/c,rw", "writable bind of /b at /c"),
        ("--mount=type=cache,target=/c", "Shared cache //c at /c"),
        ("--mount=type=cache,target=c,id=k,sharing=locked,ro", "Locked cache /k read-only at /w/c"),
        ("--mount=type=cache,target=/c,mode=0700", "Shared cache //c of /cache at /c"),
        ("--mount=type=tmpfs,target=/t,size=1k", "tmpfs 1024 at /t"),
        ("--mount=type=secret,id=a/b", "secret a/b 0:0 400 at /run/secrets/b"),
        ("--mount=type=secret,id=a,target=/t,uid=1,mode=0440,required", "secret a 1:0 440 required at /t"),
        (
            "--mount=type=ssh",
            "SSH_AUTH_SOCK=/run/buildkit/ssh_agent.0, ssh default 0:0 600 at /run/buildkit/ssh_agent.0",
        ),
        (
            "--mount=type=ssh,target=/a --mount=type=secret,target=/s --mount=type=tmpfs,target=/t",
            "SSH_AUTH_SOCK=/a, tmpfs 0 at /t, secret s 0:0 400 at /s, ssh default 0:0 600 at /a",
        ),
        ("--network=none --security=insecure", "network none security insecure"),
    ] {
        assert_eq!(run(flags), expected, "{flags}");
    }
}

#[test]
fn a_source_that_is_used_twice_is_one_input() {
    check(
        "FROM scratch AS s\nCOPY f /\nFROM a\nRUN --mount=from=s,target=/x --mount=from=s,target=/y z\nCOPY --from=a /e /f\n",
        &[
            "FROM docker.io/library/a:latest: docker.io/library/a:latest for linux/amd64",
            "[internal] load build context: local://context",
            "[s 1/1] COPY f / <- 1: copy /f -> /",
            "[stage-1 2/3] RUN --mount=from=s,target=/x --mount=from=s,target=/y z <- 0 2: /bin/sh -c z, bind at /x, bind at /y",
            "[stage-1 3/3] COPY --from=a /e /f <- 3 0: copy /e -> /f",
        ],
    );
}

#[test]
fn build_arguments_of_buildkit_itself_reach_the_operations() {
    let drawn = |arguments: &[_]| {
        let source = "FROM scratch\nWORKDIR /w\nRUN --mount=type=cache,target=/c x\n";
        draw::operations(source, &inputs(None, arguments)).join("; ").replace("[stage-0 ", "[")
    };
    assert_eq!(
        drawn(&[("SOURCE_DATE_EPOCH", "7"), ("BUILDKIT_CACHE_MOUNT_NS", "n"), ("http_proxy", "p")]),
        "[1/2] WORKDIR /w: mkdir /w 755 at 7; [2/2] RUN --mount=type=cache,target=/c x <- 0: /bin/sh -c x in /w, Shared cache n//c at /c"
    );
    assert_eq!(
        drawn(&[("BUILDKIT_SANDBOX_HOSTNAME", "h")]),
        "[1/2] WORKDIR /w: mkdir /w 755; [2/2] RUN --mount=type=cache,target=/c x <- 0: /bin/sh -c x in /w on h, Shared cache //c at /c"
    );
}
