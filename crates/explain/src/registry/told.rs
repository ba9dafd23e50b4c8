use std::collections::{BTreeMap, BTreeSet};

use onionskin_cache::{Change, Entry, FileTree, NoCache, Replay, Reruns, World, simulate};
use onionskin_entries::{Kind, Registry};
use onionskin_graph::{BuildGraph, Inputs, build};
use onionskin_syntax::{Args, Keyword};

use crate::{Prose, Subject, Word, change_labels, costs, explain, ideas, summarize, totals, words};

/// The changes that an example of `kind` is told under: for words, which mean the same under each of them, only one.
pub(super) fn changes(kind: Kind, source: &str) -> Vec<Change> {
    if matches!(kind, Kind::Commands | Kind::Files | Kind::Images | Kind::Operators | Kind::Tags) {
        return vec![Change::AppCode];
    }
    let file = |path: &str| Change::File(path.to_owned());
    let named = |wanted: Keyword| {
        let dockerfile = onionskin_syntax::parse(source).dockerfile;
        let found = dockerfile.instructions().find(|instruction| instruction.keyword == Some(wanted));
        match found.map(|instruction| instruction.args.clone()) {
            Some(Args::Words(words)) => words.first().map(|word| word.text.clone()),
            _ => None,
        }
    };
    let argument = |word: String| Change::Argument(word.split('=').next().unwrap_or_default().to_owned());
    let fixed = [
        Change::FirstBuild,
        Change::Nothing,
        Change::AppCode,
        file("package.json"),
        file("requirements.txt"),
        Change::Files(vec!["main.py".to_owned(), "package.json".to_owned()]),
        Change::Dockerfile,
        Change::NoCache,
    ];
    let named = [named(Keyword::From).map(Change::BaseImage), named(Keyword::Arg).map(argument)];
    fixed.into_iter().chain(named.into_iter().flatten()).collect()
}

/// All that is told of `source` under each of `changes`. Notes must stand where their words stand.
pub(super) fn told(registry: &Registry, source: &str, changes: &[Change]) -> Vec<Prose> {
    told_of_each(registry, source, changes, |subject| {
        let mut told: Vec<Prose> = ideas(subject).into_iter().flat_map(|idea| idea.text).collect();
        for at in 0..subject.dockerfile.instructions().count() {
            let explanation = explain(subject, at).expect("an explanation");
            for note in &explanation.words {
                let texts = note.places.iter().map(|place| without_joins(place.text(source)));
                let mut written: Vec<_> = texts.collect();
                let mut seen = BTreeSet::new();
                written.retain(|text| seen.insert(text.clone()));
                let written = written.join(" … ");
                assert_eq!(without_joins(&note.text), written, "a note stands where its word stands");
            }
            told.extend(explanation.words.into_iter().map(|note| note.note));
            let parts =
                [explanation.what, explanation.why_it_matters, explanation.causes, explanation.could_rebuild];
            told.extend(parts.into_iter().flatten().chain(explanation.never_rebuilds));
        }
        told
    })
}

/// What the first paint tells of `source` under each of `changes`.
pub(super) fn told_at_once(registry: &Registry, source: &str, changes: &[Change]) -> Vec<Prose> {
    told_of_each(registry, source, changes, |subject| {
        let count = subject.dockerfile.instructions().count();
        (0..count).filter_map(|at| explain(subject, at)).flat_map(|its| its.causes).collect()
    })
}

/// What the changes are called, and for each of them the sentences about the whole file and what `tell` adds.
fn told_of_each(
    registry: &Registry,
    source: &str,
    changes: &[Change],
    tell: impl Fn(&Subject<'_>) -> Vec<Prose>,
) -> Vec<Prose> {
    let dockerfile = onionskin_syntax::parse(source).dockerfile;
    let graph = build(&dockerfile, &Inputs::default());
    let replays: Vec<_> = changes.iter().map(|change| replay(source, &graph, change)).collect();
    let mut told = change_labels(registry, changes);
    for replay in &replays {
        let subject = Subject { registry, source, dockerfile: &dockerfile, graph: &graph, replay };
        let each = changes.iter().zip(&replays).map(|(change, replay)| (change, move || replay));
        told.extend([summarize(&subject), totals(&subject), costs(&subject, each)]);
        told.extend(tell(&subject));
    }
    told
}

/// What a build of `source` does after `change`, in a context with three files.
fn replay(source: &str, graph: &BuildGraph, change: &Change) -> Replay {
    let args = |value: &str| {
        let name = if let Change::Argument(name) = change { Some(name) } else { None };
        name.map(|name| (name.clone(), value.to_owned())).into_iter().collect::<BTreeMap<_, _>>()
    };
    // The last line is what an edit adds.
    let last = source.trim_end().rfind('\n').unwrap_or_default();
    let shorter = if *change == Change::Dockerfile { source.get(..last).unwrap_or_default() } else { source };
    let inputs = |build_args: &BTreeMap<_, _>| Inputs { build_args: build_args.clone(), ..Inputs::default() };
    let (old_args, new_args) = (args("old"), args("new"));
    let before = build(&onionskin_syntax::parse(shorter).dockerfile, &inputs(&old_args));
    let argued = build(&onionskin_syntax::parse(source).dockerfile, &inputs(&new_args));
    let after = if new_args.is_empty() { graph } else { &argued };
    let before = World {
        source: shorter,
        graph: &before,
        files: files(&[]),
        images: BTreeMap::new(),
        build_args: &old_args,
        no_cache: NoCache::None,
    };
    let mut after = World { source, graph: after, build_args: &new_args, ..before.clone() };
    match change {
        Change::FirstBuild => return simulate(None, &after, Reruns::Unknown),
        Change::AppCode => after.files = files(&["main.py"]),
        Change::File(path) => after.files = files(&[path]),
        Change::Files(paths) => {
            after.files = files(&paths.iter().map(String::as_str).collect::<Vec<_>>());
        }
        Change::BaseImage(image) => {
            after.images.insert(onionskin_graph::full_reference(image), "new".to_owned());
        }
        Change::NoCache => after.no_cache = NoCache::All,
        Change::Nothing | Change::Argument(_) | Change::Dockerfile => {}
    }
    simulate(Some(&before), &after, Reruns::Unknown).with_root(change)
}

fn files(changed: &[&str]) -> FileTree {
    let file = |path: &str| {
        let content = if changed.contains(&path) { "new" } else { "old" };
        (path.to_owned(), Entry::named_file(content, 0o644))
    };
    FileTree::new(["main.py", "package.json", "requirements.txt"].map(file))
}

/// `text` without line joins, comment lines and the difference between blanks.
fn without_joins(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#') || !text.contains('\n'));
    let words = lines.flat_map(str::split_whitespace).filter(|word| *word != "\\");
    words.collect::<Vec<_>>().join(" ")
}

/// The words of `source` that an entry explains and that no note is about.
pub(super) fn silent(registry: &Registry, source: &str) -> Vec<String> {
    let dockerfile = onionskin_syntax::parse(source).dockerfile;
    let graph = build(&dockerfile, &Inputs::default());
    let replay = replay(source, &graph, &Change::Nothing);
    let subject = Subject { registry, source, dockerfile: &dockerfile, graph: &graph, replay: &replay };
    let count = dockerfile.instructions().count();
    let notes = (0..count).filter_map(|at| explain(&subject, at)).flat_map(|it| it.words);
    let places: Vec<_> = notes.flat_map(|it| it.places).collect();
    let is_noted = |word: &Word<'_>| {
        places.iter().any(|place| place.start <= word.span.start && word.span.end <= place.end)
    };
    // What an instruction does is told of it as a whole.
    let keywords: Vec<_> = dockerfile.instructions().map(|instruction| instruction.word.span).collect();
    let is_silent = |it: &&Word<'_>| it.entry.is_some() && !keywords.contains(&it.span) && !is_noted(it);
    let words = words(&subject);
    let silent = words.iter().filter(is_silent);
    silent.map(|word| format!("{:?} {:?}", word.kind, word.span.text(source))).collect()
}
