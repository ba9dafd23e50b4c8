use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_share::{DecodeError, Document, MAX_ARGUMENTS, MAX_VALUE_BYTES};

use super::update;
use crate::{
    Action, Copied, CopyField, CopyOutcome, Dialog, Draft, EXAMPLE, OpenedLink, State, Theme, address, draft,
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
