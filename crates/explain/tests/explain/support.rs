use std::collections::BTreeMap;
use std::sync::LazyLock;

use onionskin_cache::{Change, Entry, FileTree, NoCache, Replay, Reruns, World, simulate};
use onionskin_explain::{Explanation, Prose, Registry, Subject, Word, embedded, explain, words};
use onionskin_graph::{BuildGraph, Inputs, build};
use onionskin_syntax::Dockerfile;
use onionskin_text::Span;

/// What there is to say.
pub(crate) static REGISTRY: LazyLock<Registry> = LazyLock::new(embedded);

/// A file that is explained.
pub(crate) struct Case {
    pub(crate) source: String,
    pub(crate) dockerfile: Dockerfile,
    pub(crate) graph: BuildGraph,
    pub(crate) replay: Replay,
}

impl Case {
    /// `source` where nothing has changed.
    pub(crate) fn new(source: &str) -> Self {
        Self::changed(source, &Change::Nothing)
    }

    /// `source` after `change`.
    pub(crate) fn changed(source: &str, change: &Change) -> Self {
        let dockerfile = onionskin_syntax::parse(source).dockerfile;
        let graph = build(&dockerfile, &Inputs::default());
        let replay = replay(&graph, change);
        Self { source: source.to_owned(), dockerfile, graph, replay }
    }

    pub(crate) fn subject(&self) -> Subject<'_> {
        let Self { source, dockerfile, graph, replay } = self;
        Subject { registry: &REGISTRY, source, dockerfile, graph, replay }
    }

    /// The explanation of the instruction on `line`.
    #[track_caller]
    pub(crate) fn line(&self, line: u32) -> Explanation {
        let at = self.dockerfile.instructions().position(|instruction| instruction.lines.contains(line));
        explain(&self.subject(), at.expect("an instruction on this line")).expect("an explanation")
    }

    /// The note on the word that is written as `word`, on `line`.
    #[track_caller]
    pub(crate) fn word(&self, line: u32, word: &str) -> String {
        let words = self.line(line).words;
        let Some(note) = words.iter().find(|note| note.text == word) else {
            panic!("no note on {word:?}, but on {:?}", texts(&words));
        };
        let place = note.places.first().expect("a place");
        assert_eq!(place.text(&self.source), word, "the note stands where its word stands");
        note.note.plain()
    }

    /// The words that count as explained and have no note of their own: none whose place starts in front of that of a word
    /// around them.
    pub(crate) fn without_note(&self) -> Vec<String> {
        let listed = words(&self.subject());
        let keywords: Vec<_> = self.dockerfile.instructions().map(|it| it.word.span).collect();
        let notes = (0..keywords.len()).filter_map(|at| explain(&self.subject(), at)).flat_map(|it| it.words);
        let places: Vec<_> = notes.flat_map(|note| note.places).collect();
        let is_around =
            |outer: &Span, word: &Word<'_>| outer.start <= word.span.start && word.span.end <= outer.end;
        let has_own = |word: &Word<'_>| {
            let own = places
                .iter()
                .filter(|place| is_around(place, word))
                .min_by_key(|place| place.end - place.start);
            let starts_another = |start: u32| {
                let starts = |other: &Word<'_>| other.span.start == start && other.span.end > word.span.start;
                start < word.span.start && listed.iter().any(starts)
            };
            own.is_some_and(|own| !starts_another(own.start))
        };
        // What an instruction does is told of it as a whole.
        let is_silent =
            |word: &&Word<'_>| word.entry.is_some() && !keywords.contains(&word.span) && !has_own(word);
        listed.iter().filter(is_silent).map(|word| word.span.text(&self.source).to_owned()).collect()
    }

    /// The words with a note on `line`.
    #[track_caller]
    pub(crate) fn words(&self, line: u32) -> Vec<String> {
        texts(&self.line(line).words)
    }
}

fn texts(words: &[onionskin_explain::WordNote]) -> Vec<String> {
    words.iter().map(|note| note.text.clone()).collect()
}

/// What a build does after `change` of a context that holds the changed file, or `main.py`.
pub(crate) fn replay(graph: &BuildGraph, change: &Change) -> Replay {
    let path = if let Change::File(path) = change { path } else { "main.py" };
    let build_args = BTreeMap::new();
    let world = |content: &str| World {
        source: "",
        graph,
        files: files(path, content),
        images: BTreeMap::new(),
        build_args: &build_args,
        no_cache: NoCache::None,
    };
    let before = (*change != Change::FirstBuild).then(|| world("old"));
    let content = if *change == Change::Nothing { "old" } else { "new" };
    simulate(before.as_ref(), &world(content), Reruns::Unknown).with_root(change)
}

/// A context with the files that the sources of tests name, where `changed` has `content`.
fn files(changed: &str, content: &str) -> FileTree {
    let file = |path: &str, content: &str| (path.to_owned(), Entry::named_file(content, 0o644));
    let others = ["main.py", "package.json", "yarn.lock", "requirements.txt", "docker/requirements.txt"];
    let others = others.into_iter().filter(|path| *path != changed).map(|path| file(path, "old"));
    FileTree::new(others.chain([file(changed, content)]))
}

/// The paragraphs as plain text, one on a line.
pub(crate) fn lines(paragraphs: &[Prose]) -> Vec<String> {
    paragraphs.iter().map(Prose::plain).collect()
}

/// Checks that every one of `facts` is said in `text`.
#[track_caller]
pub(crate) fn check_said(text: &str, facts: &[&str]) {
    for fact in facts {
        assert!(text.contains(fact), "{fact:?} is not said in\n{text}");
    }
}
