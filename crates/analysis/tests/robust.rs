//! What holds for any text: the graph is built and builds are replayed, whatever it says, and neither panics.

#![expect(clippy::string_slice, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use onionskin_analysis::{Context, Setup, analyze};
use onionskin_cache::{Baseline, Change, Entry, FileTree, IgnoreFile, NoCache, Reruns, World};
use onionskin_graph::{Inputs, KnownImages, OtherImages, build, definition, image};

/// Dockerfiles that between them use all of the language, well and badly.
const TEXTS: &[&str] = &[
    "# syntax=docker/dockerfile:1\n# escape=`\nARG V=1 W\nFROM --platform=$BUILDPLATFORM a:$V AS b\nARG V\nENV A=$V`\n  B=${W:-x}\nRUN x `\n\nWORKDIR C:`a\n",
    "FROM a AS s\nCOPY --chown=u:g --chmod=u+x --link a* dir/ /d/\nFROM s\nRUN --mount=type=cache,target=/c,from=s,source=d,uid=1 --mount=type=secret,id=a,env=B --mount=type=ssh,required y\nCOPY --from=0 --exclude=*.md /d/./x .\n",
    "FROM scratch\nADD --keep-git-dir=true https://github.com/o/r.git#v1:sub git@h:o/r.git https://h/f.tar?x=1 /d/\nADD --checksum=sha256:0123456789012345678901234567890123456789012345678901234567890123 https://h/f /\n",
    "FROM a\nCOPY --parents ./a/./b/**/c ?[x-z] /p/\nCOPY <<E <<-\"F\" /h/\n$A\nE\n\tb\n\tF\nRUN <<G\n#!/bin/x\n${A:?no}\nG\n",
    "FROM a AS b\nONBUILD RUN --mount=from=c,target=/x y\nONBUILD COPY --from=c / /\nONBUILD ONBUILD RUN x\nFROM x AS c\nFROM b\nEXPOSE 80-90/udp 1.2.3.4:5:6 [::1]::7\nVOLUME [\"/a\", \"b\"]\nSTOPSIGNAL SIGRTMIN+3\n",
    "FROM a AS a\nCOPY --from=b / /\nFROM b AS b\nCOPY --from=a / /\nFROM a\nCOPY --from=9 / /\nCOPY --from=$X / /\nHEALTHCHECK --interval=1h2m3.5s CMD [\"a\"]\nSHELL [\"s\"]\nENTRYPOINT e\nUSER $U:1\nCMD []\n",
    "FROM a\nENV A=${B#*x} C=${B%%y} D=${B//a/b} E=${#} F=${!} G=\"${H-'${I+j}'}\" K=$1$@$ L=${M:=n}\nLABEL é=ü \"a b\"=c\nARG Ä=ö\n",
    "FROM --platform=windows/amd64 w\nRUN x\nCOPY a c:\\b\\\nWORKDIR \\x\nENV p=1 P=2\nMAINTAINER m\n",
    "ARG SOURCE_DATE_EPOCH=7\nFROM a@sha256:0123456789012345678901234567890123456789012345678901234567890123\nWORKDIR ../..//a\nWORKDIR $NONE\nCOPY ../../a ..\nCOPY [\"\", \"\"]\n",
];

/// Builds the graph of `text` and replays builds of it in which all kinds of things are different.
fn check(text: &str) {
    let file = onionskin_syntax::parse(text).dockerfile;
    let n_instructions = file.instructions().count();
    let arguments = BTreeMap::from([("V".to_owned(), "2".to_owned()), ("A".to_owned(), "$B${".to_owned())]);
    let images = KnownImages { others: OtherImages::Empty, ..KnownImages::default() };
    let plain = Inputs::default();
    let told = Inputs {
        target: Some("B".to_owned()),
        build_args: arguments.clone(),
        platform: Some("linux/arm/v7".to_owned()),
        contexts: [("a", "docker-image://b"), ("c", "./c")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        images,
    };
    let graphs = [&plain, &told].map(|inputs| build(&file, inputs));
    for (graph, inputs) in graphs.iter().zip([&plain, &told]) {
        assert_eq!(graph.instructions.len(), n_instructions, "{text:?}");
        definition(graph, &file);
        image(graph, inputs);
    }
    let [before, after] = ["old", "new"].map(files);
    let none = BTreeMap::new();
    let world = |graph, files: &FileTree, build_args| World {
        source: text,
        graph,
        files: files.clone(),
        images: BTreeMap::new(),
        build_args,
        no_cache: NoCache::None,
    };
    let base = world(&graphs[0], &before, &none);
    let baseline = Baseline::of(&base, Reruns::Unknown);
    let image = [("docker.io/library/a:latest".to_owned(), "other".to_owned())].into();
    for after in [
        base.clone(),
        world(&graphs[0], &after, &none),
        world(&graphs[1], &before, &arguments),
        world(&graphs[0], &FileTree::default(), &none),
        World { images: image, ..base.clone() },
        World { no_cache: NoCache::All, ..base.clone() },
    ] {
        let replay = baseline.replay(&base, &after);
        assert_eq!(replay.outcomes.len(), n_instructions, "{text:?}");
        assert!(replay.outcomes.iter().all(|outcome| !outcome.causes.is_empty()), "{text:?}");
    }
}

fn files(content: &str) -> FileTree {
    let paths = ["a", "a1", "a/b/x/c", "dir/x", "dir/y.md", "f.tar", "Ä ö"];
    let file = |path: &str| (path.to_owned(), Entry::named_file(content, 0o644));
    let links = [("l", "dir"), ("loop", "loop"), ("out", "../../x")];
    let links = links.map(|(path, target)| (path.to_owned(), Entry::link(target)));
    FileTree::new(paths.into_iter().map(file).chain(links))
}

#[test]
fn every_prefix_and_every_suffix_can_be_built() {
    for text in TEXTS {
        // What stands behind a prefix is of more kinds than what stands in front of a suffix.
        for (at, _) in text.char_indices() {
            check(&text[..at]);
        }
        for (at, _) in text.char_indices().step_by(5) {
            check(&text[at..]);
        }
    }
}

#[test]
fn every_text_with_something_put_in_can_be_built() {
    const INSERTED: [&str; 11] = ["\n", "\\", "\"", "'", "<<", "${", "$A", "[", "\0", "--from=0", "🐳"];
    for text in TEXTS {
        // 3 and the number of texts put in have no factor in common, so each of them stands at each place of some word.
        for ((at, character), inserted) in text.char_indices().step_by(3).zip(INSERTED.into_iter().cycle()) {
            let (before, after) = text.split_at(at);
            check(&[before, inserted, after].concat());
            check(&[before, &after[character.len_utf8()..]].concat());
        }
    }
}

/// Lines that any two of which may stand behind each other in a file.
const LINES: &[&str] = &[
    "FROM a AS s\n",
    "FROM s AS t\n",
    "FROM $V\n",
    "FROM scratch\n",
    "FROM\n",
    "ARG V=1\n",
    "ARG\n",
    "ENV A=$V B=$A\n",
    "ENV\n",
    "RUN x\n",
    "RUN []\n",
    "RUN --mount=from=s,target=/x y\n",
    "RUN --mount=x\n",
    "RUN <<E\nE\n",
    "COPY a /\n",
    "COPY --from=s /x /\n",
    "COPY --from=1 /x /\n",
    "COPY\n",
    "COPY --link l loop out /\n",
    "ADD f.tar /d\n",
    "ADD https://h/f /\n",
    "WORKDIR $V\n",
    "WORKDIR\n",
    "USER u\n",
    "ONBUILD COPY --from=t a /\n",
    "ONBUILD FROM x\n",
    "ONBUILD\n",
    "EXPOSE $V\n",
    "SHELL []\n",
    "CMD x\n",
    "VOLUME\n",
    "NOPE\n",
    "# escape=`\n",
    "\\\n",
    "\u{0}\u{FEFF}\n",
];

/// A row of numbers without a pattern, always the same one (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or_default()
    }
}

#[test]
fn files_of_lines_in_any_order_can_be_built() {
    let mut numbers = Numbers(42);
    for _ in 0..400 {
        let n_lines = numbers.below(20);
        check(&(0..n_lines).map(|_| LINES[numbers.below(LINES.len())]).collect::<String>());
    }
}

#[test]
fn any_bytes_can_be_built() {
    let mut numbers = Numbers(7);
    for _ in 0..200 {
        let bytes: Vec<u8> =
            (0..numbers.below(200)).map(|_| u8::try_from(numbers.below(256)).unwrap_or_default()).collect();
        check(&format!("FROM a\nRUN {}", String::from_utf8_lossy(&bytes)));
        let letters = b"FROMCOPYRUNENVARG $\\{}[]\"'<=-:/\n\n\n";
        let bytes: Vec<u8> = (0..numbers.below(200)).map(|_| letters[numbers.below(letters.len())]).collect();
        check(&String::from_utf8_lossy(&bytes));
    }
}

fn repeated(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |mut text, at| {
        let _ = text.write_str(&line(at));
        text
    })
}

#[test]
fn extreme_files_can_be_built() {
    let deep = "${A:-".repeat(64) + "x" + &"}".repeat(64);
    let files = [
        ("instructions", "FROM a\n".to_owned() + &"RUN x\nCOPY a /\n".repeat(5_000)),
        ("a chain of stages", repeated(5_000, |at| format!("FROM s{at} AS s{}\nRUN x\n", at + 1))),
        (
            "stages that copy from all others",
            repeated(55, |at| {
                format!("FROM a AS s{at}\n") + &repeated(55, |other| format!("COPY --from=s{other} / /\n"))
            }),
        ),
        (
            "stages that copy from all before",
            repeated(55, |at| {
                format!("FROM a AS s{at}\nRUN x\n")
                    + &repeated(at, |other| format!("COPY --from=s{other} / /\n"))
            }),
        ),
        (
            "a circle of stages",
            repeated(2_000, |at| format!("FROM a AS s{at}\nCOPY --from=s{} / /\n", (at + 1) % 2_000)),
        ),
        (
            "values that double",
            "FROM a\nENV A=xxxxxxxx\n".to_owned() + &"ENV A=$A$A\n".repeat(10_000) + "RUN x\n",
        ),
        (
            "global values that double",
            "ARG A=xxxxxxxx\n".to_owned() + &"ARG A=$A$A\n".repeat(10_000) + "FROM a:$A\n",
        ),
        (
            "words that grow",
            "FROM a\nENV A=xxxxxxxx\n".to_owned() + &format!("RUN y\nCOPY {} /\n", "$A".repeat(10_000)),
        ),
        ("values in values", format!("FROM a\nENV B={deep}\nWORKDIR {deep}\nEXPOSE {deep}\n")),
        ("directories in directories", "FROM a\n".to_owned() + &"WORKDIR a\n".repeat(5_000)),
        (
            "triggers that fan out",
            "FROM a AS s\n".to_owned()
                + &repeated(500, |at| format!("ONBUILD RUN x{at}\n"))
                + &repeated(500, |at| format!("FROM s AS t{at}\n"))
                + &repeated(500, |at| format!("COPY --from=t{at} / /\n")),
        ),
        ("ports", "FROM a\n".to_owned() + &"EXPOSE 0-65535 0-65535/udp\n".repeat(20)),
        (
            "mounts",
            "FROM a\nRUN ".to_owned()
                + &repeated(10_000, |at| format!("--mount=type=cache,target=/c{at} \\\n"))
                + "x\n",
        ),
        (
            "mounts of one file",
            "FROM a\nRUN ".to_owned() + &"--mount=source=a,target=/a \\\n".repeat(10_000) + "x\n",
        ),
        ("agents", "FROM a\nRUN ".to_owned() + &"--mount=type=ssh \\\n".repeat(10_000) + "x\n"),
        (
            "heredocs",
            "FROM a\nCOPY ".to_owned()
                + &repeated(10_000, |at| format!("<<E{at} \\\n"))
                + "/d/\n"
                + &repeated(10_000, |at| format!("x\nE{at}\n")),
        ),
        (
            "copies out of many heredocs",
            "FROM scratch AS s\nCOPY ".to_owned()
                + &repeated(2_000, |at| format!("<<E{at} \\\n"))
                + "/d/\n"
                + &repeated(2_000, |at| format!("E{at}\n"))
                + "FROM scratch\n"
                + &repeated(2_000, |at| format!("COPY --from=s /d/E{at} /\n")),
        ),
        ("arguments", repeated(10_000, |at| format!("ARG A{at}=$A{}x\n", at / 2)) + "FROM a\nRUN x\n"),
        (
            "stages of one name",
            "FROM a AS s\n".to_owned() + &"FROM s AS s\nRUN x\n".repeat(2_000) + "COPY --from=s / /\n",
        ),
    ];
    for (name, text) in files {
        let file = onionskin_syntax::parse(&text).dockerfile;
        let graph = build(&file, &Inputs::default());
        assert_eq!(graph.instructions.len(), file.instructions().count(), "{name}");
        definition(&graph, &file);
        let analysis = analyze(&text, &Setup { change: Change::AppCode, ..Setup::default() });
        for scenario in &analysis.scenarios {
            assert_eq!(scenario.replay().outcomes.len(), graph.instructions.len(), "{name}");
        }
    }
}

#[test]
fn any_context_and_change_can_be_analyzed() {
    let source =
        "FROM a\nCOPY . /\nCOPY a dir l /x/\nCOPY **/x loop/* /y/\nRUN --mount=source=dir,target=/m y\n";
    let (ignore, _) = IgnoreFile::parse("[\n!\n**/y.md\n!dir/y.md\n..\n\u{0}");
    let paths = ["", "/", "a", "a/", "a/b", "../a", "dir", "loop", "\0", "Ä ö", "none/none"];
    for ignore in [None, Some(&ignore)] {
        let context = Context::new(&files("old"), ignore);
        let all = Change::Files(paths.map(str::to_owned).to_vec());
        let one = paths.map(|path| Change::File(path.to_owned()));
        let others = [
            Change::BaseImage("a".to_owned()),
            Change::Argument("A".to_owned()),
            Change::Dockerfile,
            Change::NoCache,
            Change::Files(Vec::new()),
            all,
        ];
        for change in one.into_iter().chain(others) {
            for context in [None, Some(context.clone())] {
                let analysis =
                    analyze(source, &Setup { change: change.clone(), context, ..Setup::default() });
                assert!(analysis.chosen < analysis.scenarios.len());
            }
        }
    }
}
