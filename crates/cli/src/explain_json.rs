//! An explanation as JSON. Its sentences are Markdown.

use onionskin_analysis::Analysis;
use onionskin_cache::Replay;
use onionskin_explain::{
    Explanation, Prose, Reference, Registry, Subject, explain, heading, ideas, summarize,
};
use onionskin_report::markdown_inline;
use serde::Serialize;

use crate::batch::Error;

/// Everything that is said of a file.
#[derive(Debug, Serialize)]
pub(crate) struct Explained {
    /// What BuildKit stops at.
    error: Option<Error>,
    summary: String,
    instructions: Vec<Instruction>,
    ideas: Vec<Idea>,
}

#[derive(Debug, Serialize)]
struct Instruction {
    /// The first and the last, counted from 1.
    lines: [u32; 2],
    title: String,
    kind: &'static str,
    what: Vec<String>,
    words: Vec<Word>,
    why_it_matters: Vec<String>,
    could_rebuild: Vec<String>,
    never_rebuilds: Vec<String>,
    references: Vec<Link>,
}

/// A word, or several that one note is about.
#[derive(Debug, Serialize)]
struct Word {
    places: Vec<Place>,
    text: String,
    note: String,
}

/// A place in the source, in bytes.
#[derive(Debug, Serialize)]
struct Place {
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct Link {
    title: String,
    url: String,
}

#[derive(Debug, Serialize)]
struct Idea {
    title: String,
    text: Vec<String>,
}

impl Explained {
    /// What `registry` has to say of `source`, which `analysis` is about.
    pub(crate) fn of(registry: &Registry, source: &str, analysis: &Analysis) -> Self {
        let none = Replay::default();
        let replay = analysis.scenarios.get(analysis.chosen).map_or(&none, |scenario| &scenario.replay);
        let Analysis { dockerfile, graph, .. } = analysis;
        let subject = Subject { registry, source, dockerfile, graph, replay };
        let error = analysis.problems.first();
        let ideas = ideas(&subject).into_iter();
        Self {
            error: error.map(|problem| Error { message: problem.message.clone(), line: problem.line }),
            summary: markdown_inline(&summarize(&subject)),
            instructions: (0..).map_while(|at| instruction(&subject, at)).collect(),
            ideas: ideas.map(|idea| Idea { title: idea.title, text: all(&idea.text) }).collect(),
        }
    }
}

fn instruction(subject: &Subject<'_>, at: usize) -> Option<Instruction> {
    let lines = subject.dockerfile.instructions().nth(at)?.lines;
    let heading = heading(subject, at)?;
    let Explanation {
        what, words, why_it_matters, could_rebuild, never_rebuilds, reference, further, ..
    } = explain(subject, at)?;
    let words = words.into_iter().map(|word| Word {
        places: word.places.iter().map(|place| Place { start: place.start, end: place.end }).collect(),
        text: word.text,
        note: markdown_inline(&word.note),
    });
    let references = reference.into_iter().chain(further).map(|Reference { title, url }| Link { title, url });
    Some(Instruction {
        lines: [lines.first, lines.last],
        title: heading.title,
        kind: heading.kind,
        what: all(&what),
        words: words.collect(),
        why_it_matters: all(&why_it_matters),
        could_rebuild: all(&could_rebuild),
        never_rebuilds: all(&never_rebuilds),
        references: references.collect(),
    })
}

fn all(paragraphs: &[Prose]) -> Vec<String> {
    paragraphs.iter().map(markdown_inline).collect()
}
