use std::rc::Rc;

use onionskin_share::{MAX_ARGUMENTS, MAX_VALUE_BYTES};
use onionskin_text::utf16;

use crate::costs::Times;
use crate::state::WantedExample;
use crate::{Action, Fold, Origin, State, Theme, files, notes, other, set_aside, words};

/// The state after `action`. An action that makes no difference returns the same `Rc`.
pub fn update(state: Rc<State>, action: Action) -> Rc<State> {
    let mut next = State::clone(&state);
    apply(&mut next, action);
    if next.caret != state.caret {
        next.folds.move_caret();
    }
    if next == *state { state } else { Rc::new(next) }
}

fn apply(state: &mut State, action: Action) {
    match action {
        Action::SourceEdited { text, caret_utf16 } => document::edit(state, text, caret_utf16),
        Action::CaretMoved { caret_utf16 } => state.caret = byte_offset(&state.source, caret_utf16),
        Action::LinesFolded(folds) => state.line_folds = folds,
        Action::InstructionChosen { start } => state.caret = start,
        Action::ChangeChosen(change) => {
            state.change = change;
            state.n_changes_chosen = state.n_changes_chosen.wrapping_add(1);
            touch(state);
        }
        Action::TargetChosen(target) => {
            state.target = target;
            touch(state);
        }
        Action::ArgumentGiven { name, value } => give(state, name, value),
        Action::ThemeToggled { system_is_dark } => state.theme = toggled(state.theme, system_is_dark),
        Action::ThemeFound(theme) => state.theme = theme,
        Action::DraftFound(draft) => document::show_own(state, &draft),
        Action::LinkOpened { link, draft } => open_link::open_link(state, link, draft.as_deref()),
        Action::LinkNotLoaded(error) => open_link::wait(state, error),
        Action::CopyStarted { draft } => document::start_copy(state, draft.as_deref()),
        Action::NoteWritten { about, text } => notes::write(state, about, &text),
        Action::ReceivedLinesUnfolded { line } => state.line_folds = Rc::new(state.line_folds.without(line)),
        Action::ReceivedTextToggled => state.received_text = state.received_text.turned(),
        Action::OwnAddressFound => document::find_own(state),
        Action::RescueFound(text) => set_aside::rescue(state, text),
        Action::DraftRefused => {
            if !state.is_refusal_told {
                state.is_refusal_told = true;
                state.notice = Some(words::start::DRAFT_REFUSED.into());
            }
        }
        Action::FileOpened(file) => document::open_file(state, file),
        Action::LaterArrived(later) => state.explanations.later = Some(later),
        Action::ExplanationsArrived(file) => state.explanations.arrive(file),
        Action::ExplanationsRetried => state.explanations.retry(),
        Action::NoticeDismissed => state.notice = None,
        Action::ExampleRestored => document::restore_example(state),
        Action::ViewChosen(view) => {
            state.view = view;
            state.copied = None;
        }
        Action::PileTurned => state.pile_order = state.pile_order.turned(),
        Action::StageOpened { stage, start } => {
            state.caret = start;
            state.folds.set(stage, Fold::Open);
        }
        Action::StageFolded { stage, fold } => state.folds.set(stage, fold),
        Action::StagesFolded(fold) => state.folds.set_all(fold),
        Action::Other(action) => other::apply(state, action),
        Action::WorkedExampleChosen(example) => {
            state.wanted_example = Some(WantedExample { example, failure: None });
        }
        Action::WorkedExampleArrived { example, text } => document::open_example(state, example, text),
        Action::SetAsideRestored => {
            set_aside::restore(state);
            close_dialog(state);
        }
        Action::StandingDismissed => state.is_standing_hidden = true,
        Action::SingleKeysSwitched(single_keys) => state.single_keys = single_keys,
        Action::DialogOpened(dialog) => {
            close_dialog(state);
            state.dialog = Some(dialog);
        }
        Action::DialogClosed => close_dialog(state),
        Action::CopyFinished(copied) => state.copied = Some(copied),
        Action::Files(action) => {
            let change = state.change.clone();
            if let Some(dockerfile) = files::apply(state, action) {
                document::edit(state, dockerfile.to_string(), 0);
            }
            if state.change != change {
                touch(state);
            }
        }
        Action::DurationTyped { step, text } => {
            Rc::make_mut(&mut state.costs).times.typed(step, &text);
        }
        Action::LogPasted(text) => Rc::make_mut(&mut state.costs).paste(text.into()),
        Action::DurationsTaken(durations) => Rc::make_mut(&mut state.costs).take(&durations),
        Action::DurationsFound(saved) => Rc::make_mut(&mut state.costs).times = Times::found(&saved),
        Action::ExportFinished(outcome) => state.exported = Some(outcome),
    }
}

/// Gives a build argument its value, or takes it back. What no link could carry is not taken.
fn give(state: &mut State, name: String, value: String) {
    let build_args = Rc::make_mut(&mut state.build_args);
    if value.is_empty() {
        build_args.remove(&name);
    } else if value.len() <= MAX_VALUE_BYTES
        && (build_args.len() < MAX_ARGUMENTS || build_args.contains_key(&name))
    {
        build_args.insert(name, value);
    }
    touch(state);
}

/// Notes that the reader has changed the document.
fn touch(state: &mut State) {
    if state.origin == Origin::Untouched {
        state.origin = Origin::Own;
    }
}

/// Closes what is open, with all that only stands there.
fn close_dialog(state: &mut State) {
    state.dialog = None;
    state.copied = None;
    state.exported = None;
    Rc::make_mut(&mut state.costs).close();
    state.wanted_example = None;
}

/// The theme that looks other than what is shown now.
fn toggled(theme: Theme, system_is_dark: bool) -> Theme {
    let is_dark = match theme {
        Theme::System => system_is_dark,
        Theme::Light => false,
        Theme::Dark => true,
    };
    match (is_dark, system_is_dark) {
        (true, true) => Theme::Light,
        (false, false) => Theme::Dark,
        (true, false) | (false, true) => Theme::System,
    }
}

fn byte_offset(text: &str, offset_utf16: u32) -> u32 {
    u32::try_from(utf16::to_byte(text, offset_utf16)).unwrap_or(u32::MAX)
}

pub(crate) mod document;
mod open_link;

#[cfg(test)]
mod tests;
