use onionskin_app::StepKey;
use yew::prelude::*;

/// What happens in the explanation of an instruction, for whoever reads it from the browser's events.
#[derive(Clone, PartialEq)]
pub struct PaneEvents {
    /// A key was pressed in the words of the instruction.
    pub on_words_key: Callback<KeyboardEvent>,
    /// The field for the duration of the step is different.
    pub on_duration: Callback<(StepKey, InputEvent)>,
}
