//! What the author says of the document, and what the reader writes to say it.

use onionskin_notes::{About, Note, Notes, cleaned, with_note};
use onionskin_text::{LineIndex, LineRange, utf16};

use crate::screen::selection;
use crate::update::document::edit;
use crate::{LineFolds, State, words};

/// A note and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorsNote {
    /// What it is about.
    pub about: About,
    /// The note; `None` where nothing is said.
    pub note: Option<Note>,
    /// Whether it is there to be read only.
    pub is_received: bool,
    /// Which document it is about, as [`State::n_documents`] counts them.
    pub document: u32,
}

/// The document with another note, and where the caret stands then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Noted {
    source: String,
    caret_utf16: u32,
}

/// Why `text` cannot be a note, and what to do; `None` where it can.
pub fn note_refusal(text: &str) -> Option<String> {
    cleaned(text).err().map(|refusal| words::notes::refused(&refusal.to_string()))
}

/// The document of `state` with `text` as a note. The caret stands at the start of the same instruction; `None` where the note is
/// refused.
pub(crate) fn noted(state: &State, about: About, text: &str) -> Option<Noted> {
    let source = with_note(&state.source, about, text).ok()?;
    let before = onionskin_syntax::parse(&state.source).dockerfile;
    let selected = selection::selected(LineIndex::new(&state.source).line_of(state.caret), &before);
    let after = onionskin_syntax::parse(&source).dockerfile;
    let caret =
        selected.and_then(|at| after.instructions().nth(at)).map_or(0, |instruction| instruction.span.start);
    Some(Noted { caret_utf16: utf16::from_byte(&source, caret as usize), source })
}

/// Writes a note into the document, unless that is somebody else's.
pub(crate) fn write(state: &mut State, about: About, text: &str) {
    let later = state.explanations.later.filter(|_| !state.is_received());
    if let Some(Noted { source, caret_utf16 }) = later.and_then(|later| (later.noted)(state, about, text)) {
        edit(state, source, caret_utf16);
    }
}

/// How the author wants `source` to be read: the byte offset of the instruction to look at first, and the lines that start folded.
pub(crate) fn first_look(source: &str) -> (Option<u32>, LineFolds) {
    let dockerfile = onionskin_syntax::parse(source).dockerfile;
    let notes = onionskin_notes::notes(source, &dockerfile);
    let focus = notes.focus().and_then(|at| dockerfile.instructions().nth(at));
    let folded = dockerfile.instructions().zip(&notes.instructions).filter(|(_, remarks)| remarks.is_folded);
    let folded: Vec<LineRange> = folded.map(|(instruction, _)| instruction.lines).collect();
    (focus.map(|instruction| instruction.span.start), LineFolds::new(&folded))
}

/// The byte offset of the instruction that the author of `source` wants to be looked at first, if there is one.
pub fn authors_focus(source: &str) -> Option<u32> {
    first_look(source).0
}

/// What `notes` say of `about`, to be shown for `state`.
pub(crate) fn authors_note(state: &State, notes: &Notes, about: About) -> AuthorsNote {
    let note = match about {
        About::File => notes.file.clone(),
        About::Instruction(at) => notes.instructions.get(at).and_then(|remarks| remarks.note.clone()),
    };
    AuthorsNote { about, note, is_received: state.is_received(), document: state.n_documents }
}

#[cfg(test)]
mod tests;
