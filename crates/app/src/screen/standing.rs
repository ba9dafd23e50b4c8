use crate::{Origin, State, WorkedExample, words};

/// What is said of the text that is shown, above all else: which example it is, and what it has taken the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether the text is somebody else's, which is said until the reader starts a copy.
    pub is_received: bool,
    /// The title of the worked example that is open, and what to look at in it.
    pub example: Option<(&'static str, &'static str)>,
    /// The example to look at beside it, and what it is called.
    pub pair: Option<(&'static WorkedExample, &'static str)>,
    /// What is said of the text that is set aside, and what the button is called that goes back to it.
    pub back: Option<(&'static str, &'static str)>,
}

/// What there is to say of the text that is shown; `None` for the reader's own, and once it is dismissed.
pub(crate) fn standing(state: &State) -> Option<Standing> {
    let is_received = state.is_received();
    if state.is_standing_hidden && !is_received {
        return None;
    }
    let (example, back) = (state.example, back(state));
    let pair = example.and_then(|example| example.pair).and_then(WorkedExample::find);
    (is_received || example.is_some() || back.is_some()).then(|| Standing {
        is_received,
        example: example.map(|example| example.told),
        pair: pair.map(|pair| (pair, pair.told.0)),
        back,
    })
}

/// What is said of the text that was set aside last, and what the button is called that goes back to it.
pub(crate) fn back(state: &State) -> Option<(&'static str, &'static str)> {
    let text = state.set_aside.last()?;
    if text.is_rescued {
        return Some((words::start::RESCUED, words::start::BRING_BACK));
    }
    Some(match text.origin {
        Origin::Untouched | Origin::Own => (words::examples::DRAFT_IS_KEPT, words::examples::BACK_TO_DRAFT),
        Origin::Link | Origin::Copy | Origin::Example => {
            (words::examples::EDITED_IS_KEPT, words::examples::BACK_TO_EDITED)
        }
    })
}
