use std::collections::BTreeMap;
use std::rc::Rc;

use onionskin_share::Document;

use crate::{EXAMPLE, Origin, State};

/// What is to happen to the draft that is saved on the reader's device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// It stays as it is.
    Leave,
    /// There is nothing worth to save any more: the reader is back at the example.
    Clear,
    /// This text takes its place.
    Save(Rc<str>),
}

/// What the address of the page carries; `None` where the address is to stay as it is, which it does until the
/// reader changes something.
pub fn address(state: &State) -> Option<Document> {
    match state.origin {
        Origin::Untouched => None,
        Origin::Own | Origin::Link | Origin::Example => Some(document(state)),
    }
}

/// What is to happen to the saved draft.
pub fn draft(state: &State) -> Draft {
    match state.origin {
        Origin::Own if *state.source == *EXAMPLE => Draft::Clear,
        Origin::Own => Draft::Save(Rc::clone(&state.source)),
        Origin::Untouched | Origin::Link | Origin::Example => {
            let own = state.set_aside.iter().rev().find(|text| text.origin == Origin::Own);
            own.map_or(Draft::Leave, |text| Draft::Save(Rc::clone(&text.source)))
        }
    }
}

/// What is to happen to the saved text of the Dockerfile that the document is compared with. It is the reader's own, whoever
/// the document is from.
pub fn other_draft(state: &State) -> Draft {
    state.other.clone().map_or(Draft::Clear, Draft::Save)
}

/// All that a link to what is on the page carries.
pub(crate) fn document(state: &State) -> Document {
    Document {
        source: state.source.to_string(),
        change: state.change.clone(),
        target: state.target.as_deref().map(str::to_owned),
        build_args: BTreeMap::clone(&state.build_args),
    }
}
