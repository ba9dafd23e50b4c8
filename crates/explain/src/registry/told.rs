use onionskin_cache::{Change, Entry, FileTree, Replay, World, simulate};
use onionskin_entries::Registry;
use onionskin_graph::{BuildGraph, Inputs, build};

use crate::{Prose, Subject, change_labels, costs, explain, ideas, summarize, totals};

/// The changes that examples are told under.
pub(super) fn changes() -> [Change; 5] {
    let file = |path: &str| Change::File(path.to_owned());
    [Change::FirstBuild, Change::Nothing, Change::AppCode, file("package.json"), file("requirements.txt")]
}

/// All that is told of `source` under each of `changes`. Notes must stand where their words stand.
pub(super) fn told(registry: &Registry, source: &str, changes: &[Change]) -> Vec<Prose> {
    let dockerfile = onionskin_syntax::parse(source).dockerfile;
    let graph = build(&dockerfile, &Inputs::default());
    let replays: Vec<_> = changes.iter().map(|change| replay(&graph, change)).collect();
    let mut told = change_labels(registry, changes);
    for replay in &replays {
        let subject = Subject { registry, source, dockerfile: &dockerfile, graph: &graph, replay };
        told.extend([summarize(&subject), totals(&subject), costs(&subject, changes.iter().zip(&replays))]);
        told.extend(ideas(&subject).into_iter().flat_map(|idea| idea.text));
        for at in 0..dockerfile.instructions().count() {
            let explanation = explain(&subject, at).expect("an explanation");
            for note in &explanation.words {
                let written = without_joins(note.span.text(source));
                assert_eq!(without_joins(&note.text), written, "a note stands where its word stands");
            }
            told.extend(explanation.words.into_iter().map(|note| note.note));
            let parts =
                [explanation.what, explanation.why_it_matters, explanation.causes, explanation.could_rebuild];
            told.extend(parts.into_iter().flatten().chain(explanation.never_rebuilds));
        }
    }
    told
}

/// What the first paint tells of `source` under each of `changes`.
pub(super) fn told_at_once(registry: &Registry, source: &str, changes: &[Change]) -> Vec<Prose> {
    let dockerfile = onionskin_syntax::parse(source).dockerfile;
    let graph = build(&dockerfile, &Inputs::default());
    let replays: Vec<_> = changes.iter().map(|change| replay(&graph, change)).collect();
    let mut told = change_labels(registry, changes);
    for replay in &replays {
        let subject = Subject { registry, source, dockerfile: &dockerfile, graph: &graph, replay };
        told.extend([summarize(&subject), totals(&subject), costs(&subject, changes.iter().zip(&replays))]);
        let count = dockerfile.instructions().count();
        told.extend((0..count).filter_map(|at| explain(&subject, at)).flat_map(|its| its.causes));
    }
    told
}

/// What a build does after `change` of a context with three files.
fn replay(graph: &BuildGraph, change: &Change) -> Replay {
    let world = |changed: Option<&str>| {
        let content = |path: &str| if Some(path) == changed { "new" } else { "old" };
        let file = |path: &str| (path.to_owned(), Entry::named_file(content(path), 0o644));
        let files = FileTree::new(["main.py", "package.json", "requirements.txt"].map(file));
        World { graph, files, images: [].into() }
    };
    let before = world(None);
    match change {
        Change::FirstBuild => simulate(None, &before, change),
        Change::Nothing => simulate(Some(&before), &before, change),
        Change::AppCode => simulate(Some(&before), &world(Some("main.py")), change),
        Change::File(path) => simulate(Some(&before), &world(Some(path)), change),
    }
}

/// `text` without line joins, comment lines and the difference between blanks.
fn without_joins(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#') || !text.contains('\n'));
    let words = lines.flat_map(str::split_whitespace).filter(|word| *word != "\\");
    words.collect::<Vec<_>>().join(" ")
}
