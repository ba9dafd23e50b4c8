//! What the reader sees of a file as a table.

use super::{after, arrived, edited};
use crate::{Action, Change, Screen, View};

/// The table, a line for each row.
fn table(screen: &Screen) -> Vec<String> {
    let Some(table) = &screen.views.table else { return Vec::new() };
    let line = |row: &std::rc::Rc<crate::TableRow>| {
        let mark = if row.layer.is_selected { ">" } else { " " };
        let cells = [&row.lines, &row.stage, &row.step, &row.text, row.kind, &row.cause, &row.takes];
        format!("{mark} {}", cells.join(" | "))
    };
    table.rows.iter().map(line).collect()
}

fn shown(text: &str) -> Screen {
    after([arrived(), edited(text), Action::ChangeChosen(Change::AppCode), Action::ViewChosen(View::Table)])
}

#[test]
fn a_table_has_a_row_for_each_instruction_with_all_that_the_stack_says() {
    let screen =
        shown("FROM a AS build\nCOPY . .\nRUN x \\\n  y\nFROM build\nCOPY --fro|m=build /x /\nUSER b\n");
    assert_eq!(
        table(&screen),
        [
            "  1 | build | 1/3 | FROM a AS build | base image | same base image | ",
            "  2 | build | 2/3 | COPY . . | layer | app code | ",
            "  3–4 | build | 3/3 | RUN x   y | layer | app code | ",
            "  5 | stage-1 |  | FROM build | start of stage | only settings | starts from build",
            "> 6 | stage-1 | 1/1 | COPY --from=build /x / | layer | app code | takes /x from build",
            "  7 | stage-1 |  | USER b | setting | only settings | ",
        ]
    );
    assert!(screen.views.table.is_some_and(|table| table.has_stages));
}

#[test]
fn a_table_of_one_stage_says_nothing_of_stages() {
    assert!(shown("FROM a\nRUN b\n").views.table.is_some_and(|table| !table.has_stages));
}

#[test]
fn a_line_that_cannot_be_built_is_no_setting_and_has_no_cause() {
    assert_eq!(table(&shown("FROM a\nFOO b\n|"))[1], "> 2 | stage-0 |  | FOO b |  |  | ");
}

#[test]
fn a_table_is_made_where_it_is_the_view_and_there_is_an_instruction() {
    assert_eq!(after([arrived(), edited("FROM a")]).views.table, None);
    assert_eq!(shown("# nothing\n").views.table, None);
}
