use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_cache::Change;

use crate::update::document::take_place;
use crate::{Beside, EXAMPLE, Origin, State, WorkedExample};

/// A text of the reader's that another one has taken the place of, with what was chosen for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The Dockerfile.
    pub source: Rc<str>,
    /// Whose it is: the reader's own draft, or a copy of a link or an example that they have edited.
    pub origin: Origin,
    change: Change,
    target: Option<Rc<str>>,
    build_args: Rc<BTreeMap<String, String>>,
    caret: u32,
    is_edited: bool,
    example: Option<&'static WorkedExample>,
    /// What a link has brought with it.
    beside: Beside,
    /// Whether it was in the editor when the page stopped. It is not saved as the draft before the reader asks for it: it may
    /// be what stopped the page.
    pub is_rescued: bool,
}

/// Sets the text aside that is shown, before another one takes its place, if there is anything of the reader's in it.
pub(crate) fn keep(state: &mut State) {
    let is_theirs = match state.origin {
        Origin::Untouched | Origin::Own => *state.source != *EXAMPLE && !state.source.trim().is_empty(),
        Origin::Link | Origin::Copy | Origin::Example => state.is_edited,
    };
    if !is_theirs {
        return;
    }
    let text = SetAside {
        source: Rc::clone(&state.source),
        origin: if state.origin == Origin::Untouched { Origin::Own } else { state.origin },
        change: state.change.clone(),
        target: state.target.clone(),
        build_args: Rc::clone(&state.build_args),
        caret: state.caret,
        is_edited: state.is_edited,
        example: state.example,
        beside: Beside::brought(state),
        is_rescued: false,
    };
    Rc::make_mut(&mut state.set_aside).push(text);
}

/// Forgets the draft where it was set aside and is what is shown again.
pub(crate) fn forget_draft_that_is_shown(state: &mut State) {
    let source = Rc::clone(&state.source);
    let is_other = |text: &SetAside| text.origin != Origin::Own || text.source != source;
    Rc::make_mut(&mut state.set_aside).retain(is_other);
}

/// Offers a text that was in the editor when the page stopped, unless it is what is shown.
pub(crate) fn rescue(state: &mut State, text: String) {
    if text == *state.source || text.trim().is_empty() {
        return;
    }
    Rc::make_mut(&mut state.set_aside).push(SetAside {
        source: text.into(),
        origin: Origin::Copy,
        change: Change::AppCode,
        target: None,
        build_args: Rc::default(),
        caret: 0,
        is_edited: true,
        example: None,
        beside: Beside::default(),
        is_rescued: true,
    });
}

/// Shows the text again that was set aside last. The one in its place is set aside in turn, if there is anything of the
/// reader's in it.
pub(crate) fn restore(state: &mut State) {
    let Some(text) = Rc::make_mut(&mut state.set_aside).pop() else { return };
    keep(state);
    take_place(state);
    Beside::give_back(state);
    state.own = text.beside.exchange(state);
    let has_draft = state.set_aside.iter().any(|text| text.origin == Origin::Own);
    state.source = text.source;
    state.origin = if text.is_rescued && !has_draft { Origin::Own } else { text.origin };
    state.change = text.change;
    state.target = text.target;
    state.build_args = text.build_args;
    state.caret = text.caret;
    state.is_edited = text.is_edited;
    state.example = text.example;
    state.is_standing_hidden = false;
}

#[cfg(test)]
mod tests;
