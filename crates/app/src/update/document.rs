//! What the page shows, and how another text takes its place.

use std::rc::Rc;

use onionskin_cache::Change;

use super::{byte_offset, close_dialog, touch};
use crate::opened_link::with_line_feeds;
use crate::state::WantedExample;
use crate::{
    Beside, Dialog, EXAMPLE, Folds, LoadError, OpenError, Origin, PileOrder, State, View, WorkedExample,
    example, set_aside, words,
};

/// Puts `text` on the page in the place of the document.
pub(crate) fn edit(state: &mut State, text: String, caret_utf16: u32) {
    state.caret = byte_offset(&text, caret_utf16);
    if *text == *state.source {
        return;
    }
    if is_another_document(&state.source, &text) {
        take_place(state);
        forget_what_is_its_own(state);
        forget_change_of_nothing(state, &text);
    }
    state.source = text.into();
    state.is_edited = true;
    if state.origin == Origin::Example && state.set_aside.is_empty() {
        state.origin = Origin::Own;
    }
    leave_link(state);
    touch(state);
}

/// Another text is about to take the place of the document: what is open beside this one does not stay open beside the next.
pub(crate) fn take_place(state: &mut State) {
    unfold_received(state);
    state.n_documents = state.n_documents.wrapping_add(1);
}

/// Puts `source` on the page, with the line ends that a browser's text field keeps.
pub(super) fn show(state: &mut State, source: &str) {
    take_place(state);
    state.source = with_line_feeds(source).into();
    state.caret = 0;
    state.is_edited = false;
    state.example = None;
    state.is_standing_hidden = false;
}

/// Shows a text of the reader's own.
pub(super) fn show_own(state: &mut State, text: &str) {
    show(state, text);
    forget_what_is_its_own(state);
    forget_change_of_nothing(state, text);
}

/// Shows a file as the reader's own text.
pub(super) fn open_file(state: &mut State, file: Result<String, OpenError>) {
    match file {
        Ok(text) => {
            leave(state);
            show_own(state, &text);
            state.origin = Origin::Own;
            state.notice = None;
        }
        Err(error) => state.notice = Some(error.to_string().into()),
    }
}

/// Shows what a first visit shows.
pub(super) fn restore_example(state: &mut State) {
    leave(state);
    show(state, EXAMPLE);
    forget_what_is_its_own(state);
    state.change = example::change();
    state.caret = example::caret();
    let is_own = matches!(state.origin, Origin::Untouched | Origin::Own) && state.set_aside.is_empty();
    state.origin = if is_own { Origin::Own } else { Origin::Example };
}

/// Shows a worked example, if it is the one that the reader waits for.
pub(super) fn open_example(
    state: &mut State,
    example: &'static WorkedExample,
    text: Result<String, LoadError>,
) {
    let is_awaited = state.wanted_example.is_some_and(|wanted| wanted.example == example);
    match text {
        _ if !is_awaited => {}
        Ok(text) => {
            leave(state);
            show(state, &text);
            forget_what_is_its_own(state);
            state.caret = example.caret(&state.source);
            state.change = example.change();
            state.origin = Origin::Example;
            state.example = Some(example);
            close_dialog(state);
        }
        Err(error) if state.dialog == Some(Dialog::Examples) => {
            state.wanted_example = Some(WantedExample { example, failure: Some(error) });
        }
        Err(error) => {
            state.wanted_example = None;
            state.notice = Some(words::examples::not_loaded(error).into());
        }
    }
}

/// Makes what a link has shown the reader's own to edit: their draft, unless they have another one.
pub(super) fn start_copy(state: &mut State, draft: Option<&str>) {
    if !state.is_received() {
        return;
    }
    let is_draft_saved = draft.is_some_and(|draft| !draft.trim().is_empty());
    unfold_received(state);
    let has_draft = is_draft_saved || state.set_aside.iter().any(|text| text.origin == Origin::Own);
    state.origin = if has_draft { Origin::Copy } else { Origin::Own };
    // The other views have no editor.
    if state.view != View::Compare {
        state.view = View::Stack;
    }
}

/// What the reader's own work left in the address is a copy, unless it is what a first visit shows.
pub(super) fn find_own(state: &mut State) {
    let has_draft = state.set_aside.iter().any(|text| text.origin == Origin::Own);
    if state.is_received() && *state.source == *EXAMPLE && !has_draft {
        unfold_received(state);
        state.origin = Origin::Own;
    }
    leave_link(state);
}

/// What is edited, or was, is no longer what somebody else has sent.
fn leave_link(state: &mut State) {
    if state.is_received() {
        unfold_received(state);
        state.origin = Origin::Copy;
        state.is_edited = true;
    }
}

/// Unfolds what the author of a link has folded: an editor knows its own folds.
fn unfold_received(state: &mut State) {
    if state.is_received() {
        state.line_folds = Rc::default();
    }
}

/// Keeps what is on the page before something of the reader's own, or an example, takes its place.
fn leave(state: &mut State) {
    set_aside::keep(state);
    Beside::give_back(state);
}

/// What the build of another document was told is about its own stages and arguments, and so is how it was shown.
fn forget_what_is_its_own(state: &mut State) {
    state.target = None;
    state.build_args = Rc::default();
    forget_arrangement(state);
}

pub(super) fn forget_arrangement(state: &mut State) {
    state.folds = Folds::default();
    state.pile_order = PileOrder::default();
}

/// Chooses another change where the one that is chosen is about nothing that `source` names.
fn forget_change_of_nothing(state: &mut State, source: &str) {
    if !mentions(source, &state.change) {
        // Of all changes, this is the one that a build sees most.
        state.change = Change::AppCode;
    }
}

/// Whether so little of `old` is left in `new` that the reader has put another document in its place.
fn is_another_document(old: &str, new: &str) -> bool {
    let same = |(a, b): &(u8, u8)| a == b;
    let at_start = old.bytes().zip(new.bytes()).take_while(same).count();
    let at_end = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    at_start + at_end < old.len() / 2
}

/// Whether `source` names the file that `change` is about.
fn mentions(source: &str, change: &Change) -> bool {
    match change {
        Change::File(text) | Change::BaseImage(text) | Change::Argument(text) => {
            source.contains(text.as_str())
        }
        Change::FirstBuild
        | Change::Nothing
        | Change::AppCode
        | Change::Files(_)
        | Change::Dockerfile
        | Change::NoCache => true,
    }
}
