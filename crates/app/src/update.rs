use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_share::{MAX_ARGUMENTS, MAX_VALUE_BYTES};
use onionskin_text::utf16;

use crate::costs::Times;
use crate::opened_link::with_line_feeds;
use crate::state::WantedExample;
use crate::{
    Action, Beside, Dialog, EXAMPLE, Fold, Folds, LoadError, OpenError, Origin, PileOrder, State, Theme,
    View, WorkedExample, example, files, notes, other, set_aside, words,
};

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
        Action::SourceEdited { text, caret_utf16 } => edit(state, text, caret_utf16),
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
        Action::DraftFound(draft) => {
            show(state, &draft);
            forget_what_is_its_own(state);
            if !mentions(&draft, &state.change) {
                state.change = Change::AppCode;
            }
        }
        Action::LinkOpened { link, draft } => open_link::open_link(state, link, draft.as_deref()),
        Action::LinkNotLoaded(error) => open_link::wait(state, error),
        Action::CopyStarted { draft } => start_copy(state, draft.as_deref()),
        Action::NoteWritten { about, text } => notes::write(state, about, &text),
        Action::ReceivedLinesUnfolded { line } => state.line_folds = Rc::new(state.line_folds.without(line)),
        Action::ReceivedTextToggled => state.received_text = state.received_text.turned(),
        Action::OwnAddressFound => find_own(state),
        Action::RescueFound(text) => set_aside::rescue(state, text),
        Action::DraftRefused => {
            if !state.is_refusal_told {
                state.is_refusal_told = true;
                state.notice = Some(words::start::DRAFT_REFUSED.into());
            }
        }
        Action::FileOpened(file) => open_file(state, file),
        Action::LaterArrived(later) => state.explanations.later = Some(later),
        Action::ExplanationsArrived(file) => state.explanations.arrive(file),
        Action::ExplanationsRetried => state.explanations.retry(),
        Action::NoticeDismissed => state.notice = None,
        Action::ExampleRestored => {
            leave(state);
            show(state, EXAMPLE);
            forget_what_is_its_own(state);
            state.change = example::change();
            state.caret = example::caret();
            let is_own =
                matches!(state.origin, Origin::Untouched | Origin::Own) && state.set_aside.is_empty();
            state.origin = if is_own { Origin::Own } else { Origin::Example };
        }
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
        Action::WorkedExampleArrived { example, text } => open_example(state, example, text),
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
                edit(state, dockerfile.to_string(), 0);
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

/// Puts `text` on the page in the place of the document.
pub(crate) fn edit(state: &mut State, text: String, caret_utf16: u32) {
    state.caret = byte_offset(&text, caret_utf16);
    if *text == *state.source {
        return;
    }
    if is_another_document(&state.source, &text) {
        state.n_documents = state.n_documents.wrapping_add(1);
        forget_what_is_its_own(state);
        if !mentions(&text, &state.change) {
            // Of all changes, this is the one that a build sees most.
            state.change = Change::AppCode;
        }
    }
    state.source = text.into();
    state.is_edited = true;
    if state.origin == Origin::Example && state.set_aside.is_empty() {
        state.origin = Origin::Own;
    }
    leave_link(state);
    touch(state);
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

/// What the build of another document was told is about its own stages and arguments, and so is how it was shown.
fn forget_what_is_its_own(state: &mut State) {
    state.target = None;
    state.build_args = Rc::default();
    forget_arrangement(state);
}

fn forget_arrangement(state: &mut State) {
    state.folds = Folds::default();
    state.pile_order = PileOrder::default();
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

/// Notes that the reader has changed the document.
fn touch(state: &mut State) {
    if state.origin == Origin::Untouched {
        state.origin = Origin::Own;
    }
}

/// Keeps what is on the page before something of the reader's own, or an example, takes its place.
fn leave(state: &mut State) {
    set_aside::keep(state);
    Beside::give_back(state);
}

/// Puts `source` on the page, with the line ends that a browser's text field keeps.
fn show(state: &mut State, source: &str) {
    unfold_received(state);
    state.n_documents = state.n_documents.wrapping_add(1);
    state.source = with_line_feeds(source).into();
    state.caret = 0;
    state.is_edited = false;
    state.example = None;
    state.is_standing_hidden = false;
}

/// Shows a file as the reader's own text.
fn open_file(state: &mut State, file: Result<String, OpenError>) {
    match file {
        Ok(text) => {
            leave(state);
            show(state, &text);
            forget_what_is_its_own(state);
            if !mentions(&text, &state.change) {
                state.change = Change::AppCode;
            }
            state.origin = Origin::Own;
            state.notice = None;
        }
        Err(error) => state.notice = Some(error.to_string().into()),
    }
}

/// Shows a worked example, if it is the one that the reader waits for.
fn open_example(state: &mut State, example: &'static WorkedExample, text: Result<String, LoadError>) {
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

/// Closes what is open, with all that only stands there.
fn close_dialog(state: &mut State) {
    state.dialog = None;
    state.copied = None;
    state.exported = None;
    Rc::make_mut(&mut state.costs).close();
    state.wanted_example = None;
}

/// Makes what a link has shown the reader's own to edit: their draft, unless they have another one.
fn start_copy(state: &mut State, draft: Option<&str>) {
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
fn find_own(state: &mut State) {
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
pub(crate) fn unfold_received(state: &mut State) {
    if state.is_received() {
        state.line_folds = Rc::default();
    }
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

mod open_link;

#[cfg(test)]
mod set_aside_tests;

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use onionskin_cache::Change;
    use onionskin_share::{DecodeError, Document, MAX_ARGUMENTS, MAX_VALUE_BYTES};

    use super::update;
    use crate::{
        Action, Copied, CopyField, CopyOutcome, Dialog, Draft, EXAMPLE, OpenedLink, State, Theme, address,
        draft,
    };

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(Rc::new(State::new("https://x.test/")), update)
    }

    fn edited(text: &str) -> Action {
        Action::SourceEdited { text: text.to_owned(), caret_utf16: 0 }
    }

    fn opened(source: &str, draft: Option<&str>) -> Action {
        let document = Document { source: source.to_owned(), change: Change::AppCode, ..Document::default() };
        Action::LinkOpened { link: Ok(OpenedLink::new(document).into()), draft: draft.map(str::to_owned) }
    }

    #[test]
    fn a_first_visit_shows_the_example_and_keeps_nothing() {
        let state = after([]);
        assert_eq!(&*state.source, EXAMPLE);
        let behind_caret = EXAMPLE.get(state.caret as usize..).unwrap();
        assert!(behind_caret.starts_with("RUN pip install"), "{behind_caret}");
        assert_eq!((address(&state), draft(&state)), (None, Draft::Leave));
    }

    #[test]
    fn an_action_that_makes_no_difference_returns_the_same_state() {
        let state = after([edited("FROM a"), Action::CaretMoved { caret_utf16: 0 }]);
        for action in [edited("FROM a"), Action::CaretMoved { caret_utf16: 0 }, Action::NoticeDismissed] {
            assert!(Rc::ptr_eq(&state, &update(Rc::clone(&state), action)));
        }
    }

    #[test]
    fn an_edit_goes_into_the_address_and_the_draft() {
        let state = after([edited("FROM a")]);
        assert_eq!(address(&state).map(|document| document.source).as_deref(), Some("FROM a"));
        assert_eq!(draft(&state), Draft::Save("FROM a".into()));
    }

    #[test]
    fn a_chosen_change_goes_into_the_address() {
        let state = after([Action::ChangeChosen(Change::AppCode)]);
        assert_eq!(address(&state).map(|document| document.change), Some(Change::AppCode));
    }

    fn given(name: &str, value: &str) -> Action {
        Action::ArgumentGiven { name: name.to_owned(), value: value.to_owned() }
    }

    fn target(name: &str) -> Action {
        Action::TargetChosen(Some(name.into()))
    }

    #[test]
    fn a_chosen_target_and_given_arguments_go_into_the_address() {
        let state = after([target("build"), given("A", "1"), given("B", "2"), given("A", "")]);
        let document = address(&state).unwrap();
        assert_eq!(document.target.as_deref(), Some("build"));
        assert_eq!(*document.build_args, [("B".to_owned(), "2".to_owned())].into());
        assert_eq!(after([target("build"), Action::TargetChosen(None)]).target, None);
    }

    #[test]
    fn an_argument_that_no_link_could_carry_is_not_taken() {
        let longest = "v".repeat(MAX_VALUE_BYTES);
        assert_eq!(after([given("A", &longest)]).build_args.len(), 1);
        assert_eq!(after([given("A", &format!("{longest}v"))]).build_args.len(), 0);
        let full = || (0..MAX_ARGUMENTS).map(|at| given(&format!("A{at}"), "1"));
        let state = after(full().chain([given("A0", "2"), given("B", "1")]));
        assert_eq!((state.build_args.len(), state.build_args["A0"].as_str()), (MAX_ARGUMENTS, "2"));
    }

    #[test]
    fn a_target_and_arguments_stay_through_an_edit_and_go_with_the_document() {
        let told = |action: Action| {
            let state = after([edited("FROM a AS x\nARG V\n"), target("x"), given("V", "1"), action]);
            (state.target.is_some(), state.build_args.len())
        };
        assert_eq!(told(edited("FROM a AS xy\nARG V\n")), (true, 1));
        for action in [edited("WORKDIR /other"), opened("FROM b", None), Action::ExampleRestored] {
            assert_eq!(told(action), (false, 0));
        }
    }

    #[test]
    fn a_pasted_document_does_not_keep_the_changed_file_of_the_one_before() {
        assert_eq!(after([edited("FROM golang\nCOPY go.mod .\n")]).change, Change::AppCode);
        assert_eq!(after([edited("")]).change, Change::AppCode);
        let same_file = "FROM debian\nCOPY docker/requirements.txt /\n";
        assert_eq!(after([edited(same_file)]).change, after([]).change);
    }

    #[test]
    fn a_small_edit_keeps_the_changed_file() {
        let renamed = EXAMPLE.replace("docker/requirements.txt", "docker/reqs.txt");
        assert_eq!(after([edited(&renamed)]).change, after([]).change);
    }

    #[test]
    fn a_draft_that_is_found_is_shown_and_not_saved_again() {
        let state = after([Action::DraftFound("FROM mine".to_owned())]);
        assert_eq!(&*state.source, "FROM mine");
        assert_eq!((address(&state), draft(&state)), (None, Draft::Leave));
    }

    #[test]
    fn a_link_shows_its_document_and_leaves_the_draft_alone_even_when_it_is_edited() {
        let state = after([opened("FROM theirs", Some("FROM mine")), edited("FROM theirs:1")]);
        assert_eq!(address(&state).map(|document| document.source).as_deref(), Some("FROM theirs:1"));
        assert_eq!(draft(&state), Draft::Leave);
    }

    #[test]
    fn a_link_to_the_readers_own_draft_is_the_draft() {
        let state = after([opened("FROM mine", Some("FROM mine")), edited("FROM mine:2")]);
        assert_eq!(draft(&state), Draft::Save("FROM mine:2".into()));
    }

    #[test]
    fn a_link_to_what_is_on_the_page_keeps_the_caret() {
        let state = after([
            edited("FROM a\nRUN b"),
            Action::CaretMoved { caret_utf16: 8 },
            opened("FROM a\nRUN b", None),
        ]);
        assert_eq!(state.caret, 8);
    }

    #[test]
    fn a_bad_link_says_so_and_keeps_the_text() {
        let bad = || Action::LinkOpened { link: Err(DecodeError::Damaged), draft: None };
        let state = after([edited("FROM a"), bad()]);
        assert_eq!(state.notice.as_deref(), Some(DecodeError::Damaged.to_string().as_str()));
        assert_eq!(&*state.source, "FROM a");
        assert_eq!(after([edited("FROM a"), bad(), Action::NoticeDismissed]).notice, None);
    }

    #[test]
    fn no_link_is_nothing_to_tell() {
        let empty = Action::LinkOpened { link: Err(DecodeError::Empty), draft: None };
        assert_eq!(after([empty]), after([]));
    }

    #[test]
    fn line_ends_become_those_of_a_text_field() {
        let state = after([opened("FROM a\r\nRUN b\rRUN c\n", None)]);
        assert_eq!(&*state.source, "FROM a\nRUN b\nRUN c\n");
    }

    #[test]
    fn the_caret_is_counted_in_bytes() {
        let state = after([edited("# 🐳é\nRUN a"), Action::CaretMoved { caret_utf16: 4 }]);
        assert_eq!(state.caret, 6);
    }

    #[test]
    fn the_restored_example_clears_the_draft() {
        let state = after([edited(""), Action::ExampleRestored]);
        assert_eq!((&*state.source, state.change.clone()), (EXAMPLE, after([]).change.clone()));
        assert_eq!(draft(&state), Draft::Clear);
    }

    #[test]
    fn the_theme_button_shows_the_other_theme_and_goes_back_to_that_of_the_system() {
        let toggled = |system_is_dark| Action::ThemeToggled { system_is_dark };
        assert_eq!(after([toggled(false)]).theme, Theme::Dark);
        assert_eq!(after([toggled(false), toggled(false)]).theme, Theme::System);
        assert_eq!(after([toggled(true)]).theme, Theme::Light);
        assert_eq!(after([toggled(true), toggled(true)]).theme, Theme::System);
        assert_eq!(after([Action::ThemeFound(Theme::Dark), toggled(true)]).theme, Theme::Light);
    }

    #[test]
    fn what_was_copied_is_forgotten_with_the_dialog() {
        let copied = Action::CopyFinished(Copied { field: CopyField::Link, outcome: CopyOutcome::Done });
        let open = after([Action::DialogOpened(Dialog::Share), copied.clone()]);
        assert_eq!(open.dialog, Some(Dialog::Share));
        assert!(open.copied.is_some());
        assert_eq!(after([Action::DialogOpened(Dialog::Share), copied, Action::DialogClosed]), after([]));
    }
}
