use onionskin_syntax::{Dockerfile, Instruction, Node, NodeKind};
use onionskin_text::Span;

use crate::line::{Line, line};

/// The notes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// What is said of the whole file.
    pub file: Option<Note>,
    /// What is said of each instruction, in file order.
    pub instructions: Vec<Remarks>,
}

impl Notes {
    /// The index of the instruction that the author wants to be looked at first: the first one that says so.
    pub fn focus(&self) -> Option<usize> {
        self.instructions.iter().position(|remarks| remarks.is_focus)
    }
}

/// What is said of an instruction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The note, where there is one.
    pub note: Option<Note>,
    /// Whether its lines start folded.
    pub is_folded: bool,
    /// Whether it is to be looked at first. Of several, the first one counts.
    pub is_focus: bool,
}

/// A note: what its lines say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Its lines with line feeds between them, an empty one between two paragraphs; none is empty at its start or end.
    pub text: String,
}

/// The notes of `source`, which `dockerfile` was read from; in one pass.
///
/// ```
/// let source = "# onionskin: Small on purpose.\n\n# onionskin: Pinned.\nFROM alpine:3.20\n";
/// let notes = onionskin_notes::notes(source, &onionskin_syntax::parse(source).dockerfile);
/// assert_eq!(notes.file.unwrap().text, "Small on purpose.");
/// assert_eq!(notes.instructions[0].note.as_ref().unwrap().text, "Pinned.");
/// ```
pub fn notes(source: &str, dockerfile: &Dockerfile) -> Notes {
    let mut notes = Notes::default();
    let mut file = Block::default();
    for about in found(source, dockerfile) {
        match about {
            Found::File(block) => file.append(source, &block),
            Found::Instruction(block) => {
                let mut all = Block::default();
                all.append(source, &block);
                notes.instructions.push(Remarks {
                    note: all.note(),
                    is_folded: all.is_folded,
                    is_focus: all.is_focus,
                });
            }
        }
    }
    notes.file = file.note();
    notes
}

/// Lines of notes that are about the same, each from its start to the start of the next line. Those of one run stand one below
/// the other.
pub(crate) type Runs = Vec<Vec<Span>>;

/// Lines of notes, and what they are about.
pub(crate) enum Found {
    /// The whole file.
    File(Runs),
    /// An instruction. There is one of these for each, in file order, which may have no line.
    Instruction(Runs),
}

/// Everything that is said, in file order.
pub(crate) fn found(source: &str, dockerfile: &Dockerfile) -> Vec<Found> {
    let mut all = Vec::new();
    let mut runs: Runs = Vec::new();
    let mut is_run_open = false;
    for node in &dockerfile.nodes {
        match &node.kind {
            NodeKind::Comment if line(node.span.text(source)).is_some() => {
                push(&mut runs, node.span, is_run_open);
                is_run_open = true;
            }
            NodeKind::Comment | NodeKind::Directive(_) => is_run_open = false,
            NodeKind::Blank => {
                is_run_open = false;
                if !runs.is_empty() {
                    all.push(Found::File(std::mem::take(&mut runs)));
                }
            }
            NodeKind::Instruction(instruction) => {
                inner(source, node, instruction, &mut runs);
                is_run_open = false;
                all.push(Found::Instruction(std::mem::take(&mut runs)));
            }
        }
    }
    if !runs.is_empty() {
        all.push(Found::File(runs));
    }
    all
}

fn push(runs: &mut Runs, span: Span, is_run_open: bool) {
    match runs.last_mut() {
        Some(run) if is_run_open => run.push(span),
        Some(_) | None => runs.push(vec![span]),
    }
}

/// Adds the notes that stand between the lines of an instruction. What stands in a heredoc is none.
fn inner(source: &str, node: &Node, instruction: &Instruction, runs: &mut Runs) {
    // Behind a line that is too long, nothing is read.
    if instruction.word.span.is_empty() {
        return;
    }
    let body = instruction.heredocs.first().map_or(node.span.end, |heredoc| heredoc.span.start);
    let mut start = node.span.start as usize;
    let mut is_run_open = false;
    for text in (Span { start: node.span.start, end: body }).text(source).split_inclusive('\n') {
        let end = start + text.len();
        // Only at the start of a file BuildKit passes over a byte order mark; elsewhere such a line is text.
        let is_note = !text.starts_with('\u{FEFF}') && line(text).is_some();
        if is_note {
            push(runs, Span::new(start, end), is_run_open);
        }
        is_run_open = is_note;
        start = end;
    }
}

/// What lines of notes say together.
#[derive(Default)]
struct Block {
    lines: Vec<String>,
    is_folded: bool,
    is_focus: bool,
}

impl Block {
    /// Adds more lines; other runs are other paragraphs.
    fn append(&mut self, source: &str, runs: &Runs) {
        for run in runs {
            self.lines.push(String::new());
            for span in run {
                match line(span.text(source)) {
                    Some(Line::Text(text)) => self.lines.push(text.to_owned()),
                    Some(Line::Fold) => self.is_folded = true,
                    Some(Line::Focus) => self.is_focus = true,
                    None => {}
                }
            }
        }
    }

    fn note(&self) -> Option<Note> {
        let text = self.lines.join("\n").trim_matches('\n').to_owned();
        (!text.is_empty()).then_some(Note { text })
    }
}
