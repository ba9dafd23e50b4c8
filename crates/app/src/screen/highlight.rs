use std::rc::Rc;

use onionskin_syntax::{Args, Dockerfile, Instruction, Keyword, Node, NodeKind, Pair, Word};
use onionskin_text::{Span, utf16};

/// The most pieces of one instruction that are coloured; the rest of it stays plain. A file of half a megabyte
/// can hold a hundred thousand words, and each piece is an element of the page.
const MAX_PIECES: usize = 400;

/// The text of a piece of the file, from the start of a line to the end of the same or a later line, cut where
/// the colour changes. The chunks of a file, one after the other, are the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The pieces in order.
    pub pieces: Vec<Piece>,
}

/// Text of one colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub ink: Ink,
    /// The text.
    pub text: String,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Nothing special.
    Plain,
    /// The word of an instruction, or AS.
    Keyword,
    /// The first word of a line that is no instruction.
    Unknown,
    /// A `--flag=value`.
    Flag,
    /// A string.
    Quoted,
    /// The body of a heredoc.
    Heredoc,
    /// A comment.
    Comment,
    /// A parser directive.
    Directive,
    /// A comment that is a note of the author.
    Note,
}

/// A coloured place of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inked {
    /// Where it starts, in UTF-16.
    pub from_utf16: u32,
    /// Where it ends.
    pub to_utf16: u32,
    /// Its colour; never [`Ink::Plain`].
    pub ink: Ink,
}

/// The coloured places of the file that `chunks` are, in order.
pub fn inked(chunks: &[Rc<Chunk>]) -> impl Iterator<Item = Inked> {
    let mut from_utf16 = 0;
    chunks.iter().flat_map(|chunk| &chunk.pieces).filter_map(move |piece| {
        let to_utf16 = from_utf16 + utf16::len(&piece.text);
        let inked = Inked { from_utf16, to_utf16, ink: piece.ink };
        from_utf16 = to_utf16;
        (piece.ink != Ink::Plain).then_some(inked)
    })
}

/// The chunks of `source`.
pub(crate) fn chunks(source: &str, dockerfile: &Dockerfile) -> Vec<Rc<Chunk>> {
    let mut chunks: Vec<Rc<Chunk>> = Vec::with_capacity(dockerfile.nodes.len() + 1);
    let mut done = 0;
    for node in &dockerfile.nodes {
        let span = Span { start: done, end: node.span.end };
        chunks.push(Rc::new(cut(source, span, &marks(source, node))));
        done = done.max(node.span.end);
    }
    let rest = Span::new(done as usize, source.len());
    if !rest.is_empty() {
        chunks.push(Rc::new(cut(source, rest, &[])));
    }
    chunks
}

type Mark = (Span, Ink);

fn cut(source: &str, span: Span, marks: &[Mark]) -> Chunk {
    let mut pieces = Vec::new();
    let mut done = span.start;
    let mut push = |start: u32, end: u32, ink: Ink| {
        let text = Span { start, end }.text(source);
        if !text.is_empty() {
            pieces.push(Piece { ink, text: text.to_owned() });
        }
    };
    for &(mark, ink) in marks.iter().take(MAX_PIECES) {
        let is_whole = source.get(mark.range()).is_some();
        if mark.start >= done && mark.end <= span.end && is_whole {
            push(done, mark.start, Ink::Plain);
            push(mark.start, mark.end, ink);
            done = mark.end;
        }
    }
    push(done, span.end, Ink::Plain);
    Chunk { pieces }
}

/// The coloured places of a node, in order.
fn marks(source: &str, node: &Node) -> Vec<Mark> {
    match &node.kind {
        NodeKind::Directive(_) => vec![(node.span, Ink::Directive)],
        NodeKind::Comment => vec![(node.span, comment(node.span.text(source)))],
        NodeKind::Blank => Vec::new(),
        NodeKind::Instruction(instruction) => {
            let mut marks = Vec::new();
            mark_instruction(&mut marks, instruction);
            merged(marks, comment_lines(source, node.span, instruction))
        }
    }
}

fn comment(text: &str) -> Ink {
    if onionskin_notes::is_note(text) { Ink::Note } else { Ink::Comment }
}

fn mark_instruction(marks: &mut Vec<Mark>, instruction: &Instruction) {
    let ink = if instruction.keyword.is_some() { Ink::Keyword } else { Ink::Unknown };
    marks.push((instruction.word.span, ink));
    marks.extend(instruction.flags.iter().map(|flag| (flag.span, Ink::Flag)));
    if let (Some(Keyword::From), Args::Words(words)) = (instruction.keyword, &instruction.args) {
        let is_as = |word: &&Word| word.text.eq_ignore_ascii_case("as");
        marks.extend(words.iter().skip(1).filter(is_as).map(|word| (word.span, Ink::Keyword)));
    }
    mark_args(marks, &instruction.args);
    marks.extend(instruction.heredocs.iter().map(|heredoc| (heredoc.span, Ink::Heredoc)));
}

fn mark_args(marks: &mut Vec<Mark>, args: &Args) {
    let is_quoted = |word: &Word| word.text.starts_with(['"', '\'']);
    match args {
        Args::Json(words) => marks.extend(words.iter().map(|word| (word.span, Ink::Quoted))),
        Args::Pairs(pairs) => {
            let values = pairs.iter().map(|Pair { value, .. }| value).filter(|value| is_quoted(value));
            marks.extend(values.map(|value| (value.span, Ink::Quoted)));
        }
        Args::Words(words) => {
            marks.extend(words.iter().filter(|word| is_quoted(word)).map(|word| (word.span, Ink::Quoted)));
        }
        Args::Healthcheck(Some((kind, args))) => {
            marks.push((kind.span, Ink::Keyword));
            mark_args(marks, args);
        }
        Args::Trigger(Some(trigger)) => mark_instruction(marks, trigger),
        Args::Unread(_) | Args::Text(_) | Args::Healthcheck(None) | Args::Trigger(None) => {}
    }
}

/// The comment lines between the lines of an instruction.
fn comment_lines(source: &str, node: Span, instruction: &Instruction) -> Vec<Mark> {
    let body = instruction.heredocs.first().map_or(node.end, |heredoc| heredoc.span.start);
    let mut start = node.start as usize;
    let mut marks = Vec::new();
    for line in (Span { start: node.start, end: body }).text(source).split_inclusive('\n') {
        let end = start + line.len();
        if line.trim_start().starts_with('#') {
            marks.push((Span::new(start, end), comment(line)));
        }
        start = end;
    }
    marks
}

/// The marks of two lists, each in order, in order.
fn merged(a: Vec<Mark>, b: Vec<Mark>) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(a.len() + b.len());
    let mut b = b.into_iter().peekable();
    for mark in a {
        while let Some(earlier) = b.next_if(|(span, _)| span.start < mark.0.start) {
            marks.push(earlier);
        }
        marks.push(mark);
    }
    marks.extend(b);
    marks
}
