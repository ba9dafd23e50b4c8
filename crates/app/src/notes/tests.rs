use std::rc::Rc;

use onionskin_notes::About;
use onionskin_share::Document;

use crate::{Action, Later, OpenedLink, Screen, State, analyze, screen, update};

const SOURCE: &str = "# syntax=docker/dockerfile:1
# onionskin: All of it.

FROM alpine
# onionskin: Why `sleep`?
# onionskin: fold
RUN sleep 1 \\
  && true
# onionskin: focus
RUN make
";

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let later = [Action::LaterArrived(Later::here())];
    later.into_iter().chain(actions).fold(Rc::new(State::new("https://x.test/")), update)
}

fn edited(text: &str) -> Action {
    Action::SourceEdited { text: text.to_owned(), caret_utf16: 0 }
}

fn written(about: About, text: &str) -> Action {
    Action::NoteWritten { about, text: text.to_owned() }
}

fn opened(source: &str, line: Option<u32>) -> Action {
    let document = Document { source: source.to_owned(), line, ..Document::default() };
    Action::LinkOpened { link: Ok(OpenedLink::new(document).into()), draft: None }
}

fn shown(state: &State) -> Screen {
    let analysis = analyze(&state.source, &state.setup());
    screen(state, analysis.as_ref().map_err(|error| *error))
}

fn text(note: Option<&Rc<crate::AuthorsNote>>) -> String {
    note.and_then(|note| note.note.as_ref()).map(|note| note.text.clone()).unwrap_or_default()
}

#[test]
fn notes_are_shown_with_what_they_are_about() {
    let state = after([edited(SOURCE), Action::CaretMoved { caret_utf16: 100 }]);
    let screen = shown(&state);
    assert_eq!(text(screen.file_note.as_ref()), "All of it.");
    let note = screen.explanation.as_ref().unwrap().note.clone().map(Rc::new);
    assert_eq!(text(note.as_ref()), "Why `sleep`?");
    let crate::Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    assert_eq!(rows.iter().map(|row| row.note.is_some()).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn a_note_that_is_written_stands_in_the_text_and_the_instruction_stays_selected() {
    let source = "FROM alpine\nRUN sleep 1\nRUN make\n";
    let state = after([
        edited(source),
        Action::CaretMoved { caret_utf16: 15 },
        written(About::Instruction(1), "Why.\n\nSo."),
    ]);
    assert_eq!(
        &*state.source,
        "FROM alpine\n# onionskin: Why.\n# onionskin:\n# onionskin: So.\nRUN sleep 1\nRUN make\n"
    );
    assert!(state.source.get(state.caret as usize..).unwrap().starts_with("RUN sleep"));
    let state = update(state, written(About::File, "All."));
    assert!(state.source.starts_with("# onionskin: All.\n\nFROM"));
    assert!(state.source.get(state.caret as usize..).unwrap().starts_with("RUN sleep"));
    let state =
        [written(About::File, ""), written(About::Instruction(1), " ")].into_iter().fold(state, update);
    assert_eq!(&*state.source, source);
}

#[test]
fn a_note_that_is_refused_changes_nothing_and_says_why() {
    let state = after([edited("FROM alpine\n")]);
    for note in [written(About::File, "fold"), written(About::Instruction(7), "x")] {
        assert!(Rc::ptr_eq(&state, &update(Rc::clone(&state), note)));
    }
    assert_eq!(super::note_refusal("Well, fold it."), None);
    assert!(super::note_refusal("a\nfocus").unwrap().contains("Write more into that line"));
}

#[test]
fn what_somebody_else_says_is_not_written_over() {
    let state = after([opened(SOURCE, None), written(About::File, "Mine.")]);
    assert_eq!(&*state.source, SOURCE);
    assert!(shown(&state).file_note.as_ref().unwrap().is_received);
}

#[test]
fn a_link_opens_where_its_author_wants_unless_the_link_says_where() {
    let state = after([opened(SOURCE, None)]);
    assert!(state.source.get(state.caret as usize..).unwrap().starts_with("RUN make"));
    let state = after([opened(SOURCE, Some(4))]);
    assert!(state.source.get(state.caret as usize..).unwrap().starts_with("FROM alpine"));
}

#[test]
fn what_a_link_has_folded_is_not_folded_in_what_takes_its_place() {
    let ways = [
        Action::CopyStarted { draft: None },
        Action::OwnAddressFound,
        Action::FileOpened(Ok(SOURCE.to_owned())),
        Action::SourceEdited { text: SOURCE.to_owned() + "RUN more\n", caret_utf16: 0 },
        Action::ExampleRestored,
        Action::SetAsideRestored,
    ];
    for way in ways {
        let state = after([edited("FROM scratch\n"), opened(SOURCE, None), way.clone()]);
        assert_eq!(*state.line_folds, crate::LineFolds::default(), "{way:?}");
    }
}

#[test]
fn the_note_of_one_document_is_none_of_the_next() {
    let document = |state: &State| shown(state).file_note.as_ref().unwrap().document;
    let state = after([edited("FROM alpine\n")]);
    let noted = update(Rc::clone(&state), written(About::File, "All."));
    assert_eq!(document(&state), document(&noted));
    let other = update(Rc::clone(&state), Action::FileOpened(Ok("FROM alpine\n".to_owned())));
    assert_ne!(document(&state), document(&other));
    let pasted = update(Rc::clone(&state), edited("RUN make everything anew"));
    assert_ne!(document(&state), document(&pasted));
    let back = after([edited("FROM a\n"), opened(SOURCE, None), Action::SetAsideRestored]);
    let there = after([edited("FROM a\n"), opened(SOURCE, None)]);
    assert_ne!(document(&there), document(&back));
}

#[test]
fn a_link_starts_with_the_lines_folded_that_its_author_folds() {
    let state = after([opened(SOURCE, None)]);
    let rows = |state: &State| match &*shown(state).layers {
        crate::Layers::Rows(rows) => rows.iter().map(|row| row.beside.last).collect::<Vec<_>>(),
        crate::Layers::Empty | crate::Layers::TooLarge(_) => Vec::new(),
    };
    assert_eq!(rows(&state), [4, 7, 9]);
    let unfolded = update(Rc::clone(&state), Action::ReceivedLinesUnfolded { line: 7 });
    assert_eq!(rows(&unfolded), [4, 8, 10]);
    // The editor has all lines.
    assert_eq!(rows(&update(state, Action::CopyStarted { draft: None })), [4, 8, 10]);
}
