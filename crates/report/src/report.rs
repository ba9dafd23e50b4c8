use onionskin_analysis::{Analysis, Problem};
use onionskin_explain::{
    Explanation, Idea, Inline, Prose, Registry, Subject, explain, heading, ideas, summarize,
};

use onionskin_notes::{Note, Notes, Piece, notes};

use crate::block::Block;

/// A Dockerfile explained from the first line to the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its parts, in the order of reading.
    pub blocks: Vec<Block>,
}

/// The report on `source`, which `analysis` is about, in the words of `registry`.
pub fn report(registry: &Registry, source: &str, analysis: &Analysis) -> Report {
    let replay = analysis.replay();
    let Analysis { dockerfile, graph, .. } = analysis;
    let subject = Subject { registry, source, dockerfile, graph, replay };
    let mut blocks = vec![title(1, "What this Dockerfile does")];
    let n_instructions = dockerfile.instructions().count();
    if n_instructions == 0 {
        blocks.push(Block::Paragraph(text("There is no instruction in it.")));
        return Report { blocks };
    }
    blocks.push(Block::Paragraph(summarize(&subject)));
    let Notes { file, instructions } = notes(source, dockerfile);
    note(2, file.as_ref(), &mut blocks);
    if let Some(problem) = analysis.problems.first() {
        blocks.push(Block::Paragraph(stop(problem)));
    }
    blocks.push(Block::Code(source.to_owned()));
    blocks.push(title(2, "Line by line"));
    for at in 0..n_instructions {
        let said = instructions.get(at).and_then(|remarks| remarks.note.as_ref());
        instruction(&subject, at, said, &mut blocks);
    }
    let ideas = ideas(&subject);
    if !ideas.is_empty() {
        blocks.push(title(2, "Key ideas"));
    }
    for Idea { title: name, text } in ideas {
        blocks.push(title(3, &name));
        paragraphs(text, &mut blocks);
    }
    Report { blocks }
}

/// That a build stops, and what it says then.
fn stop(problem: &Problem) -> Prose {
    let lead = match problem.line {
        Some(line) => format!("As it is, the build stops at line {line}: "),
        None => "As it is, the build stops: ".to_owned(),
    };
    Prose(vec![
        Inline::Strong(lead.trim_end().to_owned()),
        Inline::Text(" ".to_owned()),
        Inline::Code(problem.message.clone()),
    ])
}

/// What the author says, under a heading of this level.
fn note(level: u8, said: Option<&Note>, blocks: &mut Vec<Block>) {
    let Some(said) = said else { return };
    blocks.push(title(level, "Author's note"));
    let inline = |piece: Piece| match piece {
        Piece::Text(text) | Piece::Emphasis(text) => Inline::Text(text),
        Piece::Code(text) => Inline::Code(text),
        Piece::Strong(text) => Inline::Strong(text),
        Piece::Link { text, url } => Inline::Text(format!("{text} ({url})")),
    };
    let paragraphs = said.paragraphs().into_iter();
    blocks.extend(paragraphs.map(|pieces| Block::Paragraph(Prose(pieces.into_iter().map(inline).collect()))));
}

fn instruction(subject: &Subject<'_>, at: usize, said: Option<&Note>, blocks: &mut Vec<Block>) {
    let (Some(heading), Some(instruction)) =
        (heading(subject, at), subject.dockerfile.instructions().nth(at))
    else {
        return;
    };
    let Explanation {
        what, words, why_it_matters, could_rebuild, never_rebuilds, reference, further, ..
    } = explain(subject, at).unwrap_or_default();
    blocks.push(title(3, &heading.title));
    blocks.push(Block::Code(instruction.whole_span(subject.source).text(subject.source).to_owned()));
    blocks.push(Block::Paragraph(Prose(vec![Inline::Text(sentence(heading.kind))])));
    note(4, said, blocks);
    section("What it does", what, blocks);
    if !words.is_empty() {
        blocks.push(title(4, "Word by word"));
        blocks.push(Block::Terms(words.into_iter().map(|word| (word.text, word.note)).collect()));
    }
    section("Why it matters", why_it_matters, blocks);
    for (heading, phrases) in
        [("What could ever rebuild it", could_rebuild), ("What never rebuilds it", never_rebuilds)]
    {
        if !phrases.is_empty() {
            blocks.push(title(4, heading));
            blocks.push(Block::Bullets(phrases));
        }
    }
    let links: Vec<_> = reference.into_iter().chain(further).collect();
    if !links.is_empty() {
        blocks.push(Block::Links(links));
    }
}

fn section(heading: &str, text: Vec<Prose>, blocks: &mut Vec<Block>) {
    if !text.is_empty() {
        blocks.push(title(4, heading));
        paragraphs(text, blocks);
    }
}

/// Paragraphs, and those that are numbered (`1. …`) as steps.
fn paragraphs(text: Vec<Prose>, blocks: &mut Vec<Block>) {
    let mut steps = Vec::new();
    for prose in text {
        if let Some(step) = without_number(&prose, steps.len() + 1) {
            steps.push(step);
            continue;
        }
        if !steps.is_empty() {
            blocks.push(Block::Steps(std::mem::take(&mut steps)));
        }
        blocks.push(Block::Paragraph(prose));
    }
    if !steps.is_empty() {
        blocks.push(Block::Steps(steps));
    }
}

/// `prose` without the number that it starts with, if that is `number`.
fn without_number(prose: &Prose, number: usize) -> Option<Prose> {
    let (Inline::Text(first), rest) = prose.0.split_first()? else { return None };
    let first = first.strip_prefix(&format!("{number}. "))?;
    Some(Prose([&[Inline::Text(first.to_owned())], rest].concat()))
}

/// A phrase as a sentence.
fn sentence(phrase: &str) -> String {
    let mut characters = phrase.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).chain(['.']).collect())
}

fn title(level: u8, words: &str) -> Block {
    Block::Heading { level, text: text(words) }
}

fn text(words: &str) -> Prose {
    Prose(vec![Inline::Text(words.to_owned())])
}
