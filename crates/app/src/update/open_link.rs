use std::rc::Rc;

use onionskin_share::DecodeError;

use super::document::{forget_arrangement, show};
use crate::costs::CostInputs;
use crate::opened_link::with_line_feeds;
use crate::{Beside, EXAMPLE, FilesState, LoadError, OpenedLink, Origin, State, set_aside, words};

/// Shows what a link carries, or says why it cannot be opened. What it does not say anything of stays.
pub(super) fn open_link(state: &mut State, link: Result<Rc<OpenedLink>, DecodeError>, draft: Option<&str>) {
    state.unopened_link = None;
    match link {
        Ok(link) => show_link(state, &link, draft),
        Err(DecodeError::Empty) => {}
        Err(error) => state.notice = Some(error.to_string().into()),
    }
}

/// Lets the link in the address wait, since what opens links could not be loaded.
pub(super) fn wait(state: &mut State, error: LoadError) {
    state.unopened_link = Some(error);
    state.notice = Some(words::start::link_not_loaded(error).into());
}

fn show_link(state: &mut State, link: &OpenedLink, draft: Option<&str>) {
    let document = &link.document;
    let is_own = document.source == draft.unwrap_or(EXAMPLE);
    let is_draft = draft == Some(&document.source);
    if document.source != *state.source {
        set_aside::keep(state);
        show(state, &document.source);
        forget_arrangement(state);
    }
    if is_draft {
        set_aside::forget_draft_that_is_shown(state);
    }
    Beside::give_back(state);
    let mut brought = beside(state, link, is_own);
    if is_own && state.files.context.is_none() && state.files.ignore.is_none() {
        // Nothing of the reader's has to wait, and these are the files that they gave before they loaded the page again.
        if let Some(files) = brought.files.take() {
            state.files = FilesState::clone(&files);
        }
    }
    state.own = brought.exchange(state);
    state.change = document.change.clone();
    state.target = document.target.as_deref().map(Into::into);
    state.build_args = Rc::new(document.build_args.clone());
    state.view = document.view;
    if let Some(line) = document.line {
        select(state, line);
    } else if let (Some(focus), false) = (link.focus, is_draft) {
        state.caret = focus;
    }
    state.origin = if is_draft {
        Origin::Own
    } else if state.source.trim().is_empty() {
        // There is nothing to read.
        Origin::Copy
    } else {
        state.line_folds = Rc::new(link.line_folds.clone());
        Origin::Link
    };
    state.notice = None;
}

/// What of `link` is other than what is beside the text already.
fn beside(state: &State, link: &OpenedLink, is_own: bool) -> Beside {
    let other = link.document.other.as_deref().map(with_line_feeds).filter(|other| !other.is_empty());
    let other = other.filter(|other| state.other.as_deref() != Some(other.as_str()));
    let own = &state.costs.times;
    // What the reader says of their own steps may be newer than what the address of their page says.
    let knows = |(key, tenths)| own.tenths_of(key).is_some_and(|known| is_own || known == tenths);
    let are_new = !link.times.known().all(knows);
    Beside {
        other: other.map(|other| Some(other.into())),
        costs: are_new.then(|| Rc::new(CostInputs { times: link.times.clone(), ..CostInputs::default() })),
        files: link.files.clone(),
    }
}

/// Puts the caret at the start of a line, counted from 1, unless it stands in that line.
fn select(state: &mut State, line: u32) {
    let Some(n_before) = usize::try_from(line).ok().and_then(|line| line.checked_sub(1)) else { return };
    let starts = [0].into_iter().chain(state.source.match_indices('\n').map(|(at, _)| at.saturating_add(1)));
    let mut starts = starts.skip(n_before);
    let (start, next) = (starts.next(), starts.next().unwrap_or(usize::MAX));
    let Some(start) = start else { return };
    let caret = usize::try_from(state.caret).unwrap_or(usize::MAX);
    if !(start..next).contains(&caret) {
        state.caret = u32::try_from(start).unwrap_or(u32::MAX);
    }
}

#[cfg(test)]
mod tests;
