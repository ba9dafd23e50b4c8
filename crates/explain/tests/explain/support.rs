use onionskin_cache::{Change, Entry, FileTree, Replay, World, simulate};
use onionskin_explain::{Explanation, Prose, Subject, explain};
use onionskin_graph::{BuildGraph, Inputs, build};
use onionskin_syntax::Dockerfile;

/// A file that is explained.
pub(crate) struct Case {
    pub(crate) source: String,
    pub(crate) dockerfile: Dockerfile,
    pub(crate) graph: BuildGraph,
    pub(crate) change: Change,
    pub(crate) replay: Replay,
}

impl Case {
    /// `source` where nothing has changed.
    pub(crate) fn new(source: &str) -> Self {
        Self::changed(source, Change::Nothing)
    }

    /// `source` after `change`, in a context of the changed file and some code.
    pub(crate) fn changed(source: &str, change: Change) -> Self {
        let dockerfile = onionskin_syntax::parse(source).dockerfile;
        let graph = build(&dockerfile, &Inputs::default());
        let replay = replay(&graph, &change);
        Self { source: source.to_owned(), dockerfile, graph, change, replay }
    }

    pub(crate) fn subject(&self) -> Subject<'_> {
        let Self { source, dockerfile, graph, replay, .. } = self;
        Subject { source, dockerfile, graph, replay }
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
        let note = words.iter().find(|note| note.text == word);
        let texts: Vec<_> = words.iter().map(|note| note.text.as_str()).collect();
        note.unwrap_or_else(|| panic!("no note on {word:?}, only on {texts:?}")).note.plain()
    }
}

/// What a build does after `change` of a context that holds the changed file, or `main.py`.
pub(crate) fn replay(graph: &BuildGraph, change: &Change) -> Replay {
    let path = match change {
        Change::File(path) => path,
        Change::FirstBuild | Change::Nothing | Change::AppCode => "main.py",
    };
    let world = |content: &str| World {
        graph,
        files: FileTree::new([(path.to_owned(), Entry::File(content.to_owned()))]),
        images: [].into(),
    };
    match change {
        Change::FirstBuild => simulate(None, &world("old"), change),
        Change::Nothing => simulate(Some(&world("old")), &world("old"), change),
        Change::AppCode | Change::File(_) => simulate(Some(&world("old")), &world("new"), change),
    }
}

/// The paragraphs as lines.
pub(crate) fn lines(paragraphs: &[Prose]) -> String {
    paragraphs.iter().map(|prose| prose.plain() + "\n").collect()
}

/// Everything that is said about every instruction.
pub(crate) fn dump(case: &Case) -> String {
    let mut text = String::new();
    for (at, instruction) in case.dockerfile.instructions().enumerate() {
        let Explanation { what, words, why_it_matters, causes, could_rebuild, never_rebuilds, .. } =
            explain(&case.subject(), at).expect("an explanation");
        let words: String =
            words.iter().map(|word| format!("{} — {}\n", word.text, word.note.plain())).collect();
        text += &format!("# {}\n", instruction.text);
        let parts = [
            ("What it does", lines(&what)),
            ("Word by word", words),
            ("Why it matters", lines(&why_it_matters)),
            ("Why", lines(&causes)),
            ("What could rebuild it", lines(&could_rebuild)),
            ("What never rebuilds it", lines(&never_rebuilds)),
        ];
        for (heading, lines) in parts.iter().filter(|(_, lines)| !lines.is_empty()) {
            text += &format!("## {heading}\n{lines}");
        }
        text.push('\n');
    }
    text
}
