//! The Dockerfile that the document is compared with.

use std::rc::Rc;

use crate::opened_link::with_line_feeds;
use crate::update::document::edit;
use crate::{State, View, example};

/// What happens to the Dockerfile that the document is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherAction {
    /// Its text is this one now: the reader typed, or a text from an earlier visit was found.
    Edited(String),
    /// The reader wants it to start as a copy of the document.
    Copied,
    /// The reader wants it to start as the example.
    ExampleChosen,
    /// It and the document change places.
    Swapped,
    /// It becomes the document, which the reader goes on with; the document takes its place.
    Adopted,
}

pub(crate) fn apply(state: &mut State, action: OtherAction) {
    match action {
        OtherAction::Edited(text) => set(state, &text),
        OtherAction::Copied => set(state, &Rc::clone(&state.source)),
        OtherAction::ExampleChosen => set(state, example::OTHER),
        OtherAction::Swapped => swap(state),
        OtherAction::Adopted => {
            swap(state);
            state.view = View::Stack;
        }
    }
}

/// Line ends become those that a browser's text field keeps.
fn set(state: &mut State, text: &str) {
    let text = with_line_feeds(text);
    if state.own.other.is_some() && state.other.as_deref() != Some(text.as_str()) {
        // It is a link's, and kept as the rest of an edited link is.
        state.is_edited = true;
    }
    state.other = (!text.is_empty()).then(|| text.into());
}

fn swap(state: &mut State) {
    let Some(other) = state.other.take() else { return };
    let document = Rc::clone(&state.source);
    edit(state, other.to_string(), 0);
    set(state, &document);
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use onionskin_share::Document;

    use super::OtherAction;
    use crate::{Action, Draft, EXAMPLE, OpenedLink, State, View, address, draft, other_draft, update};

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(Rc::new(State::new("https://x.test/")), update)
    }

    fn edited(text: &str) -> Action {
        Action::SourceEdited { text: text.to_owned(), caret_utf16: 0 }
    }

    fn other(text: &str) -> Action {
        Action::Other(OtherAction::Edited(text.to_owned()))
    }

    fn linked(text: &str) -> Action {
        let document = Document { source: text.to_owned(), ..Document::default() };
        Action::LinkOpened { link: Ok(OpenedLink::new(document).into()), draft: None }
    }

    #[test]
    fn the_other_dockerfile_is_a_draft_of_its_own() {
        let state = after([other("FROM b\r\nRUN c\r")]);
        assert_eq!(state.other.as_deref(), Some("FROM b\nRUN c\n"));
        assert_eq!(other_draft(&state), Draft::Save("FROM b\nRUN c\n".into()));
        assert_eq!((address(&state), draft(&state)), (None, Draft::Leave));
        assert_eq!(other_draft(&after([other("FROM b"), other("")])), Draft::Clear);
    }

    #[test]
    fn a_link_leaves_the_other_dockerfile_alone() {
        let state = after([other("FROM mine"), linked("FROM theirs")]);
        assert_eq!(state.other.as_deref(), Some("FROM mine"));
        assert_eq!(after([linked("FROM theirs"), other("FROM mine")]).source.as_ref(), "FROM theirs");
    }

    #[test]
    fn it_starts_as_a_copy_or_as_the_example() {
        let copied = after([edited("FROM a"), Action::Other(OtherAction::Copied)]);
        assert_eq!(copied.other.as_deref(), Some("FROM a"));
        let state = after([Action::Other(OtherAction::ExampleChosen)]);
        assert!(state.other.as_deref().is_some_and(|other| other != EXAMPLE));
    }

    #[test]
    fn swapping_loses_nothing_and_twice_is_as_before() {
        let state = after([edited("FROM a\nRUN x"), other("FROM b")]);
        let swapped = update(Rc::clone(&state), Action::Other(OtherAction::Swapped));
        assert_eq!((&*swapped.source, swapped.other.as_deref()), ("FROM b", Some("FROM a\nRUN x")));
        assert_eq!(draft(&swapped), Draft::Save("FROM b".into()));
        let back = update(swapped, Action::Other(OtherAction::Swapped));
        // All but the count of documents that were shown.
        assert_eq!(State { n_documents: state.n_documents, ..State::clone(&back) }, *state);
    }

    #[test]
    fn nothing_is_swapped_with_nothing() {
        let state = after([edited("FROM a")]);
        assert!(Rc::ptr_eq(&state, &update(Rc::clone(&state), Action::Other(OtherAction::Swapped))));
        let from_empty = after([edited(""), other("FROM b"), Action::Other(OtherAction::Swapped)]);
        assert_eq!((&*from_empty.source, from_empty.other.as_deref()), ("FROM b", None));
    }

    #[test]
    fn the_other_dockerfile_becomes_the_document() {
        let state =
            after([Action::ViewChosen(View::Compare), other("FROM b"), Action::Other(OtherAction::Adopted)]);
        assert_eq!(
            (&*state.source, state.other.as_deref(), state.view),
            ("FROM b", Some(EXAMPLE), View::Stack)
        );
        assert_eq!(address(&state).map(|document| document.source).as_deref(), Some("FROM b"));
    }

    #[test]
    fn a_document_that_a_link_brought_stays_in_the_address_when_it_is_swapped() {
        let state = after([linked("FROM theirs"), other("FROM mine"), Action::Other(OtherAction::Swapped)]);
        assert_eq!(address(&state).map(|document| document.source).as_deref(), Some("FROM mine"));
        // The reader's draft of the document is neither of the two.
        assert_eq!(draft(&state), Draft::Leave);
        assert_eq!(other_draft(&state), Draft::Save("FROM theirs".into()));
    }
}
