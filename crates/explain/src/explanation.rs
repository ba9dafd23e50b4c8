use onionskin_cache::Replay;
use onionskin_entries::Registry;
use onionskin_graph::BuildGraph;
use onionskin_syntax::Dockerfile;
use onionskin_text::Span;

use crate::Prose;

/// What is explained: a file, its graph and a replay of the same file; and from what.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What there is to say.
    pub registry: &'a Registry,
    /// The text of the file.
    pub source: &'a str,
    /// The tree.
    pub dockerfile: &'a Dockerfile,
    /// Its stages and steps.
    pub graph: &'a BuildGraph,
    /// What the second build does.
    pub replay: &'a Replay,
}

/// Everything there is to say about one instruction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What it does, in paragraphs.
    pub what: Vec<Prose>,
    /// Its words, in the order written.
    pub words: Vec<WordNote>,
    /// Why it matters, in paragraphs.
    pub why_it_matters: Vec<Prose>,
    /// Why it rebuilds (or is reused, or has no step): the chain of causes, root first, a sentence a link.
    pub causes: Vec<Prose>,
    /// All that could ever rebuild it: a closed list of short phrases; empty for settings.
    pub could_rebuild: Vec<Prose>,
    /// What never rebuilds it though one might think so; empty for settings.
    pub never_rebuilds: Vec<Prose>,
    /// Where the official reference describes it.
    pub reference: Option<Reference>,
    /// Where the programs and images in it are described.
    pub further: Vec<Reference>,
}

/// A word of an instruction and what it means there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordNote {
    /// The word (or words that belong together), as written; `…` stands for others between them.
    pub text: String,
    /// Where it stands in the source: one place at least, in order. There are several where others stand between its
    /// words (`apt-get -y install`, `if … then … fi`), or where it comes again and means the same (`&&`).
    pub places: Vec<Span>,
    /// What it means.
    pub note: Prose,
}

/// A link to a manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What the link says: "RUN in Docker’s reference".
    pub title: String,
    /// An `https:` address.
    pub url: String,
}

/// An idea that a file shows: layers, base images, order, …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idea {
    /// A short name: "Order matters".
    pub title: String,
    /// What it is, told of this file where it can be, in paragraphs.
    pub text: Vec<Prose>,
}
