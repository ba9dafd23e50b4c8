use onionskin_cache::{Change, Verdict};
use onionskin_explain::embedded;

use crate::{
    Action, CompareResult, Compared, Later, MAX_SOURCE_BYTES, OtherAction, PairRow, PairSide, Screen, State,
    View, analyze, screen, update,
};
use std::rc::Rc;

fn after(actions: impl IntoIterator<Item = Action>) -> Screen {
    let all = [Action::LaterArrived(Later::here()), Action::ExplanationsArrived(Ok(Rc::new(embedded())))];
    let state = all.into_iter().chain(actions).fold(Rc::new(State::new("https://x.test/")), update);
    screen(&state, analyze(&state.source, &state.setup()).as_ref().map_err(|too_large| *too_large))
}

fn actions(before: &str, other: &str) -> [Action; 3] {
    [
        Action::SourceEdited { text: before.to_owned(), caret_utf16: 0 },
        Action::Other(OtherAction::Edited(other.to_owned())),
        Action::ViewChosen(View::Compare),
    ]
}

fn result(screen: &Screen) -> &CompareResult {
    &screen.views.compare.as_ref().unwrap().result
}

fn compared(before: &str, other: &str) -> Rc<Compared> {
    let screen = after(actions(before, other));
    let CompareResult::Compared(compared) = result(&screen) else { panic!("not compared") };
    Rc::clone(compared)
}

/// "3 RUN a | 4 RUN b | edited, Rebuilds".
fn row(row: &PairRow) -> String {
    let side = |side: &Option<PairSide>| {
        side.as_ref().map_or_else(|| "-".to_owned(), |side| format!("{} {}", side.lines.first, side.text))
    };
    let verdict = row.verdict.map_or_else(String::new, |verdict| format!(", {verdict:?}"));
    format!("{} | {} | {}{verdict}", side(&row.before), side(&row.after), row.note)
}

#[track_caller]
fn check_totals(before: &str, other: &str, expected: &str) {
    assert_eq!(compared(before, other).totals.plain(), expected);
}

#[test]
fn nothing_is_compared_in_another_view() {
    let [document, other, view] = actions("FROM a\n", "FROM b\n");
    assert!(after([document.clone(), other]).views.compare.is_none());
    let screen = after([document, view]);
    assert_eq!(*result(&screen), CompareResult::Empty);
    let editor = &screen.views.compare.as_ref().unwrap().editor;
    assert_eq!(&*editor.source, "");
    assert!(editor.chunks.is_some(), "the first character must not make another field of it");
}

#[test]
fn the_example_has_another_one_to_be_compared_with() {
    let screen = after([Action::ViewChosen(View::Compare)]);
    assert!(screen.views.compare.unwrap().has_example);
    assert!(!after(actions("FROM a\n", "")).views.compare.unwrap().has_example);
    let screen = after([Action::ViewChosen(View::Compare), Action::Other(OtherAction::ExampleChosen)]);
    let CompareResult::Compared(compared) = result(&screen) else { panic!("not compared") };
    assert_eq!(
        compared.rows.iter().map(|pair| row(pair)).collect::<Vec<_>>(),
        [
            "1 FROM python:3.11-slim | 1 FROM python:3.11-slim | in both, Reused",
            "2 WORKDIR /app | 2 WORKDIR /app | in both, Reused",
            "3 COPY docker/requirements.txt . | - | only before",
            "- | 3 COPY . . | moved from line 5, Rebuilds",
            "4 RUN pip install --no-cache-dir -r requirements.txt | \
             4 RUN pip install --no-cache-dir -r docker/requirements.txt | edited, Rebuilds",
            "5 COPY . . | - | moved to line 3",
            "6 CMD [\"python\", \"run.py\"] | 5 CMD [\"python\", \"run.py\"] | in both, Settings",
        ]
    );
    assert_eq!(
        compared.totals.plain(),
        "After a build of the Dockerfile, a build of the compared one reuses 2 of its 4 steps. The first that \
         rebuilds is step 3, because line 3 stood in line 5 before."
    );
}

#[test]
fn the_sentence_says_how_much_is_reused_and_which_edit_it_is() {
    let lead = "After a build of the Dockerfile, a build of the compared one reuses";
    let first = "The first that rebuilds is";
    let all = format!("{lead} all of its 2 steps.");
    check_totals("FROM a\nRUN b\n", "FROM a\nRUN b\n", &all);
    check_totals("FROM a\nRUN b\nCMD c\n", "FROM a AS s\nRUN  b\nCMD d\n", &all);
    check_totals("FROM a\n", "FROM a\n", &format!("{lead} its only step."));
    check_totals("FROM a\n", "CMD a\n", "The compared Dockerfile has no steps: there is nothing to build.");
    check_totals(
        "FROM a\n",
        "FROM b\n",
        &format!("{lead} nothing: its only step builds anew. {first} step 1, because line 1 is edited."),
    );
    check_totals(
        "FROM a\nRUN b\nRUN c\n",
        "FROM a\nRUN b\n# new\nRUN d\n",
        &format!("{lead} 2 of its 3 steps. {first} step 3, because line 4 is edited."),
    );
    check_totals(
        "FROM a\nRUN c\n",
        "FROM a\nWORKDIR /x\nRUN c\n",
        &format!("{lead} 1 of its 3 steps. {first} step 2, because line 2 is new."),
    );
    check_totals(
        "FROM a\nRUN b\nRUN c\n",
        "FROM a\nRUN c\n",
        &format!(
            "{lead} 1 of its 2 steps. {first} step 2, because line 2 of the Dockerfile is gone above it."
        ),
    );
}

#[test]
fn the_sentence_names_settings_that_change_a_command() {
    let lead = "After a build of the Dockerfile, a build of the compared one reuses 1 of its 2 steps.";
    let first = "The first that rebuilds is step 2";
    check_totals(
        "FROM a\nENV V=1\nRUN b\n",
        "FROM a\nENV V=2\nRUN b\n",
        &format!("{lead} {first}, because it sees another value of V."),
    );
    // The label stands nearer, and no command sees it.
    check_totals(
        "FROM a\nUSER x\nLABEL l=1\nRUN b\n",
        "FROM a\nUSER y\nLABEL l=2\nRUN b\n",
        &format!("{lead} {first}, because line 2 is edited."),
    );
}

#[test]
fn an_output_that_nobody_knows_is_told_as_that() {
    let file = |command: &str| format!("FROM a AS b\nRUN {command}\nFROM scratch\nCOPY --from=b /o /\n");
    check_totals(
        &file("x"),
        &file("y"),
        "After a build of the Dockerfile, a build of the compared one reuses 1 of its 3 steps, and 1 more if the \
         output that it takes is the same. The first that rebuilds is step [b 2/2], because line 2 is edited.",
    );
}

#[test]
fn every_step_has_a_reason_that_ends_in_the_edit() {
    let compared = compared("FROM a\nRUN b\nRUN c\nRUN d\n", "FROM a\nRUN b\nRUN x\nRUN d\n");
    let chains: Vec<Vec<String>> = compared
        .rows
        .iter()
        .map(|row| row.chain.iter().map(onionskin_explain::Prose::plain).collect())
        .collect();
    assert_eq!(chains[3].len(), 3, "{chains:?}");
    assert_eq!(chains[3][0], "The Dockerfile changed.");
    assert!(chains[3][1].starts_with("Step 3 is new"), "{chains:?}");
    assert!(chains.iter().all(|chain| !chain.is_empty()), "{chains:?}");
    let is_first: Vec<bool> = compared.rows.iter().map(|row| row.is_first).collect();
    assert_eq!(is_first, [false, false, true, false]);
    assert_eq!(compared.rows[3].cause, "Dockerfile");
    assert_eq!(compared.rows[3].verdict, Some(Verdict::Rebuilds));
}

#[test]
fn each_change_says_which_of_the_two_is_better() {
    let code_first = "FROM a\nCOPY . .\nRUN pip install -r requirements.txt\n";
    let code_last = "FROM a\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n";
    let contrasts = |compared: &Compared| -> Vec<String> {
        let line = |row: &crate::ContrastRow| {
            format!("{}: {} > {} {}", row.label.plain(), row.before.plain(), row.after.plain(), row.words)
        };
        compared.contrasts.iter().map(line).collect()
    };
    let better = compared(code_first, code_last);
    assert_eq!(
        contrasts(&better),
        [
            "requirements.txt: 2 of 3 steps rebuild: 2 and 3. > 3 of 4 steps rebuild: 2, 3 and 4. Worse: 1 more",
            "App code: 2 of 3 steps rebuild: 2 and 3. > 1 of 4 steps rebuilds: 4. Better: 1 fewer",
            "Base image a: 3 of 3 steps rebuild: 1, 2 and 3. > 4 of 4 steps rebuild: 1 to 4. Worse: 1 more",
        ]
    );
    assert_eq!(
        better.summary.plain(),
        "With the compared Dockerfile, fewer steps rebuild for App code; more steps rebuild for requirements.txt and \
         Base image a."
    );
    let same = compared(code_first, code_first);
    assert_eq!(
        same.summary.plain(),
        "With the compared Dockerfile, as many steps rebuild, whatever changes."
    );
    let apart = compared("FROM a\nRUN x\n", "FROM b\nRUN x\n");
    assert_eq!(
        contrasts(&apart),
        [
            "Base image a: 2 of 2 steps rebuild: 1 and 2. > Not in this file. Only in the Dockerfile",
            "Base image b: Not in this file. > 2 of 2 steps rebuild: 1 and 2. Only in the compared one",
        ]
    );
    assert!(apart.summary.0.is_empty());
}

#[test]
fn where_outputs_decide_the_range_is_compared() {
    let kinds = |before: &str, other: &str| -> Vec<&'static str> {
        compared(before, other).contrasts.iter().map(|row| row.kind.name()).collect()
    };
    let staged = "FROM a AS b\nCOPY . .\nRUN x\nFROM c\nCOPY --from=b /o /\nRUN y\n";
    // Two steps for certain and two more that may: 2 to 4, against 3 and against 1.
    assert_eq!(kinds(staged, "FROM a\nCOPY . .\nRUN x\nRUN z\n")[0], "open");
    assert_eq!(kinds(staged, "FROM a\nRUN x\nCOPY . .\n")[0], "better");
    assert_eq!(kinds("FROM a\nRUN x\nCOPY . .\n", staged)[0], "worse");
}

#[test]
fn errors_of_the_other_file_are_told_as_those_of_the_document() {
    let screen = after(actions("FROM a\n", "FROM a\nRUM b\nRUN c\n"));
    let compare = screen.views.compare.clone().unwrap();
    let problem = compare.editor.problem.clone().unwrap();
    assert_eq!(
        problem.message,
        "dockerfile parse error on line 2: unknown instruction: RUM (did you mean RUN?)"
    );
    assert_eq!(compare.editor.bands.iter().map(|band| band.first_line).collect::<Vec<_>>(), [2]);
    let CompareResult::Compared(compared) = result(&screen) else { panic!("not compared") };
    assert!(compared.caveat.is_some());
    let errors: Vec<bool> =
        compared.rows.iter().map(|row| row.after.as_ref().is_some_and(|side| side.has_error)).collect();
    assert_eq!(errors, [false, true, false]);
    assert!(screen.editor.problem.is_none());
}

#[test]
fn a_file_that_is_too_large_is_kept_and_says_so() {
    let large = format!("FROM a\n#{}", "x".repeat(MAX_SOURCE_BYTES));
    for (before, other) in [("FROM a\n", large.as_str()), (large.as_str(), "FROM a\n")] {
        let screen = after(actions(before, other));
        assert!(matches!(result(&screen), CompareResult::TooLarge(message) if message.contains("too large")));
        assert_eq!(&*screen.views.compare.as_ref().unwrap().editor.source, other);
    }
    let most = format!("FROM a\n#{}", "x".repeat(MAX_SOURCE_BYTES - 8));
    assert!(matches!(result(&after(actions("FROM a\n", &most))), CompareResult::Compared(_)));
}

#[test]
fn hostile_text_is_compared_like_any_other() {
    for text in ["\u{0}", "FROM", "FROM scratch AS \u{202e}x\nCOPY --from=x / /\n", "\\\n\\\n", "🐳\n", "#"]
    {
        let compared = compared("FROM a\nRUN b\n", text);
        assert!(!compared.totals.0.is_empty(), "{text:?}");
    }
}

#[test]
fn a_chosen_change_that_is_not_offered_is_compared() {
    let change = Action::ChangeChosen(Change::File("docs/x.md".to_owned()));
    let actions = actions("FROM a\nCOPY docs docs\n", "FROM a\nCOPY . .\n").into_iter().chain([change]);
    let screen = after(actions);
    let CompareResult::Compared(compared) = result(&screen) else { panic!("not compared") };
    assert!(compared.contrasts.iter().any(|row| row.label.plain() == "x.md"));
}
