use onionskin_analysis::Analysis;
use onionskin_explain::{Prose, Reference, Registry, Subject, explain, heading, ideas, summarize};
use onionskin_notes::{Note, notes};
use onionskin_report::markdown_inline;
use serde::Serialize;

use crate::offsets::Places;
use crate::{Offsets, Problem, VERSION};

/// Everything that is said of a file. Sentences are Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Explanation {
    /// The version of this shape.
    pub version: u32,
    /// What places in the source are counted in.
    pub offsets: Offsets,
    /// What BuildKit stops at; null where it builds the file.
    pub error: Option<Problem>,
    /// What the file builds, in a sentence; empty where there is nothing to build.
    pub summary: String,
    /// What the author says of the whole file, in comments of it, as written: text with the few marks that notes have. Not there
    /// where they say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub note: Option<String>,
    /// One for each instruction, in file order.
    pub instructions: Vec<Instruction>,
    /// The ideas that the file shows.
    pub ideas: Vec<Idea>,
}

/// What is said of an instruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Instruction {
    /// The first and the last line, counted from 1.
    pub lines: [u32; 2],
    /// Which instruction: "Step 4 of 5"; the keyword where it is no step.
    pub title: String,
    /// What kind of instruction it is.
    pub kind: String,
    /// What the author says of it, as that of the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub note: Option<String>,
    /// What it does, in paragraphs.
    pub what: Vec<String>,
    /// Its words, in the order written.
    pub words: Vec<Word>,
    /// Why it matters, in paragraphs.
    pub why_it_matters: Vec<String>,
    /// All that could ever rebuild it; empty for settings.
    pub could_rebuild: Vec<String>,
    /// What never rebuilds it though one might think so; empty for settings.
    pub never_rebuilds: Vec<String>,
    /// Where the official reference and the manuals of the programs in it describe it.
    pub references: Vec<Link>,
}

/// A word, or several that one note is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Word {
    /// Where it stands: one place at least, in order.
    pub places: Vec<Place>,
    /// The word as written; `…` stands for others between its parts.
    pub text: String,
    /// What it means there.
    pub note: String,
}

/// A place in the source, counted as `offsets` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Place {
    /// Where it starts.
    pub start: u32,
    /// Where what follows starts.
    pub end: u32,
}

/// A page of a manual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// Its address, which starts with `https:`.
    pub url: String,
}

/// An idea that a file shows: layers, base images, order, …
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Idea {
    /// A short name.
    pub title: String,
    /// What it is, told of this file, in paragraphs.
    pub text: Vec<String>,
}

impl Explanation {
    /// What `registry` has to say of `source`, which `analysis` is about, with places counted in `offsets`.
    pub fn of(registry: &Registry, source: &str, analysis: &Analysis, offsets: Offsets) -> Self {
        let replay = analysis.replay();
        let Analysis { dockerfile, graph, .. } = analysis;
        let subject = Subject { registry, source, dockerfile, graph, replay };
        let places = &mut Places::new(source, offsets);
        let ideas = ideas(&subject).into_iter();
        let notes = notes(source, dockerfile);
        let mut remarks = notes.instructions.into_iter();
        let instructions = dockerfile.instructions().enumerate().map_while(|(at, written)| {
            let said = remarks.next().and_then(|remarks| remarks.note);
            instruction(&subject, at, written, said, places)
        });
        Self {
            version: VERSION,
            offsets,
            error: analysis.problems.first().map(Problem::from),
            summary: markdown_inline(&summarize(&subject)),
            note: notes.file.map(|note| note.text),
            instructions: instructions.collect(),
            ideas: ideas.map(|idea| Idea { title: idea.title, text: all(&idea.text) }).collect(),
        }
    }
}

fn instruction(
    subject: &Subject<'_>,
    at: usize,
    written: &onionskin_syntax::Instruction,
    note: Option<Note>,
    places: &mut Places<'_>,
) -> Option<Instruction> {
    let heading = heading(subject, at)?;
    let onionskin_explain::Explanation {
        what,
        words,
        why_it_matters,
        could_rebuild,
        never_rebuilds,
        reference,
        further,
        ..
    } = explain(subject, at)?;
    let words = words.into_iter().map(|word| Word {
        places: word.places.iter().map(|span| places.place(*span)).collect(),
        text: word.text,
        note: markdown_inline(&word.note),
    });
    let references = reference.into_iter().chain(further).map(|Reference { title, url }| Link { title, url });
    Some(Instruction {
        lines: [written.lines.first, written.lines.last],
        title: heading.title,
        kind: heading.kind.to_owned(),
        note: note.map(|note| note.text),
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
