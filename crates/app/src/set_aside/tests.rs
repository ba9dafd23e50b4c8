//! What becomes of the reader's text when another one takes its place.

use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_share::Document;

use crate::screen::standing::standing;
use crate::{
    Action, Dialog, Draft, EXAMPLE, LoadError, OpenError, OpenedLink, State, Unfolded, View, WorkedExample,
    draft, screen::gallery::gallery, update, words,
};

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(State::new("https://x.test/")), update)
}

fn edited(text: &str) -> Action {
    Action::SourceEdited { text: text.to_owned(), caret_utf16: 3 }
}

fn find(id: &str) -> &'static WorkedExample {
    WorkedExample::find(id).unwrap()
}

/// An example is asked for, and comes with this text.
fn example(id: &str, text: &str) -> [Action; 3] {
    let arrived = Action::WorkedExampleArrived { example: find(id), text: Ok(text.to_owned()) };
    [Action::DialogOpened(Dialog::Examples), Action::WorkedExampleChosen(find(id)), arrived]
}

fn link(source: &str, draft: &str) -> Action {
    let document = Document { source: source.to_owned(), ..Document::default() };
    Action::LinkOpened { link: Ok(OpenedLink::new(document).into()), draft: Some(draft.to_owned()) }
}

fn back(state: &State) -> Option<&'static str> {
    standing(state).and_then(|standing| standing.back).map(|(_, button)| button)
}

#[test]
fn an_example_opens_with_its_change_and_closes_the_dialog() {
    let state = after(example("argument", "FROM a\n"));
    assert_eq!(&*state.source, "FROM a\n");
    assert_eq!(state.change, Change::Argument("VERSION".to_owned()));
    assert_eq!((state.dialog, state.wanted_example), (None, None));
    let standing = standing(&state).unwrap();
    assert_eq!(standing.example, Some(words::examples::told::ARGUMENT));
    assert_eq!((standing.pair, standing.back), (None, None));
    assert_eq!(draft(&state), Draft::Leave);
}

#[test]
fn an_example_names_the_one_to_look_at_beside_it() {
    let state = after(example("node", "FROM a\n"));
    assert_eq!(standing(&state).unwrap().pair, Some((find("node-slow"), words::examples::told::NODE_SLOW.0)));
}

#[test]
fn an_example_over_a_draft_keeps_the_draft_and_offers_it_back_as_it_was() {
    let mut actions = vec![edited("FROM mine"), Action::ChangeChosen(Change::FirstBuild)];
    actions.extend(example("node", "FROM theirs"));
    let state = after(actions);
    assert_eq!(&*state.source, "FROM theirs");
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
    assert_eq!(back(&state), Some(words::examples::BACK_TO_DRAFT));

    let state = update(state, Action::SetAsideRestored);
    assert_eq!((&*state.source, &state.change, state.caret), ("FROM mine", &Change::FirstBuild, 3));
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
    assert_eq!(standing(&state), None);
}

#[test]
fn a_draft_that_was_found_is_offered_back_too() {
    let mut actions = vec![Action::DraftFound("FROM mine".to_owned())];
    actions.extend(example("node", "FROM theirs"));
    let state = update(after(actions), Action::SetAsideRestored);
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
}

#[test]
fn an_edited_example_becomes_the_draft_only_where_there_is_none() {
    let mut actions = Vec::from(example("node", "FROM theirs"));
    actions.push(edited("FROM theirs:2"));
    assert_eq!(draft(&after(actions.clone())), Draft::Save("FROM theirs:2".into()));

    actions.insert(0, edited("FROM mine"));
    assert_eq!(draft(&after(actions)), Draft::Save("FROM mine".into()));
}

#[test]
fn looking_at_an_example_does_not_make_it_the_draft() {
    let mut actions = Vec::from(example("node", "FROM theirs"));
    actions.push(Action::ChangeChosen(Change::FirstBuild));
    assert_eq!(draft(&after(actions)), Draft::Leave);
}

#[test]
fn nothing_that_was_edited_is_lost_on_the_way_through_several_examples() {
    let mut actions = vec![edited("FROM mine")];
    actions.extend(example("node", "FROM one"));
    actions.push(edited("FROM one:edited"));
    actions.extend(example("go", "FROM two"));
    actions.extend(example("rust", "FROM three"));
    let state = after(actions);
    assert_eq!(back(&state), Some(words::examples::BACK_TO_EDITED));
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));

    let state = update(state, Action::SetAsideRestored);
    assert_eq!(&*state.source, "FROM one:edited");
    let state = update(state, Action::SetAsideRestored);
    assert_eq!((&*state.source, back(&state)), ("FROM mine", Some(words::examples::BACK_TO_EDITED)));
}

#[test]
fn a_link_over_a_draft_offers_the_draft_back() {
    let state = after([Action::DraftFound("FROM mine".to_owned()), link("FROM theirs", "FROM mine")]);
    assert_eq!(back(&state), Some(words::examples::BACK_TO_DRAFT));
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
    assert_eq!(back(&after([link("FROM theirs", "FROM other")])), None);
    let own = after([Action::DraftFound("FROM mine".to_owned()), link("FROM mine", "FROM mine")]);
    assert_eq!(back(&own), None);
}

#[test]
fn a_message_that_is_dismissed_stays_away_but_the_dialog_still_leads_back() {
    let mut actions = vec![edited("FROM mine")];
    actions.extend(example("node", "FROM theirs"));
    actions.extend([Action::StandingDismissed, Action::DialogOpened(Dialog::Examples)]);
    let state = after(actions);
    assert_eq!(standing(&state), None);
    assert_eq!(gallery(&state).back, Some(words::examples::BACK_TO_DRAFT));
}

#[test]
fn an_example_that_does_not_come_says_so_and_leaves_the_text() {
    let arrived = || Action::WorkedExampleArrived { example: find("go"), text: Err(LoadError::NoAnswer) };
    let chosen = Action::WorkedExampleChosen(find("go"));
    let state =
        after([edited("FROM mine"), Action::DialogOpened(Dialog::Examples), chosen.clone(), arrived()]);
    assert_eq!((&*state.source, state.dialog), ("FROM mine", Some(Dialog::Examples)));
    let failure = gallery(&state).failure.unwrap();
    assert!(failure.starts_with("The example could not be loaded: there was no answer"), "{failure}");
    assert_eq!(gallery(&update(state, chosen)).failure, None);
}

#[test]
fn an_example_that_does_not_come_for_a_button_of_the_page_says_so_on_the_page() {
    let arrived = Action::WorkedExampleArrived { example: find("go"), text: Err(LoadError::NoAnswer) };
    let state = after([Action::WorkedExampleChosen(find("go")), arrived]);
    assert!(state.notice.as_deref().unwrap().starts_with("The example could not be loaded"));
}

#[test]
fn an_example_that_comes_after_the_dialog_was_closed_or_another_was_chosen_is_not_shown() {
    let [opened, chosen, arrived] = example("go", "FROM late");
    let other = Action::WorkedExampleChosen(find("rust"));
    for between in [Action::DialogClosed, other] {
        let state = after([opened.clone(), chosen.clone(), between, arrived.clone()]);
        assert_eq!(state.source, after([]).source);
    }
}

#[test]
fn a_file_becomes_the_draft_and_what_was_there_can_be_brought_back() {
    let state = after([edited("FROM mine"), Action::FileOpened(Ok("FROM file\r\n".to_owned()))]);
    assert_eq!(draft(&state), Draft::Save("FROM file\n".into()));
    let state = update(state, Action::SetAsideRestored);
    assert_eq!((&*state.source, draft(&state)), ("FROM mine", Draft::Save("FROM mine".into())));
    let state = update(state, Action::SetAsideRestored);
    assert_eq!(&*state.source, "FROM file\n");
}

#[test]
fn a_file_that_cannot_be_opened_says_so_and_leaves_the_text() {
    let state = after([edited("FROM mine"), Action::FileOpened(Err(OpenError::Unreadable))]);
    assert_eq!(state.notice.as_deref(), Some(words::start::FILE_UNREADABLE));
    assert_eq!(&*state.source, "FROM mine");
}

#[test]
fn that_the_draft_cannot_be_kept_is_told_once() {
    let state = after([edited("FROM mine"), Action::DraftRefused]);
    assert_eq!(state.notice.as_deref(), Some(words::start::DRAFT_REFUSED));
    let state = [Action::NoticeDismissed, Action::DraftRefused].into_iter().fold(state, update);
    assert_eq!(state.notice, None);
}

#[test]
fn a_text_from_before_the_page_stopped_is_offered_and_saved_only_once_it_is_asked_for() {
    let rescued = || Action::RescueFound("FROM stopped".to_owned());
    let state = after([rescued()]);
    assert_eq!(back(&state), Some(words::start::BRING_BACK));
    assert_eq!(draft(&state), Draft::Leave);
    let state = update(state, Action::SetAsideRestored);
    assert_eq!(draft(&state), Draft::Save("FROM stopped".into()));

    // It does not replace a draft.
    let state = after([Action::DraftFound("FROM mine".to_owned()), rescued(), Action::SetAsideRestored]);
    assert_eq!((&*state.source, draft(&state)), ("FROM stopped", Draft::Save("FROM mine".into())));
    // It is nothing to tell where it is shown already.
    assert_eq!(back(&after([Action::DraftFound("FROM stopped".to_owned()), rescued()])), None);
}

#[test]
fn the_example_takes_the_place_of_comments_without_losing_them() {
    let state = after([edited("# notes"), Action::ExampleRestored]);
    assert_eq!(draft(&state), Draft::Save("# notes".into()));
    assert_eq!(&*update(state, Action::SetAsideRestored).source, "# notes");
}

fn copied(draft: Option<&str>) -> Action {
    Action::CopyStarted { draft: draft.map(str::to_owned) }
}

fn is_received(state: &State) -> bool {
    standing(state).is_some_and(|standing| standing.is_received)
}

#[test]
fn a_link_is_read_until_the_reader_starts_a_copy() {
    let state = after([Action::DraftFound("FROM mine".to_owned()), link("FROM theirs", "FROM mine")]);
    assert!(state.is_received() && is_received(&state));
    // Nothing that is only looked at makes it the reader's, and the message stays: the way to a copy is there.
    let looks = [
        Action::ChangeChosen(Change::FirstBuild),
        Action::StandingDismissed,
        Action::CaretMoved { caret_utf16: 2 },
    ];
    let state = looks.into_iter().fold(state, update);
    assert!(state.is_received() && is_received(&state));

    let state = update(state, copied(Some("FROM mine")));
    assert!(!state.is_received() && !is_received(&state));
    let state = update(state, edited("FROM copy"));
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
    let state = update(state, Action::SetAsideRestored);
    assert_eq!((&*state.source, back(&state)), ("FROM mine", Some(words::examples::BACK_TO_EDITED)));
    assert_eq!(&*update(state, Action::SetAsideRestored).source, "FROM copy");
}

#[test]
fn a_copy_is_the_draft_only_where_there_is_none() {
    let theirs = || Action::LinkOpened {
        link: Ok(OpenedLink::new(Document { source: "FROM theirs".to_owned(), ..Document::default() }).into()),
        draft: None,
    };
    assert_eq!(draft(&after([theirs()])), Draft::Leave);
    assert_eq!(draft(&after([theirs(), copied(None)])), Draft::Save("FROM theirs".into()));
    // One that another tab has kept meanwhile is not replaced.
    let kept = after([theirs(), copied(Some("FROM mine")), edited("FROM theirs:2")]);
    assert_eq!(draft(&kept), Draft::Leave);
}

#[test]
fn a_copy_is_edited_where_there_is_an_editor() {
    for (view, expected) in
        [(View::Table, View::Stack), (View::Stack, View::Stack), (View::Compare, View::Compare)]
    {
        let state = after([link("FROM theirs", "FROM mine"), Action::ViewChosen(view), copied(None)]);
        assert_eq!(state.view, expected);
    }
    let own = after([edited("FROM mine"), Action::ViewChosen(View::Table)]);
    assert!(Rc::ptr_eq(&own, &update(Rc::clone(&own), copied(None))));
}

#[test]
fn an_address_that_the_readers_own_work_left_behind_is_not_somebody_elses() {
    let state = after([link("FROM copy", "FROM mine"), Action::OwnAddressFound]);
    assert!(!state.is_received());
    assert_eq!(draft(&update(state, edited("FROM copy:2"))), Draft::Leave);
    let own = after([link("FROM mine", "FROM mine"), Action::OwnAddressFound]);
    assert_eq!(draft(&own), Draft::Save("FROM mine".into()));
}

#[test]
fn a_copy_whose_page_was_loaded_again_is_kept_when_another_text_takes_its_place() {
    let opened: [Action; 3] = example("go", "FROM example");
    for other in [vec![Action::FileOpened(Ok("FROM file".to_owned()))], Vec::from(opened)] {
        let mut actions = vec![
            Action::DraftFound("FROM mine".to_owned()),
            link("FROM copy", "FROM mine"),
            Action::OwnAddressFound,
        ];
        actions.extend(other);
        let state = after(actions);
        assert_eq!(back(&state), Some(words::examples::BACK_TO_EDITED));
        assert_eq!(&*update(state, Action::SetAsideRestored).source, "FROM copy");
    }
}

#[test]
fn going_back_to_the_draft_keeps_an_edited_copy() {
    let state = after([
        Action::DraftFound("FROM mine".to_owned()),
        link("FROM theirs", "FROM mine"),
        copied(Some("FROM mine")),
        edited("FROM copy"),
        link("FROM mine", "FROM mine"),
        Action::OwnAddressFound,
    ]);
    assert_eq!((&*state.source, draft(&state)), ("FROM mine", Draft::Save("FROM mine".into())));
    assert_eq!(back(&state), Some(words::examples::BACK_TO_EDITED));
    let state = update(state, Action::SetAsideRestored);
    assert_eq!((&*state.source, back(&state)), ("FROM copy", Some(words::examples::BACK_TO_DRAFT)));
}

#[test]
fn a_draft_that_is_shown_again_is_not_offered_over_itself() {
    let state = after([
        Action::DraftFound("FROM mine".to_owned()),
        link("FROM theirs", "FROM mine"),
        link("FROM mine", "FROM mine"),
    ]);
    assert_eq!((&*state.source, back(&state)), ("FROM mine", None));
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
}

#[test]
fn an_address_with_what_a_first_visit_shows_is_a_first_visit_still() {
    let document = Document { source: EXAMPLE.to_owned(), ..Document::default() };
    let opened = Action::LinkOpened { link: Ok(OpenedLink::new(document).into()), draft: None };
    let state = after([opened, Action::OwnAddressFound, edited("FROM mine")]);
    assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
}

#[test]
fn the_text_of_a_link_is_folded_until_it_is_wanted() {
    let states = [vec![], vec![Action::ReceivedTextToggled], vec![Action::ReceivedTextToggled; 2]];
    let unfolded = states.map(|actions| after(actions).received_text);
    assert_eq!(unfolded, [Unfolded::No, Unfolded::Yes, Unfolded::No]);
}

#[test]
fn a_link_without_a_text_is_there_to_be_filled() {
    assert!(!after([link(" \n", "FROM mine")]).is_received());
}

#[test]
fn the_example_that_somebody_sends_is_read_as_any_other_text() {
    let document = Document { source: EXAMPLE.to_owned(), ..Document::default() };
    let state = after([Action::LinkOpened { link: Ok(OpenedLink::new(document).into()), draft: None }]);
    assert!(state.is_received());
    assert_eq!(draft(&state), Draft::Leave);
}
