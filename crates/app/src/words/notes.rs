//! The words around what an author says of a Dockerfile.

use onionskin_notes::About;

/// Heads a note.
pub const HEADING: &str = "Author's note";
/// What a slab says whose instruction has a note.
pub const HAS_NOTE: &str = "has a note";
/// Closes the field.
pub const DONE: &str = "Done";
/// Closes the field and makes the note what it was before.
pub const CANCEL: &str = "Cancel";
/// How a note can be written.
pub const HINT: &str = "It is written into the Dockerfile as comments, which everybody reads who gets the file or the link. `code`, **strong**, \
                        *emphasis* and [links](https://…) can be used. An empty note goes away.";

/// The button that opens the field for a note, which `exists` or not.
pub const fn open(about: About, exists: bool) -> &'static str {
    match (about, exists) {
        (About::File, false) => "Add a note on the whole file",
        (About::File, true) => "Edit the note on the whole file",
        (About::Instruction(_), false) => "Add a note",
        (About::Instruction(_), true) => "Edit note",
    }
}

/// What the field for a note is called.
pub const fn field(about: About) -> &'static str {
    match about {
        About::File => "Note on the whole file",
        About::Instruction(_) => "Note on this instruction",
    }
}

/// Why a note is not kept.
pub fn refused(why: &str) -> String {
    format!("This note cannot be kept: {why}.")
}
