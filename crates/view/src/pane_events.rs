use onionskin_app::{Action, AuthorsNote, StepKey};
use yew::prelude::*;

/// What happens in the explanation of an instruction, for whoever reads it from the browser's events.
#[derive(Clone, PartialEq)]
pub struct PaneEvents {
    /// A key was pressed in the words of the instruction.
    pub on_words_key: Callback<KeyboardEvent>,
    /// The field for the duration of the step is different.
    pub on_duration: Callback<(StepKey, InputEvent)>,
    /// What shows the author's note, once it is loaded.
    pub note: Option<NoteView>,
}

/// Shows a note, and the way to write it. There is only one, so one is like another.
#[derive(Clone, Copy)]
pub struct NoteView(pub fn(&AuthorsNote, &Callback<Action>) -> Html);

impl PartialEq for NoteView {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
