//! Pairs of worlds that differ in one thing only: a dependency of the last step rebuilds it, a bystander does not.

use std::collections::{BTreeMap, BTreeSet};

use onionskin_cache::{
    Bystander, Dependency, Entry, FileTree, NoCache, Reruns, Verdict, World, dependencies, simulate,
};
use onionskin_graph::{BuildGraph, Inputs, full_reference};

use crate::{draw, graph, last_step};

/// All that a build is made of.
#[derive(Clone, Default)]
struct Build {
    source: String,
    files: BTreeMap<&'static str, &'static str>,
    arguments: BTreeMap<String, String>,
    /// What the image `x` holds.
    image: &'static str,
    platform: Option<String>,
    no_cache: NoCache,
}

impl Build {
    fn of(source: &str) -> Self {
        let files = [("a", "1"), ("b", "1"), ("d/e", "1"), ("Dockerfile", "1")].into();
        Self { source: source.to_owned(), files, image: "1", ..Self::default() }
    }

    fn source(&self, from: &str, to: &str) -> Self {
        assert!(self.source.contains(from), "{from:?}");
        Self { source: self.source.replace(from, to), ..self.clone() }
    }

    fn file(&self, path: &'static str, content: &'static str) -> Self {
        let mut other = self.clone();
        other.files.insert(path, content);
        other
    }

    fn argument(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.arguments.insert(name.to_owned(), value.to_owned());
        other
    }

    fn graph(&self) -> BuildGraph {
        let inputs = Inputs {
            build_args: self.arguments.clone(),
            platform: self.platform.clone(),
            ..Inputs::default()
        };
        graph(&self.source, &inputs)
    }

    fn world<'a>(&'a self, graph: &'a BuildGraph) -> World<'a> {
        let file = |(path, content): (&&str, &&str)| ((*path).to_owned(), Entry::named_file(content, 0o644));
        World {
            source: &self.source,
            graph,
            files: FileTree::new(self.files.iter().map(file)),
            images: [(full_reference("x"), self.image.to_owned())].into(),
            build_args: &self.arguments,
            no_cache: self.no_cache.clone(),
        }
    }

    /// What becomes of the last step when `after` is built behind this. Commands that run again write the same.
    fn verdict(&self, after: &Self) -> Verdict {
        let graphs = (self.graph(), after.graph());
        let (before, world) = (self.world(&graphs.0), after.world(&graphs.1));
        let replay = simulate(Some(&before), &world, Reruns::Same);
        replay.outcomes[last_step(&graphs.1)].verdict
    }

    fn could(&self) -> Vec<Dependency> {
        let graph = self.graph();
        dependencies(&graph, last_step(&graph)).expect("a step").could
    }

    fn never(&self) -> Vec<Bystander> {
        let graph = self.graph();
        dependencies(&graph, last_step(&graph)).expect("a step").never
    }
}

/// A change and the line of the list that it is told by.
type Pair = (Build, Vec<(&'static str, Build)>);

const COMMAND: &str = "FROM x AS s\nRUN make\nCOPY b /o\nFROM x\nARG V=1 U\nENV E=1\nWORKDIR /w\nUSER u\n\
    SHELL [\"/bin/bash\", \"-c\"]\nRUN --mount=source=a,target=/a --mount=from=s,source=/o,target=/o \
    --mount=type=cache,target=/c --mount=type=secret,id=k --mount=type=ssh --mount=type=tmpfs,target=/t go\n";

fn command() -> Build {
    Build::of(COMMAND)
}

/// Changes of what a list names.
fn dependent() -> Vec<Pair> {
    let run = command();
    let plain = Build::of("FROM x\nRUN go\n");
    let copy = Build::of("FROM x\nARG D=/d\nRUN z\nCOPY --chown=1:1 a b $D/\n");
    let heredoc = Build::of("FROM x\nCOPY <<A /\nb\nA\n");
    let workdir = Build::of("FROM x\nARG D=d\nUSER u\nWORKDIR /w/$D\n");
    let bare = Build::of("FROM x\nWORKDIR /w\n");
    let from = Build::of("ARG T=1\nFROM x:$T\n");
    let pull = Build::of("FROM x\n");
    let download = Build::of("FROM x\nADD https://x.test/f /\n");
    vec![
        (
            run.clone(),
            vec![
                ("starts from", run.source("WORKDIR /w", "COPY b /\nWORKDIR /w")),
                ("files context", run.file("a", "2")),
                ("files 0", run.file("b", "2")),
                ("command", run.source("go", "go  on")),
                ("arguments", run.argument("V", "2")),
                ("unset", run.argument("U", "2")),
                ("variables", run.source("E=1", "E=2")),
                ("workdir", run.source("WORKDIR /w", "WORKDIR /w/")),
                ("user", run.source("USER u", "USER v")),
                ("shell", run.source("bash", "ash")),
                ("caches", run.source("target=/c", "target=/d")),
                ("secrets", run.source("id=k", "id=l")),
                ("agents", run.source("type=ssh", "type=ssh,target=/x")),
                ("memory", run.source("target=/t", "target=/t,size=1m")),
                ("new settings", run.source("USER u", "USER u\nENV N=1")),
                ("options", Build { platform: Some("linux/arm64".to_owned()), ..run.clone() }),
                ("options", run.argument("BUILDKIT_SANDBOX_HOSTNAME", "h")),
                ("cache", Build { no_cache: NoCache::All, ..run.clone() }),
            ],
        ),
        (
            plain.clone(),
            vec![
                ("starts from", Build { image: "2", ..plain.clone() }),
                // What the image sets is part of what it is.
                ("settings of image", Build { image: "2", ..plain.clone() }),
            ],
        ),
        (
            copy.clone(),
            vec![
                ("starts from", copy.source("RUN z", "RUN y")),
                ("files", copy.file("b", "2")),
                ("names", copy.source("a b", "a d/../Dockerfile")),
                ("destination", copy.source("$D/", "$D/x/")),
                ("flags", copy.source("1:1", "1:2")),
                ("uses", copy.argument("D", "/x")),
                ("cache", Build { no_cache: NoCache::All, ..copy.clone() }),
            ],
        ),
        (
            heredoc.clone(),
            vec![("documents", heredoc.source("b\n", "c\n")), ("documents", heredoc.source("A", "B"))],
        ),
        (
            workdir.clone(),
            vec![
                ("directory", workdir.source("/w", "/v")),
                ("user", workdir.source("USER u", "USER v")),
                ("uses", workdir.argument("D", "e")),
                ("epoch", workdir.argument("SOURCE_DATE_EPOCH", "1")),
            ],
        ),
        (bare.clone(), vec![("new settings", bare.source("WORKDIR", "USER u\nWORKDIR"))]),
        (from.clone(), vec![("uses", from.argument("T", "2")), ("image", from.source("x:", "y:"))]),
        (
            pull.clone(),
            vec![
                ("image", Build { image: "2", ..pull.clone() }),
                ("platform", Build { platform: Some("linux/arm64".to_owned()), ..pull.clone() }),
            ],
        ),
        (download.clone(), vec![("download", download.source("x.test/f", "y.test/f"))]),
    ]
}

/// Changes of what a list says never matters.
fn indifferent() -> Vec<Pair> {
    let run = command();
    let free = Build::of("FROM x\nARG U\nCOPY a /\nRUN go\nARG L=1\nEXPOSE 1\n");
    let all = Build::of("FROM x\nCOPY . .\nRUN go\nARG L=1\n");
    let copy = Build::of("FROM x AS s\nRUN make\nFROM x\nRUN z\nARG V=1\nENV E=1\nCOPY --from=s /o /o\n");
    let link = Build::of("FROM x\nRUN z\nCOPY --link a /\n");
    let workdir = Build::of("FROM x\nENV E=1\nWORKDIR /w\n");
    let from = Build::of("ARG T=1\nARG L=1\nFROM x:$T AS s\n");
    vec![
        (
            run.clone(),
            vec![
                ("other files", run.file("d/e", "2")),
                ("same files", run.source("RUN make", "RUN make all")),
                ("secret values", run.clone()),
                ("agent keys", run.clone()),
                ("in caches", run.clone()),
                ("elsewhere", run.clone()),
                ("time", run.clone()),
                ("file times", run.clone()),
                ("declarations", run.source("V=1 U", "V=1")),
                ("settings", run.source("USER u", "USER u\nLABEL a=b\nCMD c\nVOLUME /v\nSTOPSIGNAL 9")),
                ("formatting", run.source("USER u", "# a\n\nuser u")),
                ("build options", run.argument("HTTP_PROXY", "p").argument("no_proxy", "q")),
            ],
        ),
        (
            free.clone(),
            vec![
                ("other files", free.file("b", "2")),
                ("other arguments", free.argument("L", "2")),
                ("declarations", free.source("ARG U\n", "")),
                ("settings", free.source("EXPOSE 1", "EXPOSE 2")),
            ],
        ),
        (
            all.clone(),
            vec![
                ("other arguments", all.argument("L", "2")),
                ("build options", all.argument("ftp_proxy", "p")),
            ],
        ),
        (
            copy.clone(),
            vec![
                ("same files", copy.source("RUN make", "RUN make all")),
                ("other files", copy.file("a", "2")),
                ("unread variables", copy.argument("V", "2")),
                ("unread variables", copy.source("E=1", "E=2")),
            ],
        ),
        (
            link.clone(),
            vec![
                ("steps before", link.source("RUN z", "RUN y")),
                ("steps before", Build { image: "2", ..link.clone() }),
            ],
        ),
        (
            workdir.clone(),
            vec![
                ("no-cache", Build { no_cache: NoCache::All, ..workdir.clone() }),
                ("unread variables", workdir.source("E=1", "E=2")),
                ("other files", workdir.file("a", "2")),
            ],
        ),
        (
            from.clone(),
            vec![
                ("no-cache", Build { no_cache: NoCache::All, ..from.clone() }),
                ("other arguments", from.argument("L", "2")),
                ("formatting", from.source("AS s", "as  s")),
            ],
        ),
    ]
}

#[test]
fn what_is_listed_rebuilds_the_step_when_it_changes() {
    for (before, changes) in dependent() {
        assert_eq!(before.verdict(&before), Verdict::Reused, "{}", before.source);
        let listed: Vec<_> = before.could().iter().map(draw::dependency).collect();
        for (kind, after) in changes {
            assert!(listed.iter().any(|line| line.starts_with(kind)), "{kind}: {listed:?}");
            assert_ne!(before.verdict(&after), Verdict::Reused, "{kind}: {}", after.source);
        }
    }
}

#[test]
fn what_is_said_never_to_matter_reuses_the_step_when_it_changes() {
    for (before, changes) in indifferent() {
        let listed: Vec<_> = before.never().iter().map(draw::bystander).collect();
        for (kind, after) in changes {
            assert!(listed.iter().any(|line| line.starts_with(kind)), "{kind}: {listed:?}");
            assert_eq!(before.verdict(&after), Verdict::Reused, "{kind}: {}", after.source);
        }
    }
}

/// Every line of the lists above has a change, or no world tells the two apart.
#[test]
fn every_line_of_a_list_has_a_change() {
    let mut missing = BTreeSet::new();
    let is_told = |line: &String, changes: &[(&'static str, Build)]| {
        changes.iter().any(|(kind, _)| line.starts_with(kind))
    };
    let commands = [command()].map(|build| build.source);
    for (before, changes) in dependent().iter().filter(|(before, _)| commands.contains(&before.source)) {
        let lines = before.could().iter().map(draw::dependency).collect::<Vec<_>>();
        missing.extend(lines.into_iter().filter(|line| !is_told(line, changes)));
    }
    for (before, changes) in indifferent().iter().filter(|(before, _)| commands.contains(&before.source)) {
        let lines = before.never().iter().map(draw::bystander).collect::<Vec<_>>();
        missing.extend(lines.into_iter().filter(|line| !is_told(line, changes)));
    }
    // What the image sets comes with the image.
    assert_eq!(missing.into_iter().collect::<Vec<_>>(), ["settings of image 3"]);
}
