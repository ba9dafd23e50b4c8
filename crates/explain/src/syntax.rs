//! Pieces of the language that belong to no instruction's arguments: directives, and the characters that join lines.

use onionskin_entries::{Kind, Part};
use onionskin_syntax::{Directive, Heredoc, Instruction, Node, NodeKind, Word};
use onionskin_text::Span;

use crate::notes::note;
use crate::references::behind_comments;
use crate::scene::Scene;
use crate::term::Term;
use crate::values::Values;
use crate::{Subject, WordNote};

/// Where the name and the value of `directive` stand, which is what `node` is.
pub(crate) fn directive_spans(subject: &Subject<'_>, node: &Node, directive: &Directive) -> [Span; 2] {
    let text = node.span.text(subject.source);
    let start = node.span.range().start;
    // In front of the name stand `#` or `//`, and blanks.
    let name = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or_default();
    let equals = text.find('=').unwrap_or_default();
    let value = text.get(equals..).and_then(|behind| behind.find(&directive.value)).unwrap_or_default();
    let span = |at: usize, len: usize| Span::new(start + at, start + at + len);
    [span(name, directive.name.len()), span(equals + value, directive.value.len())]
}

/// The notes on the directives of the file.
pub(crate) fn directive_notes(subject: &Subject<'_>) -> Vec<WordNote> {
    let noted = |node: &Node| {
        let NodeKind::Directive(directive) = &node.kind else { return None };
        let [name, value] = directive_spans(subject, node, directive);
        let span = Span { start: name.start, end: value.end };
        syntax_note(subject, &directive.name, span)
    };
    subject.dockerfile.nodes.iter().filter_map(noted).collect()
}

/// The bracket in front of `words`, those of an exec form. Between the two there may be blanks, line joins and comments.
pub(crate) fn exec_bracket(subject: &Subject<'_>, words: &[Word]) -> Option<Span> {
    let mut before = subject.source.get(..words.first()?.span.range().start)?;
    loop {
        before = before.trim_end();
        let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
        if line.trim_start().starts_with('#') {
            before = above;
        } else if let Some(behind) = before.strip_suffix('[') {
            return Some(Span::new(behind.len(), before.len()));
        } else {
            before = before.strip_suffix(subject.dockerfile.escape.character())?;
        }
    }
}

/// The characters that join the lines of `instruction`.
pub(crate) fn continuations<'a>(
    subject: &Subject<'a>,
    instruction: &Instruction,
) -> impl Iterator<Item = Span> + use<'a> {
    let text = instruction.span.text(subject.source);
    let start = instruction.span.range().start;
    let escape = subject.dockerfile.escape.character();
    let mut rest = text;
    std::iter::from_fn(move || {
        while let Some((line, behind)) = rest.split_once('\n') {
            let line_start = start + (text.len() - rest.len());
            rest = behind_comments(behind);
            let line = line.trim_end();
            if line.ends_with(escape) {
                let end = line_start + line.len();
                return Some(Span::new(end - escape.len_utf8(), end));
            }
        }
        None
    })
}

/// The note on the characters that join lines.
pub(crate) fn continuation_note(scene: &Scene<'_>) -> Option<WordNote> {
    let mut spans = continuations(&scene.subject, scene.instruction);
    let mut noted = syntax_note(&scene.subject, "continuation", spans.next()?)?;
    noted.places.extend(spans);
    Some(noted)
}

/// Where the lines that end the heredocs of `instruction` stand.
pub(crate) fn heredoc_ends<'a>(
    subject: &Subject<'a>,
    instruction: &'a Instruction,
) -> impl Iterator<Item = Span> + use<'a> {
    let source = subject.source;
    instruction.heredocs.iter().filter_map(move |heredoc| heredoc_end(source, heredoc))
}

/// Where the line that ends `heredoc` stands; `None` where it never ends.
pub(crate) fn heredoc_end(source: &str, heredoc: &Heredoc) -> Option<Span> {
    let behind = source.get(heredoc.span.range().end..)?;
    let line = behind.trim_start_matches('\t');
    let start = heredoc.span.range().end + behind.len() - line.len();
    line.starts_with(&heredoc.name).then(|| Span::new(start, start + heredoc.name.len()))
}

/// The notes on the lines that end the heredocs of COPY and ADD.
pub(crate) fn heredoc_end_notes(scene: &Scene<'_>) -> Vec<WordNote> {
    let entry = scene.subject.registry.by_id(Kind::Operators, "heredoc-end");
    let Some(text) = entry.and_then(|entry| entry.part(Part::Note).first()) else { return Vec::new() };
    let noted =
        |span: Span| note(&[&Term::plain(span.text(scene.subject.source), span)], text, &Values::default());
    heredoc_ends(&scene.subject, scene.instruction).filter_map(noted).collect()
}

fn syntax_note(subject: &Subject<'_>, id: &str, span: Span) -> Option<WordNote> {
    let text = subject.registry.by_id(Kind::Syntax, id)?.part(Part::Note).first()?;
    note(&[&Term::plain(span.text(subject.source), span)], text, &Values::default())
}
