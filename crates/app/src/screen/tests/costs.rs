//! What the reader sees of how long steps take.

use std::rc::Rc;

use onionskin_cache::Change;

use super::{after, edited};
use crate::{Action, Costs, Dialog, EXAMPLE, MAX_LOG_BYTES, Screen, StepKey, Times};

const LOG: &str = "#4 [1/5] FROM docker.io/library/python:3.11-slim@sha256:1\n#4 DONE 4.0s\n#5 [2/5] WORKDIR /app\n#5 DONE 0.1s\n\
                   #6 [3/5] COPY docker/requirements.txt .\n#6 DONE 0.0s\n\
                   #7 [4/5] RUN pip install --no-cache-dir -r requirements.txt\n#7 DONE 50.4s\n\
                   #8 [5/5] COPY . .\n#8 DONE 3.5s\n";

const STAGES: &str = "FROM a AS one\nRUN slow\nFROM b AS two\nRUN quick\nFROM scratch\nCOPY --from=one /x /\nCOPY --from=two /y /\n";

fn opened() -> Action {
    Action::DialogOpened(Dialog::Costs)
}

fn costs(screen: &Screen) -> &Costs {
    screen.costs.as_deref().unwrap()
}

/// The actions, then the durations of `log` taken.
fn with_log(actions: impl IntoIterator<Item = Action>, log: &str) -> Vec<Action> {
    let mut actions: Vec<Action> =
        actions.into_iter().chain([opened(), Action::LogPasted(log.to_owned())]).collect();
    let durations = Rc::clone(&costs(&after(actions.clone())).log_durations);
    actions.push(Action::DurationsTaken(durations));
    actions
}

/// The durations are typed into the fields of the steps, one after the other.
fn typed(actions: impl IntoIterator<Item = Action>, texts: &[&str]) -> Vec<Action> {
    let mut actions: Vec<Action> = actions.into_iter().collect();
    let screen = after(actions.iter().cloned().chain([opened()]));
    let fields = costs(&screen).steps.iter().map(|step| step.field.step);
    actions.extend(
        fields.zip(texts).map(|(step, text)| Action::DurationTyped { step, text: (*text).to_owned() }),
    );
    actions
}

fn line(actions: impl IntoIterator<Item = Action>) -> Option<String> {
    after(actions).cost
}

#[test]
fn without_durations_nothing_is_said_of_them() {
    let screen = after([opened()]);
    assert_eq!(screen.cost, None);
    let costs = costs(&screen);
    assert!(costs.changes.is_empty() && costs.chain.is_none());
    assert_eq!(costs.chosen, "No step has a time yet. Type how long steps take, or paste a build log.");
}

#[test]
fn a_log_fills_the_durations_of_all_steps_in() {
    let pasted = after([opened(), Action::LogPasted(LOG.to_owned())]);
    let note = "5 of 5 steps in this log are steps of this Dockerfile: 5 with a time.";
    assert_eq!(costs(&pasted).log_note.as_deref(), Some(note));
    let screen = after(with_log([], LOG));
    let texts: Vec<&str> = costs(&screen).steps.iter().map(|step| &*step.field.text).collect();
    assert_eq!(texts, ["4", "0.1", "0", "50.4", "3.5"]);
    assert_eq!(
        (&*costs(&screen).log, costs(&screen).log_note.as_deref()),
        ("", Some("Took the time of 5 steps."))
    );
}

#[test]
fn totals_say_what_a_change_costs_instead_of_a_first_build() {
    let chosen = |change: Change| line(with_log([Action::ChangeChosen(change)], LOG));
    assert_eq!(chosen(Change::AppCode).as_deref(), Some("About 3.5 s instead of 58 s."));
    assert_eq!(chosen(Change::Nothing).as_deref(), Some("0 s instead of 58 s."));
    assert_eq!(chosen(Change::FirstBuild).as_deref(), Some("About 58 s."));
}

#[test]
fn every_change_has_a_row_and_the_chain_names_its_steps() {
    let screen = after(with_log([], LOG));
    let row = |row: &crate::ChangeCost| (row.label.plain(), row.n_steps, row.work.clone(), row.wait.clone());
    let rows: Vec<_> = costs(&screen).changes.iter().map(row).collect();
    assert_eq!(rows[2], ("requirements.txt".to_owned(), 3, "54 s".to_owned(), "54 s".to_owned()));
    assert_eq!(rows.len(), 5);
    let chain: Vec<String> = costs(&screen)
        .chain
        .iter()
        .flatten()
        .map(|step| format!("{} {} {}", step.step, step.text, step.time))
        .collect();
    assert_eq!(
        chain,
        [
            "3/5 COPY docker/requirements.txt . 0 s",
            "4/5 RUN pip install --no-cache-dir -r requirements.txt 50 s",
            "5/5 COPY . . 3.5 s"
        ]
    );
}

#[test]
fn stages_that_are_built_side_by_side_are_not_waited_for_one_after_the_other() {
    let actions = || [edited(STAGES), Action::ChangeChosen(Change::FirstBuild)];
    let told = line(typed(actions(), &["1", "30", "1", "14", "1", "1"]));
    assert_eq!(told.as_deref(), Some("About 48 s of work, 33 s to wait for."));
}

#[test]
fn what_is_not_known_is_said_and_never_guessed() {
    let first = || [edited(STAGES), Action::ChangeChosen(Change::FirstBuild)];
    let told = "About 30 s; 5 steps have no time yet and are not counted.";
    assert_eq!(line(typed(first(), &["", "30"])).as_deref(), Some(told));
    let screen = after(typed([], &["", "", "", "50"]));
    let told = "About 50 s instead of at least 50 s; 2 steps have no time yet and are not counted.";
    assert_eq!(screen.cost.as_deref(), Some(told));
}

#[test]
fn what_rebuilds_unless_the_output_is_the_same_is_at_most_so_much() {
    let source = "FROM a AS build\nCOPY . .\nRUN make\nFROM b\nCOPY --from=build /x /\n";
    let actions = [edited(source), Action::ChangeChosen(Change::AppCode)];
    let told = line(typed(actions, &["9", "1", "30", "9", "2"]));
    assert_eq!(told.as_deref(), Some("Up to 33 s instead of 51 s of work, 42 s to wait for."));
}

#[test]
fn the_selected_step_has_a_field_and_a_setting_has_none() {
    let field = |text: &str| after([edited(text)]).explanation.as_ref().and_then(|it| it.duration.clone());
    assert!(field("FROM a\n|RUN b\n").is_some());
    assert!(field("FROM a\n|ENV b=c\n").is_none());
}

#[test]
fn a_text_that_is_no_duration_stays_and_says_why() {
    let screen = after(typed([], &["soon", "90000"]).into_iter().chain([opened()]));
    let fields: Vec<_> =
        costs(&screen).steps.iter().map(|step| (&*step.field.text, step.field.problem.as_deref())).collect();
    assert_eq!(fields[0], ("soon", Some("This is not a number of seconds. Write it like 4.2")));
    assert_eq!(fields[1], ("90000", Some("More than a day: 86400 seconds are the most")));
    assert_eq!((fields[2], screen.cost.clone()), (("", None), None));
}

#[test]
fn durations_stay_with_their_steps_while_the_file_is_edited() {
    let edit = edited(&EXAMPLE.replace("WORKDIR /app\n", "# new\nENV A=b\nRUN other\n"));
    let screen = after(with_log([], LOG).into_iter().chain([edit]));
    let texts: Vec<&str> = costs(&screen).steps.iter().map(|step| &*step.field.text).collect();
    assert_eq!(texts, ["4", "", "0", "50.4", "3.5"]);
}

#[test]
fn what_was_saved_is_there_on_the_next_visit() {
    let saved = super::state(with_log([], LOG)).costs.times.saved();
    let told = line([Action::DurationsFound(saved.clone()), Action::ChangeChosen(Change::AppCode)]);
    assert_eq!(told.as_deref(), Some("About 3.5 s instead of 58 s."));
    assert_eq!(Times::found(&saved).saved(), saved);
}

#[test]
fn a_log_that_says_nothing_says_so_and_is_not_lost() {
    let note = |log: &str| {
        let screen = after([opened(), Action::LogPasted(log.to_owned())]);
        assert_eq!((&*costs(&screen).log, costs(&screen).log_durations.len()), (log, 0));
        costs(&screen).log_note.clone().unwrap_or_default()
    };
    assert_eq!(note("  \n"), "");
    assert!(note("Step 1/5 : FROM a").contains("no line of a numbered step"));
    assert!(note("#4 [2/5] RUN other\n#4 DONE 1.0s").starts_with("0 of 1 step in this log are steps"));
    let longest = |n_bytes: usize| "#".repeat(n_bytes);
    assert!(note(&longest(MAX_LOG_BYTES)).contains("no line of a numbered step"));
    assert!(note(&longest(MAX_LOG_BYTES + 1)).contains("longer than 2 MB"));
}

#[test]
fn a_log_is_forgotten_with_the_dialog_and_durations_are_not() {
    let screen = after(with_log([], LOG).into_iter().chain([Action::DialogClosed, opened()]));
    assert_eq!((&*costs(&screen).log, costs(&screen).log_note.as_deref()), ("", None));
    assert_eq!(&*costs(&screen).steps[3].field.text, "50.4");
}

#[test]
fn a_file_without_steps_has_no_costs() {
    assert!(after([edited(""), opened()]).costs.is_none());
    let screen = after([
        edited("RUN x\n"),
        opened(),
        Action::DurationTyped { step: StepKey(1), text: "4".to_owned() },
    ]);
    assert_eq!((costs(&screen).steps.len(), screen.cost.clone()), (0, None));
}
