//! `onionskin batch explain`: every word of a Dockerfile, and which entry explains it.

use std::sync::LazyLock;

use onionskin_cache::Replay;
use onionskin_explain::{Registry, Subject, embedded, words};
use onionskin_graph::Inputs;
use serde::{Deserialize, Serialize};

/// A Dockerfile.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    id: String,
    text: String,
}

/// Its words in the order of their places.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    id: String,
    words: Vec<Word>,
}

/// A word; words may stand in each other.
#[derive(Debug, Serialize)]
struct Word {
    start: u32,
    end: u32,
    instruction: Option<usize>,
    kind: &'static str,
    text: String,
    entry: Option<String>,
}

/// Finds the words of the Dockerfile in `question`.
pub(crate) fn explain(question: Question) -> Answer {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(embedded);
    let Question { id, text } = question;
    let dockerfile = onionskin_syntax::parse(&text).dockerfile;
    let graph = onionskin_graph::build(&dockerfile, &Inputs::default());
    let replay = Replay::default();
    let subject = Subject {
        registry: &REGISTRY,
        source: &text,
        dockerfile: &dockerfile,
        graph: &graph,
        replay: &replay,
    };
    let word = |word: onionskin_explain::Word<'_>| Word {
        start: word.span.start,
        end: word.span.end,
        instruction: word.instruction,
        kind: word.kind.name(),
        text: word.span.text(&text).to_owned(),
        entry: word.entry.map(|entry| entry.to_string()),
    };
    let words = words(&subject).into_iter().map(word).collect();
    Answer { id, words }
}
