//! What the reader sees of all changes.

use super::{after, arrived, edited};
use crate::{
    Action, Change, Copied, CopyField, CopyOutcome, MAX_COLUMNS, Matrix, MatrixRow, Screen, Verdict, View,
    words,
};

const STAGES: &str = "FROM golang AS build\nCOPY . .\nRUN go build -o /app\nFROM alpine AS unused\nRUN true\n\
                      FROM debian\nRUN apt-get update\nCOPY --from=build /app /\nUSER b\n";

fn shown(actions: impl IntoIterator<Item = Action>) -> Screen {
    after([arrived()].into_iter().chain(actions).chain([Action::ViewChosen(View::Changes)]))
}

fn matrix(text: &str) -> std::rc::Rc<Matrix> {
    shown([edited(text), Action::ChangeChosen(Change::AppCode)]).views.matrix.unwrap()
}

/// A row: what the change is called, a sign for each verdict, and the totals.
fn row(row: &MatrixRow) -> String {
    let sign = |verdict: &Verdict| match verdict {
        Verdict::Reused => '.',
        Verdict::Rebuilds => '#',
        Verdict::RebuildsUnlessSame => '?',
        Verdict::NotBuilt => ' ',
        Verdict::Settings => '!',
    };
    let signs: String = row.verdicts.iter().map(sign).collect();
    let mark = if row.is_chosen { '>' } else { ' ' };
    format!("{mark} {} [{signs}] {}", row.label.plain(), row.totals)
}

#[test]
fn every_change_of_the_change_bar_is_a_row_and_every_step_a_column() {
    let screen = shown([]);
    let matrix = screen.views.matrix.as_ref().unwrap();
    let rows: Vec<String> = matrix.rows.iter().map(|it| row(it)).collect();
    assert_eq!(
        rows,
        [
            "  First build [#####] 5 of 5 rebuild",
            "  Nothing [.....] 0 of 5 rebuild",
            "> requirements.txt [..###] 3 of 5 rebuild",
            "  App code [....#] 1 of 5 rebuilds",
            "  Base image python:3.11-slim [#####] 5 of 5 rebuild",
        ]
    );
    let labels =
        |screen: &Screen| screen.choices.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>();
    assert_eq!(matrix.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>(), labels(&screen));
    assert_eq!(matrix.steps.iter().map(|step| step.number.as_str()).collect::<Vec<_>>()[..2], ["1/5", "2/5"]);
    assert_eq!((matrix.stages.len(), matrix.selected, matrix.first_stop()), (0, Some(3), (2, 3)));
    assert_eq!(matrix.rows[2].cost, screen.totals);
}

#[test]
fn columns_stand_under_their_stages() {
    let matrix = matrix(STAGES);
    let stages: Vec<_> = matrix.stages.iter().map(|stage| (stage.name.as_str(), stage.n_columns)).collect();
    assert_eq!(stages, [("build", 3), ("unused", 2), ("stage-2", 3)]);
    let names: Vec<_> = matrix.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names[2..6], ["build 3/3", "unused 1/2", "unused 2/2", "stage-2 1/3"]);
    let starts: Vec<_> = matrix.steps.iter().map(|step| step.starts_stage).collect();
    assert_eq!(starts, [false, false, false, true, false, true, false, false]);
}

#[test]
fn steps_that_are_not_built_are_not_counted_and_an_output_that_decides_is_a_range() {
    let matrix = matrix(STAGES);
    let code = matrix.rows.iter().find(|row| row.is_chosen).unwrap();
    assert_eq!(row(code), "> App code [.##  ..?] 2 to 3 of 6 rebuild");
    assert_eq!(
        matrix.legend,
        [Verdict::Reused, Verdict::Rebuilds, Verdict::RebuildsUnlessSame, Verdict::NotBuilt]
    );
}

#[test]
fn the_chosen_cell_is_told_in_words() {
    let reading = matrix("FROM a\nCOPY . .\nRUN |b\n").reading.clone().unwrap();
    assert_eq!(
        (reading.change.plain().as_str(), reading.step.as_str(), reading.text.as_str()),
        ("App code", "[3/3]", "RUN b")
    );
    assert_eq!((reading.verdict, reading.cause.as_str()), (Verdict::Rebuilds, "app code"));
    let on_a_setting = matrix("FROM a\nCOPY . .\nUSER |b\n");
    assert_eq!((on_a_setting.selected, &on_a_setting.reading), (None, &None));
}

#[test]
fn the_most_steps_have_a_column_and_one_more_is_only_counted() {
    let file = |n_steps: usize| matrix(&format!("FROM a\n{}", "RUN b\n".repeat(n_steps - 1)));
    let most = file(MAX_COLUMNS);
    assert_eq!((most.n_columns, most.steps.len()), (MAX_COLUMNS, MAX_COLUMNS));
    let more = file(MAX_COLUMNS + 1);
    assert_eq!((more.n_columns, more.steps.len()), (MAX_COLUMNS, MAX_COLUMNS + 1));
    assert_eq!(more.rows[0].totals, words::matrix::totals(MAX_COLUMNS + 1, 0, MAX_COLUMNS + 1));
}

#[test]
fn markdown_is_a_table_with_the_same_rows_columns_and_totals() {
    let markdown = matrix("FROM a AS x\nCOPY . .\nRUN y\nFROM scratch\nCOPY --from=x /y /\n").markdown();
    assert_eq!(
        markdown,
        "| What changed? | `x 1/3` FROM | `x 2/3` COPY | `x 3/3` RUN | `stage-1 1/1` COPY | In total |\n\
         | --- | --- | --- | --- | --- | --- |\n\
         | First build | ↻ rebuilds | ↻ rebuilds | ↻ rebuilds | ↻ rebuilds | 4 of 4 rebuild |\n\
         | Nothing | ✓ reused | ✓ reused | ✓ reused | ✓ reused | 0 of 4 rebuild |\n\
         | App code | ✓ reused | ↻ rebuilds | ↻ rebuilds | ? rebuilds unless same | 2 to 3 of 4 rebuild |\n\
         | Base image `a` | ↻ rebuilds | ↻ rebuilds | ↻ rebuilds | ? rebuilds unless same | 3 to 4 of 4 rebuild |\n"
    );
}

#[test]
fn names_from_the_file_never_add_a_cell_to_the_markdown() {
    let markdown = matrix("FROM \"a|b`c\"\nCOPY \"x|y`/package.json\" \"p|q`/package.json\" /\n").markdown();
    let n_bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let counts: Vec<usize> = markdown.lines().map(n_bars).collect();
    assert!(counts.len() > 4 && counts.iter().all(|count| *count == counts[0]), "{markdown}");
}

#[test]
fn what_came_of_copying_is_told_until_the_view_is_left() {
    let copied = |field| Action::CopyFinished(Copied { field, outcome: CopyOutcome::Done });
    let told = |actions: Vec<Action>| {
        after([arrived(), Action::ViewChosen(View::Changes)].into_iter().chain(actions))
            .views
            .matrix
            .unwrap()
            .copied
    };
    assert_eq!(told(vec![copied(CopyField::Changes)]), Some(CopyOutcome::Done));
    assert_eq!(told(vec![copied(CopyField::Markdown)]), None);
    let left = [View::Stack, View::Changes].map(Action::ViewChosen);
    assert_eq!(told([copied(CopyField::Changes)].into_iter().chain(left).collect()), None);
}

#[test]
fn all_changes_are_laid_out_where_that_is_the_view_and_there_is_an_instruction() {
    assert_eq!(after([arrived(), edited("FROM a")]).views.matrix, None);
    assert_eq!(shown([edited("# nothing\n")]).views.matrix, None);
    assert_eq!(matrix("FROM scratch\nUSER b\n").n_columns, 0);
}
