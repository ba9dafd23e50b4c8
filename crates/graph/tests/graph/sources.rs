use crate::check;

#[test]
fn add_downloads_and_heredocs_are_inline() {
    check(
        "FROM a\nADD https://x/y.tar git@h:r.git z /d/\nCOPY <<EOF <<-\"B\" /e/\n\tone\nEOF\n\ttwo\n\tB\nCOPY [\"a b\", \"/c d\"]\n",
        &[
            "[1/4] pull a",
            "[2/4] copy remote:https://x/y.tar remote:git@h:r.git context:z -> /d/",
            "[3/4] copy inline:EOF inline:B -> /e/",
            "[4/4] copy context:a b -> /c d",
        ],
    );
}

#[test]
fn link_is_ignored_with_chmod() {
    check(
        "FROM scratch\nCOPY --link a /\nCOPY --link --chmod=644 a /\nCOPY --link=false a /\n",
        &["[1/3] link context:a -> /", "[2/3] copy context:a -> /", "[3/3] copy context:a -> /"],
    );
}

#[test]
fn mounts_say_what_they_bring() {
    check(
        "FROM a AS s\nFROM b\nWORKDIR /w\nRUN --mount=target=. --mount=type=bind,source=./x.txt,dst=x --mount=type=cache,target=/c --mount=type=bind,from=s,src=o,target=/o --mount=type=secret,id=dir/t --mount=type=ssh --mount=from=img,target=/i y\n",
        &[
            "[s 1/1] pull a",
            "[stage-1 1/3] pull b",
            "[stage-1 2/3] mkdir /w",
            "[stage-1 3/3] run with bind context: at /w, bind context:x.txt at /w/x, cache nothing at /c, bind stage 0:/o at /o, secret nothing at /run/secrets/t, ssh nothing at /run/buildkit/ssh_agent.0, bind image img:/ at /i",
        ],
    );
}
