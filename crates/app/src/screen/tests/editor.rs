//! What the editor shows beside the text.

use std::rc::Rc;

use onionskin_text::LineRange;

use super::{after, edited};
use crate::{Action, Fold, Ink, LINE_HEIGHT, Layers, LineFolds, Screen, inked};

/// A RUN on four lines between two others.
const LONG: &str = "FROM a\nRUN one \\\n  two \\\n  three \\\n  four\nRUN five\n";

fn folded(lines: &[(u32, u32)]) -> Action {
    let lines: Vec<_> = lines.iter().map(|&(first, last)| LineRange { first, last }).collect();
    Action::LinesFolded(Rc::new(LineFolds::new(&lines)))
}

fn tops(screen: &Screen) -> Vec<u32> {
    let Layers::Rows(rows) = &*screen.layers else { return Vec::new() };
    rows.iter().map(|row| row.place.top).collect()
}

#[test]
fn rows_and_ribbons_follow_the_lines_that_are_shown() {
    let open = after([edited(LONG)]);
    assert_eq!(tops(&open)[2], 5 * LINE_HEIGHT);
    let closed = after([edited(LONG), folded(&[(2, 5)])]);
    let same_without = after([edited("FROM a\nRUN one\nRUN five\n")]);
    assert_eq!(tops(&closed), tops(&same_without));
    let at_editor = |screen: &Screen| screen.ribbons.iter().map(|ribbon| ribbon.from).collect::<Vec<_>>();
    assert_eq!(at_editor(&closed), at_editor(&same_without));
    assert_eq!(after([edited(LONG), folded(&[(2, 5)]), folded(&[])]), open);
}

#[test]
fn a_folded_row_still_says_which_lines_it_has() {
    let screen = after([edited(LONG), folded(&[(2, 5)])]);
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    assert_eq!(rows[1].lines, LineRange { first: 2, last: 5 });
    assert_eq!(rows[2].lines, LineRange { first: 6, last: 6 });
}

#[test]
fn the_slab_of_a_folded_stage_goes_with_the_lines_that_are_shown() {
    let stages = "FROM a AS one\nRUN one \\\n  two \\\n  three\nFROM one\nRUN four\n";
    let stage = Action::StageFolded { stage: 0, fold: Fold::Folded };
    let screen = after([edited(stages), stage, folded(&[(2, 4)])]);
    let at_editor: Vec<_> = screen.ribbons.iter().map(|ribbon| ribbon.from).collect();
    let lines = |first: u32, last: u32| ((first - 1) * LINE_HEIGHT, last * LINE_HEIGHT);
    assert_eq!(at_editor, [lines(1, 2), lines(3, 3), lines(4, 4)]);
}

#[test]
fn a_stack_that_is_turned_over_stands_where_it_stood() {
    let turned = |folds: &[(u32, u32)]| tops(&after([edited(LONG), Action::PileTurned, folded(folds)]));
    assert_eq!(turned(&[(2, 5)]), turned(&[]));
}

#[test]
fn folds_that_the_text_does_not_have_do_no_harm() {
    let screen = after([edited("FROM a\n"), folded(&[(3, u32::MAX), (u32::MAX, u32::MAX), (0, 9)])]);
    assert_eq!(tops(&screen).len(), 1);
}

#[test]
fn long_instructions_and_heredocs_can_be_folded() {
    let folds = |text: &str| {
        let folds = after([edited(text)]).editor.annotations.folds.clone();
        folds.iter().map(|lines| (lines.first, lines.last)).collect::<Vec<_>>()
    };
    assert_eq!(folds(LONG), [(2, 5)]);
    assert_eq!(folds("FROM a\nRUN one \\\n  two\n"), []);
    assert_eq!(folds("FROM a\nRUN <<EOF\none\nEOF\n"), [(2, 4)]);
    assert_eq!(folds("FROM a\nRUN --network=none \\\n  <<EOF\none\ntwo\nEOF\n"), [(2, 6), (3, 6)]);
}

#[test]
fn each_instruction_has_its_verdict_beside_it() {
    let screen = after([edited("# a\nFROM a\nUSER b\nRUM c\n")]);
    let marks: Vec<_> =
        screen.editor.annotations.marks.iter().map(|mark| (mark.line, mark.title.as_str())).collect();
    assert_eq!(marks, [(2, "reused: same base image"), (3, "settings only"), (4, "error")]);
}

#[test]
fn what_is_refused_is_underlined() {
    let squiggles = |text: &str| {
        let screen = after([edited(text)]);
        let squiggle = |it: &crate::Squiggle| (it.from_utf16, it.to_utf16);
        screen.editor.annotations.squiggles.iter().map(squiggle).collect::<Vec<_>>()
    };
    assert_eq!(squiggles("# 🐳\nFROM a\nRUM b\n"), [(12, 15)]);
    assert_eq!(squiggles("FROM a\nCOPY --nope \\\n  a b\n"), [(7, 20)]);
    assert_eq!(squiggles("FROM a\n"), []);
}

#[test]
fn colours_are_counted_in_utf16() {
    let screen = after([edited("# 🐳\nCOPY --link \"ä\" b")]);
    let inked: Vec<_> = inked(screen.editor.chunks.as_deref().unwrap())
        .map(|inked| (inked.from_utf16, inked.to_utf16, inked.ink))
        .collect();
    assert_eq!(
        inked,
        [(0, 5, Ink::Comment), (5, 9, Ink::Keyword), (10, 16, Ink::Flag), (17, 20, Ink::Quoted)]
    );
}
