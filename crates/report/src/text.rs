use onionskin_explain::{Prose, Reference};
use textwrap::Options;

use crate::printable::printable;
use crate::{Block, Report};

impl Report {
    /// The report as plain text, in lines of at most `width` columns where words allow it. Dockerfiles stay as they are.
    pub fn text(&self, width: usize) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(|one| block(one, width)).collect();
        let mut text = blocks.join("\n\n");
        text.push('\n');
        printable(&text)
    }
}

fn block(block: &Block, width: usize) -> String {
    match block {
        Block::Heading { level: 1, text } => underlined(text, "="),
        Block::Heading { level: 2, text } => underlined(text, "-"),
        Block::Heading { level: 3, text } => ["# ", &text.plain()].concat(),
        Block::Heading { text, .. } => [&text.plain(), ":"].concat(),
        Block::Paragraph(prose) => wrapped(prose, width, "", ""),
        Block::Code(code) => code.lines().map(|line| ["    ", line].concat()).collect::<Vec<_>>().join("\n"),
        Block::Bullets(items) => lines(items.iter().map(|item| wrapped(item, width, "  - ", "    "))),
        Block::Steps(items) => lines(
            (1..).zip(items).map(|(number, item)| wrapped(item, width, &format!("  {number}. "), "     ")),
        ),
        Block::Terms(terms) => lines(
            terms
                .iter()
                .map(|(word, note)| ["  ", word, "\n", &wrapped(note, width, "      ", "      ")].concat()),
        ),
        Block::Links(links) => {
            lines(links.iter().map(|Reference { title, url }| format!("  {title}: {url}")))
        }
    }
}

fn underlined(text: &Prose, line: &str) -> String {
    let text = text.plain();
    let line = line.repeat(text.chars().count());
    [&text, "\n", &line].concat()
}

fn wrapped(prose: &Prose, width: usize, first: &str, others: &str) -> String {
    let options = Options::new(width).initial_indent(first).subsequent_indent(others).break_words(false);
    textwrap::fill(&prose.plain(), options)
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}
