use std::rc::Rc;

use onionskin_cache::Change;
use onionskin_share::{DecodeError, Document, View as LinkedView, decode};

use crate::costs::CostInputs;
use crate::{
    Action, Draft, EXAMPLE, FilesAction, LoadError, OpenedLink, Origin, OtherAction, State, View, address,
    analyze, draft, other_draft, own_costs, update,
};

const SOURCE: &str = "FROM theirs AS x\nARG V\nRUN a $V\nRUN b\n";

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(State::new("https://x.test/")), update)
}

/// A document with all that there can be in one.
fn everything() -> Document {
    Document {
        source: SOURCE.to_owned(),
        other: Some("FROM other".to_owned()),
        ignore: Some("*.md\n".to_owned()),
        files: Some(["a.md", "b/c", "empty/"].map(str::to_owned).into()),
        change: Change::File("b/c".to_owned()),
        target: Some("x".to_owned()),
        build_args: [("V".to_owned(), "1".to_owned())].into(),
        line: Some(4),
        view: LinkedView::Compare,
        durations: [(3, 25), (4, 580)].into(),
    }
}

fn opened(document: Document, draft: Option<&str>) -> Action {
    Action::LinkOpened { link: Ok(OpenedLink::new(document).into()), draft: draft.map(str::to_owned) }
}

fn other(text: &str) -> Action {
    Action::Other(OtherAction::Edited(text.to_owned()))
}

/// The durations of a device on which the last step of [`SOURCE`] takes 7 seconds.
fn durations() -> Action {
    let analysis = analyze(SOURCE, &onionskin_analysis::Setup::default()).unwrap();
    let keys = crate::costs::step_keys(&analysis.dockerfile, &analysis.graph);
    let mut costs = CostInputs::default();
    costs.times.set(keys.last().copied().flatten().unwrap(), 70);
    Action::DurationsFound(costs.times.saved())
}

fn edited(text: &str) -> Action {
    Action::SourceEdited { text: text.to_owned(), caret_utf16: 0 }
}

fn shown(state: &State) -> Document {
    address(state).unwrap().document()
}

#[test]
fn a_link_shows_all_that_it_carries_and_the_address_carries_it_again() {
    let state = after([opened(everything(), Some("FROM mine"))]);
    assert_eq!((&*state.source, state.other.as_deref()), (SOURCE, Some("FROM other")));
    assert_eq!((state.view, state.origin), (View::Compare, Origin::Link));
    assert!(SOURCE.get(state.caret as usize..).is_some_and(|rest| rest.starts_with("RUN b")));
    let context = state.files.context.as_ref().unwrap();
    assert_eq!((context.listing.n_files(), context.n_ignored()), (2, 1));
    assert_eq!(shown(&state), everything());
    let link = address(&state).unwrap().link().unwrap();
    assert_eq!(decode(&link.fragment), Ok(everything()));
    assert!(!link.lacks_files);
}

#[test]
fn nothing_of_a_link_is_saved_over_what_the_reader_has() {
    let found = [Action::DraftFound("FROM mine".to_owned()), other("FROM my other"), durations()];
    let own = after(found.clone());
    for action in [
        edited("FROM theirs:2\nRUN b\n"),
        other("FROM their other:2"),
        Action::ViewChosen(View::Stack),
        Action::LogPasted("#1 x".to_owned()),
    ] {
        let link = opened(everything(), Some("FROM mine"));
        let state = after(found.clone().into_iter().chain([link, action]));
        assert_eq!(draft(&state), Draft::Save("FROM mine".into()));
        assert_eq!(other_draft(&state), Draft::Save("FROM my other".into()));
        assert_eq!(own_costs(&state).times, own.costs.times);
    }
}

#[test]
fn what_is_the_readers_own_comes_back_when_they_leave_the_link() {
    let found = [Action::DraftFound("FROM mine".to_owned()), other("FROM my other"), durations()];
    let link = opened(everything(), Some("FROM mine"));
    for leaving in
        [Action::SetAsideRestored, Action::FileOpened(Ok("FROM file".to_owned())), Action::ExampleRestored]
    {
        let state = after(found.clone().into_iter().chain([link.clone(), leaving]));
        assert_eq!(state.other.as_deref(), Some("FROM my other"));
        assert_eq!(state.costs.times, after([durations()]).costs.times);
        assert_eq!((&state.files.context, &state.files.ignore), (&None, &None));
        assert_eq!(state.own, crate::Beside::default());
    }
    let back = after(found.into_iter().chain([link, Action::SetAsideRestored]));
    assert_eq!((&*back.source, back.origin), ("FROM mine", Origin::Own));
}

#[test]
fn an_edited_link_comes_back_with_what_it_brought() {
    let state = after([
        Action::DraftFound("FROM mine".to_owned()),
        opened(everything(), Some("FROM mine")),
        other("FROM their other:2"),
        Action::FileOpened(Ok("FROM file".to_owned())),
        Action::SetAsideRestored,
    ]);
    assert_eq!((&*state.source, state.other.as_deref()), (SOURCE, Some("FROM their other:2")));
    assert!(state.files.context.is_some() && !state.costs.times.is_empty());
    assert_eq!((other_draft(&state), own_costs(&state).times.is_empty()), (Draft::Clear, true));
}

#[test]
fn what_a_link_says_nothing_of_stays() {
    let plain = Document { source: SOURCE.to_owned(), ..Document::default() };
    let state = after([other("FROM my other"), durations(), opened(plain, Some("FROM mine"))]);
    assert_eq!(state.other.as_deref(), Some("FROM my other"));
    assert_eq!(other_draft(&state), Draft::Save("FROM my other".into()));
    assert_eq!(shown(&state).durations, [(4, 70)].into());
    assert_eq!(shown(&state).other, None);
}

#[test]
fn one_link_behind_another_leaves_nothing_of_the_first() {
    let plain = Document { source: "FROM second".to_owned(), ..Document::default() };
    let state = after([opened(everything(), None), opened(plain.clone(), None)]);
    assert_eq!(shown(&state), plain);
    assert_eq!((state.other.as_deref(), &state.files.context), (None, &None));
}

#[test]
fn the_address_of_the_readers_own_page_is_their_own() {
    let found = || [Action::DraftFound(SOURCE.to_owned()), durations()];
    let reloaded = after(found().into_iter().chain([opened(everything(), Some(SOURCE))]));
    assert_eq!((reloaded.origin, reloaded.view), (Origin::Own, View::Compare));
    // The duration of the other step is not known here: they are those of the link, and the device keeps its own.
    assert_eq!(shown(&reloaded).durations, everything().durations);
    assert_eq!(own_costs(&reloaded).times, after([durations()]).costs.times);
    // What is known on the device is newer than the address.
    let known = Document { durations: [(4, 580)].into(), ..everything() };
    let reloaded = after(found().into_iter().chain([opened(known, Some(SOURCE))]));
    assert_eq!(shown(&reloaded).durations, [(4, 70)].into());
    // The files are those that they gave.
    assert!(reloaded.own.files.is_none() && reloaded.files.context.is_some());
}

#[test]
fn a_line_that_is_not_there_selects_nothing_and_one_that_is_keeps_the_caret_in_it() {
    let at = |line| Document { line: Some(line), ..everything() };
    assert_eq!(after([opened(at(99), None)]).caret, 0);
    assert_eq!(after([opened(at(1), None)]).caret, 0);
    let moved = [opened(at(3), None), Action::CaretMoved { caret_utf16: 27 }];
    assert_eq!(after(moved.clone().into_iter().chain([opened(at(3), None)])).caret, 27);
    assert_ne!(after(moved.into_iter().chain([opened(at(4), None)])).caret, 27);
}

#[test]
fn the_other_dockerfile_is_linked_where_it_is_shown() {
    let own = [edited("FROM a"), other("FROM b")];
    assert_eq!(shown(&after(own.clone())).other, None);
    let compared = after(own.into_iter().chain([Action::ViewChosen(View::Compare)]));
    assert_eq!(shown(&compared).other.as_deref(), Some("FROM b"));
}

#[test]
fn files_that_are_too_many_for_a_link_are_left_out_of_it() {
    let context = |n: usize| {
        let files = Some((0..n).map(|at| format!("f{at}")).collect());
        OpenedLink::new(Document { files, ..everything() }).files.unwrap().context.clone().unwrap()
    };
    let state = |n: usize| {
        let read = FilesAction::ContextRead { job: 1, context: context(n), dockerfile: None, problem: None };
        after([edited("FROM a"), Action::Files(FilesAction::ReadingStarted { job: 1 }), Action::Files(read)])
    };
    let link = |n: usize| address(&state(n)).unwrap().link().unwrap();
    let most = onionskin_share::MAX_FILES;
    assert!(!link(most).lacks_files && link(most + 1).lacks_files);
    assert_eq!(link(most + 1).document.files, None);
}

#[test]
fn the_readers_folder_takes_the_place_of_a_links_files_for_good() {
    let context = OpenedLink::new(Document { files: Some(vec!["mine".to_owned()]), ..Document::default() });
    let context = context.files.unwrap().context.clone().unwrap();
    let read = FilesAction::ContextRead { job: 1, context, dockerfile: None, problem: None };
    let state = after([
        opened(everything(), None),
        Action::Files(FilesAction::ReadingStarted { job: 1 }),
        Action::Files(read),
        Action::ExampleRestored,
    ]);
    assert_eq!(state.files.context.as_ref().unwrap().listing.paths, ["mine"]);
}

#[test]
fn an_ignore_file_that_is_given_while_a_link_is_shown_stays_with_the_readers_own_files() {
    let ignore_after = |before: Option<&str>| {
        let given = |text: &str| Action::Files(FilesAction::IgnoreGiven(text.into()));
        let mut actions: Vec<Action> = before.map(given).into_iter().collect();
        actions.extend([opened(everything(), None), given("logs\n"), Action::ExampleRestored]);
        let state = after(actions);
        (state.files.ignore.clone().map(|ignore| ignore.text.to_string()), state.files.context.is_some())
    };
    assert_eq!(ignore_after(None), (Some("logs\n".to_owned()), false));
    assert_eq!(ignore_after(Some("mine\n")), (Some("mine\n".to_owned()), false));
}

#[test]
fn a_link_that_is_not_opened_yet_waits_in_the_address_whatever_the_reader_does() {
    let failed = || Action::LinkNotLoaded(LoadError::NoAnswer);
    let state = after([failed(), edited("FROM mine")]);
    assert_eq!((state.unopened_link, address(&state)), (Some(LoadError::NoAnswer), None));
    let nothing = Action::LinkOpened { link: Err(DecodeError::Empty), draft: None };
    for then in [opened(everything(), None), nothing] {
        let state = after([failed(), edited("FROM mine"), then]);
        assert!(state.unopened_link.is_none() && address(&state).is_some());
    }
}

#[test]
fn a_link_that_is_not_opened_yet_says_so_and_stays_in_the_address() {
    let state = after([Action::LinkNotLoaded(LoadError::NoAnswer)]);
    let notice = state.notice.as_deref().unwrap();
    assert!(
        notice.starts_with("This link is not opened yet.")
            && notice.contains("Press Retry, or reload the page"),
        "{notice}"
    );
    assert_eq!((&*state.source, address(&state)), (EXAMPLE, None));
}
