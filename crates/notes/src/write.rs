use std::fmt;

use onionskin_syntax::{Node, NodeKind, parse};
use onionskin_text::Span;

use crate::line::{Line, line, meaning, written};
use crate::notes::{Found, found};

/// The most bytes of a note that is written: some pages of text. BuildKit reads no line of more than 65,535 bytes.
pub const MAX_NOTE_BYTES: usize = 16_000;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// All of the file.
    File,
    /// The instruction with this index.
    Instruction(usize),
}

/// Why a note cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is longer than [`MAX_NOTE_BYTES`]; this is how long it is, in bytes.
    TooLong(usize),
    /// One of its lines is only this word, which would be an instruction to Onionskin and no text.
    IsWord(String),
    /// There is no such instruction.
    NoInstruction,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(n_bytes) => {
                write!(f, "the note has {n_bytes} bytes, and the limit is {MAX_NOTE_BYTES}: shorten it")
            }
            Self::IsWord(word) => write!(
                f,
                "a line that says only “{word}” is no text: `# onionskin: {word}` {} an instruction. Write more into that line",
                if word.eq_ignore_ascii_case("fold") { "folds" } else { "selects" },
            ),
            Self::NoInstruction => f.write_str("the instruction is not there any more"),
        }
    }
}

impl std::error::Error for Refusal {}

/// `text` as a note keeps it: without white space around its lines, and without empty lines at its start and end.
///
/// # Errors
/// Why it cannot be one.
pub fn cleaned(text: &str) -> Result<String, Refusal> {
    if text.len() > MAX_NOTE_BYTES {
        return Err(Refusal::TooLong(text.len()));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    match lines.iter().find(|line| !matches!(meaning(line), Line::Text(_))) {
        Some(word) => Err(Refusal::IsWord((*word).to_owned())),
        None => Ok(lines.join("\n").trim_matches('\n').to_owned()),
    }
}

/// `source` with `text` as the note of what it is `about`: a new note, another one, or none where the text is empty. It stands in
/// comment lines right above the instruction, that of the file below the parser directives, with an empty line behind it. All
/// other bytes stay.
///
/// # Errors
/// Why the note cannot be written.
///
/// ```
/// use onionskin_notes::{About, with_note};
/// let source = "FROM alpine\nRUN make\n";
/// let noted = with_note(source, About::Instruction(1), "Takes a minute.").unwrap();
/// assert_eq!(noted, "FROM alpine\n# onionskin: Takes a minute.\nRUN make\n");
/// assert_eq!(with_note(&noted, About::Instruction(1), "").unwrap(), source);
/// ```
pub fn with_note(source: &str, about: About, text: &str) -> Result<String, Refusal> {
    let text = cleaned(text)?;
    let dockerfile = parse(source).dockerfile;
    let mut own: Vec<Span> = Vec::new();
    let mut instruction = 0;
    for found in found(source, &dockerfile) {
        let (runs, is_own) = match found {
            Found::File(runs) => (runs, about == About::File),
            Found::Instruction(runs) => {
                instruction += 1;
                (runs, about == About::Instruction(instruction - 1))
            }
        };
        if is_own {
            own.extend(runs.into_iter().flatten());
        }
    }
    own.retain(|span| matches!(line(span.text(source)), Some(Line::Text(_))));
    let mark = if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    if let Some(first) = own.first_mut() {
        first.start = first.start.max(Span::new(mark, mark).start);
    }
    let is_directive = |node: &&Node| matches!(node.kind, NodeKind::Directive(_));
    let directives_end =
        dockerfile.nodes.iter().rfind(is_directive).map_or(mark, |node| node.span.end as usize);

    let (place, is_apart) = match about {
        About::Instruction(at) => {
            let mut instructions =
                dockerfile.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Instruction(_)));
            let start = instructions.nth(at).ok_or(Refusal::NoInstruction)?.span.start as usize;
            // What stands above the instruction stays where it is, what stands inside goes above.
            let first = own.first().map_or(start, |span| span.start as usize);
            (first.min(start), false)
        }
        About::File => match own.first() {
            Some(first) => (first.start as usize, false),
            None => (directives_end, true),
        },
    };
    let place = place.max(mark);
    let inserted = inserted(source, place, &text, is_apart);
    if about == About::File && text.is_empty() {
        own.extend(parting(source, &own, directives_end));
    }
    let noted = replaced(source, place, &inserted, &own);
    if parse(&noted).dockerfile.directives().count() == dockerfile.directives().count() {
        return Ok(noted);
    }
    // A comment that stood below the note would become a directive, which another comment above it prevents.
    Ok(replaced(source, place, &["#", line_end(source)].concat(), &own))
}

/// The lines of `text` as they are written at `place`.
fn inserted(source: &str, place: usize, text: &str, is_apart: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    let end = line_end(source);
    let (before, behind) = source.split_at_checked(place).unwrap_or((source, ""));
    let mut inserted = String::new();
    if !(before.is_empty() || before == BYTE_ORDER_MARK || before.ends_with('\n')) {
        inserted.push_str(end);
    }
    for line in text.split('\n') {
        inserted.push_str(&written(line));
        inserted.push_str(end);
    }
    let starts_blank = behind.split('\n').next().is_none_or(|line| line.trim().is_empty());
    if is_apart && !starts_blank {
        inserted.push_str(end);
    }
    inserted
}

/// The empty line behind a note of the file that goes away, which parts it from what follows.
fn parting(source: &str, own: &[Span], directives_end: usize) -> Option<Span> {
    let (first, last) = (own.first()?, own.last()?);
    let before = source.get(..first.start as usize)?;
    let above = before.strip_suffix('\n').map(|before| before.rsplit('\n').next().unwrap_or_default());
    let is_parted_above =
        before.len() == directives_end || above.is_some_and(|above| above.trim().is_empty());
    let behind = source.get(last.end as usize..)?;
    let blank =
        behind.split_inclusive('\n').next().filter(|line| line.ends_with('\n') && line.trim().is_empty())?;
    is_parted_above.then(|| Span::new(last.end as usize, last.end as usize + blank.len()))
}

/// `source` without the spans `gone`, in order, and with `inserted` at `place`, which is not inside of one.
fn replaced(source: &str, place: usize, inserted: &str, gone: &[Span]) -> String {
    let mut out = String::with_capacity(source.len() + inserted.len());
    let mut done = 0;
    let mut is_inserted = false;
    for span in gone {
        let start = (span.start as usize).max(done);
        if !is_inserted && place <= start {
            out.push_str(source.get(done..place).unwrap_or_default());
            out.push_str(inserted);
            done = place;
            is_inserted = true;
        }
        out.push_str(source.get(done..start).unwrap_or_default());
        done = span.end as usize;
    }
    if !is_inserted {
        out.push_str(source.get(done..place).unwrap_or_default());
        out.push_str(inserted);
        done = place.max(done);
    }
    out.push_str(source.get(done..).unwrap_or_default());
    out
}

/// The line end of `source`: that of its first line.
fn line_end(source: &str) -> &'static str {
    let first = source.split_inclusive('\n').next().unwrap_or_default();
    if first.ends_with("\r\n") { "\r\n" } else { "\n" }
}
