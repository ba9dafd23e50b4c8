use std::rc::Rc;

use onionskin_cache::{Change, Verdict};

use super::{edited, stack, state};
use crate::screen::files::ROWS_AT_ONCE;
use crate::{
    Action, ContextInput, EXAMPLE, Fate, FileProblem, FileRow, FileRowKind, Files, FilesAction, IgnoreInput,
    Intake, Layers, MAX_CHANGED_FILES, MAX_ROWS, News, Phase, Rest, Screen, View, Why,
};

const PROJECT: [&str; 8] = [
    ".dockerignore",
    "Dockerfile",
    "README.md",
    "docker/requirements.txt",
    "logs/a.log",
    "logs/b.log",
    "run.py",
    "src/app/main.py",
];

fn context(paths: &[&str], ignore: Option<&str>) -> Rc<ContextInput> {
    let mut intake = Intake::default();
    for path in paths {
        intake.add(path).unwrap();
    }
    intake.sort();
    let ignore = ignore.map(|text| Rc::new(IgnoreInput::new(".dockerignore", text.into(), true)));
    Rc::new(intake.finish(Some("app"), ignore))
}

/// What is shown after `actions`, once all is loaded.
fn after(actions: impl IntoIterator<Item = Action>) -> Screen {
    super::after([super::arrived()].into_iter().chain(actions))
}

fn act(action: FilesAction) -> Action {
    Action::Files(action)
}

/// The facts of a folder that is read.
fn read(paths: &[&str], ignore: Option<&str>, dockerfile: Option<&str>) -> Vec<Action> {
    let dockerfile = dockerfile.map(|text| Ok(text.into()));
    let context = context(paths, ignore);
    vec![
        act(FilesAction::ReadingStarted { job: 1 }),
        act(FilesAction::ContextRead { job: 1, context, dockerfile, problem: None }),
    ]
}

fn then(mut actions: Vec<Action>, more: impl IntoIterator<Item = FilesAction>) -> Vec<Action> {
    actions.extend(more.into_iter().map(act));
    actions
}

#[track_caller]
fn files(screen: &Screen) -> &Files {
    screen.views.files.as_ref().expect("the view of the files is shown")
}

/// The rows as text, a line for each.
fn drawn(screen: &Screen) -> Vec<String> {
    fn add(rows: &[FileRow], depth: usize, lines: &mut Vec<String>) {
        for row in rows {
            let takers: Vec<&str> = row.takers.iter().map(|taker| taker.step.as_str()).collect();
            let indent = "  ".repeat(depth);
            match &row.kind {
                FileRowKind::Directory { inside, rows, .. } => {
                    lines.push(format!("{indent}{}/ | {} | {inside}", row.name, takers.join(" ")));
                    add(rows.as_deref().unwrap_or_default(), depth + 1, lines);
                }
                FileRowKind::File { words, is_changed, .. } => {
                    let mark = if *is_changed { "*" } else { "" };
                    lines.push(format!("{indent}{mark}{} | {} | {words}", row.name, takers.join(" ")));
                }
            }
        }
    }
    let mut lines = Vec::new();
    let listed = files(screen).listed.as_ref().expect("files are listed");
    add(&listed.rows, 0, &mut lines);
    lines
}

#[test]
fn a_folder_shows_what_takes_each_file_and_what_its_change_costs() {
    let unfold = ["docker", "logs"].map(|path| FilesAction::FolderToggled(path.into()));
    let screen = after(then(read(&PROJECT, Some("# not needed\n*.md\nlogs\n"), None), unfold));
    assert_eq!(files(&screen).known.as_deref(), Some("8 files in app, 3 of them ignored"));
    assert_eq!(
        drawn(&screen),
        [
            "docker/ | 3/5 5/5 | 1 file",
            "  *requirements.txt | 3/5 5/5 | rebuilds 3 of 5 steps",
            "logs/ |  | 2 files, ignored by line 3: logs",
            "  a.log |  | ignored by line 3: logs",
            "  b.log |  | ignored by line 3: logs",
            "src/ | 5/5 | 1 file",
            ".dockerignore | 5/5 | rebuilds 1 of 5 steps",
            "Dockerfile | 5/5 | rebuilds 1 of 5 steps",
            "README.md |  | ignored by line 2: *.md",
            "run.py | 5/5 | rebuilds 1 of 5 steps",
        ]
    );
    assert_eq!(screen.files_news.with.as_deref(), Some("with your 8 files"));
    assert_eq!(files(&screen).errors, Vec::<String>::new());
}

#[test]
fn a_chosen_file_is_what_has_changed_on_all_of_the_page() {
    let chosen = |actions: Vec<FilesAction>| {
        let state = state(then(read(&PROJECT, None, None), actions));
        (state.change.clone(), state.n_changes_chosen)
    };
    let (run, readme) = (|| "run.py".into(), || "README.md".into());
    assert_eq!(chosen(vec![FilesAction::FileChosen(run())]), (Change::File("run.py".to_owned()), 1));
    let both = Change::Files(vec!["run.py".to_owned(), "README.md".to_owned()]);
    let add = || vec![FilesAction::FileChosen(run()), FilesAction::FileAdded(readme())];
    assert_eq!(chosen(add()).0, both);
    let removed = |path: Rc<str>| [add(), vec![FilesAction::FileRemoved(path)]].concat();
    assert_eq!(chosen(removed(run())).0, Change::File("README.md".to_owned()));
    assert_eq!(
        chosen([removed(run()), vec![FilesAction::FileRemoved(readme())]].concat()).0,
        Change::Nothing
    );

    let screen = after(then(read(&PROJECT, None, None), [FilesAction::FileChosen("src/app/main.py".into())]));
    assert!(screen.totals.plain().starts_with("1 of 5 steps rebuilds"), "{}", screen.totals.plain());
    let chosen: Vec<_> = screen.choices.iter().filter(|choice| choice.is_chosen).collect();
    assert_eq!(chosen[0].label.plain(), "main.py");
}

#[test]
fn as_many_files_can_change_as_a_link_carries_and_one_more_cannot() {
    let add = |at: usize| FilesAction::FileAdded(format!("f{at}").into());
    let change = |n: usize| state((0..n).map(add).map(act)).change.clone();
    let n_files = |change: Change| change.files().len();
    assert_eq!(n_files(change(MAX_CHANGED_FILES)), MAX_CHANGED_FILES);
    assert_eq!(n_files(change(MAX_CHANGED_FILES + 1)), MAX_CHANGED_FILES);
}

#[test]
fn an_ignored_file_changes_nothing() {
    let choose = [FilesAction::FileChosen("README.md".into())];
    let screen = after(then(read(&PROJECT, Some("*.md"), None), choose));
    assert!(screen.totals.plain().starts_with("Nothing rebuilds"), "{}", screen.totals.plain());
}

#[test]
fn a_missing_file_is_the_error_that_the_build_stops_at() {
    let screen = after(read(&["docker/requirements.txt", "run.py"], Some("docker\n"), None));
    let errors = &files(&screen).errors;
    assert_eq!(errors.len(), 2);
    assert!(errors[0].starts_with("Line 3: failed to compute cache key"), "{errors:?}");
    assert!(errors[0].contains("\"/docker/requirements.txt\": not found"), "{errors:?}");
    assert_eq!(errors[1], "docker/requirements.txt is ignored by line 1 of the ignore file: docker");
    assert!(screen.caveat.is_some());
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    assert!(rows[2].has_error);
}

#[test]
fn a_missing_file_is_an_error_also_where_its_change_is_chosen() {
    let choose = [FilesAction::FileChosen("docker/requirements.txt".into())];
    let screen = after(then(read(&["run.py"], None, None), choose));
    assert!(files(&screen).errors[0].contains("\"/docker/requirements.txt\": not found"));
}

#[test]
fn forgotten_files_count_no_more() {
    let screen = after(then(read(&["run.py"], Some("run.py"), None), [FilesAction::Forgotten]));
    assert_eq!((&screen.files_news.with, &files(&screen).known), (&None, &None));
    assert_eq!((files(&screen).errors.len(), &*files(&screen).ignore_text), (0, ""));
    assert!(stack(&screen)[2].ends_with(&format!("{:?}", Verdict::Rebuilds)));
}

#[test]
fn a_dockerfile_in_a_folder_takes_the_place_of_the_example() {
    let state = state(read(&["Dockerfile"], None, Some("FROM mine\nCOPY . .\n")));
    assert_eq!((&*state.source, &state.change), ("FROM mine\nCOPY . .\n", &Change::AppCode));
    assert_eq!((state.files.offer.clone(), state.view), (None, View::Files));
}

#[test]
fn a_dockerfile_in_a_folder_takes_the_place_of_a_draft_only_when_it_may() {
    let draft = || vec![Action::DraftFound("FROM draft\nRUN x\n".to_owned())];
    let found = || [draft(), read(&["Dockerfile"], None, Some("FROM mine\nCOPY . .\n"))].concat();
    let asked = after(found());
    let question = "Dockerfile was found, with 2 lines. It would replace the text in the editor.";
    assert_eq!(asked.files_news.news, Some(News::Offer(question.to_owned())));
    let source = |actions: Vec<Action>| state(actions).source.to_string();
    assert_eq!(source(found()), "FROM draft\nRUN x\n");
    assert_eq!(source(then(found(), [FilesAction::OfferTaken])), "FROM mine\nCOPY . .\n");
    let kept = then(found(), [FilesAction::OfferDeclined]);
    assert_eq!((source(kept.clone()).as_str(), after(kept).files_news.news), ("FROM draft\nRUN x\n", None));
    // The same text is nothing to ask about.
    let same = [draft(), read(&["Dockerfile"], None, Some("FROM draft\nRUN x\n"))].concat();
    assert_eq!(after(same).files_news.news, None);
}

#[test]
fn a_file_that_is_no_dockerfile_says_so_and_leaves_the_text() {
    let name = || "app".to_owned();
    for (problem, words) in [
        (FileProblem::NotText(name()), "app is no text in UTF-8"),
        (
            FileProblem::TooLarge { name: name(), n_bytes: 600_000, limit: 524_288 },
            "600,000 bytes, and at most 524,288",
        ),
        (FileProblem::Unreadable(name()), "cannot read app"),
    ] {
        let action = FilesAction::DockerfileRead { name: "app".into(), text: Err(problem) };
        let state = state([act(action)]);
        assert_eq!((&*state.source, state.view), (EXAMPLE, View::Stack));
        let message = state.files.message.clone().unwrap();
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn what_a_cancelled_reading_finds_is_not_taken() {
    let late = read(&PROJECT, None, Some("FROM late\n")).remove(1);
    let started = |job| act(FilesAction::ReadingStarted { job });
    let progressed = act(FilesAction::ReadingProgressed { job: 1, phase: Phase::Finding, n_files: 12_000 });
    let reading = after([started(1), progressed.clone()]);
    let words = "Looking through the folder: 12,000 files so far…";
    assert_eq!(reading.files_news.news, Some(News::Reading(words.to_owned())));
    let cancelled = [started(1), act(FilesAction::ReadingCancelled), progressed, late.clone()];
    let after_cancel = state(cancelled);
    assert_eq!((&after_cancel.files.context, &after_cancel.files.reading), (&None, &None));
    assert_eq!(&*after_cancel.source, EXAMPLE);
    assert_eq!(state([started(1), started(2), late]).files.context, None);
}

#[test]
fn a_failed_reading_says_why_and_keeps_the_files_from_before() {
    let mut actions = read(&PROJECT, None, None);
    actions.push(act(FilesAction::ReadingStarted { job: 2 }));
    actions.push(act(FilesAction::ReadingFailed { job: 2, problem: FileProblem::TooMany }));
    let screen = after(actions);
    assert_eq!(screen.files_news.with.as_deref(), Some("with your 8 files"));
    let Some(News::Problem(message)) = &screen.files_news.news else { panic!("no message") };
    assert!(message.starts_with("These are more than 300,000 files"), "{message}");
}

#[test]
fn a_broken_pattern_is_told_in_buildkits_words_and_ignores_nothing() {
    let screen = after(read(&PROJECT, Some("logs\n[z-a]\n!\n"), None));
    let errors = &files(&screen).errors;
    assert!(errors[0].starts_with(".dockerignore, line 2: syntax error in pattern."), "{errors:?}");
    assert!(errors[1].starts_with(".dockerignore, line 3: illegal exclusion pattern: \"!\"."), "{errors:?}");
    assert_eq!(files(&screen).known.as_deref(), Some("8 files in app, 2 of them ignored"));
}

#[test]
fn a_given_ignore_file_counts_for_the_files_that_come_later() {
    let given = |text: &str| act(FilesAction::IgnoreGiven(text.into()));
    let alone = after([given("docker\n")]);
    assert_eq!(files(&alone).notes, ["It shows what it ignores once there are files."]);
    assert_eq!(
        files(&alone).errors,
        ["docker/requirements.txt is ignored by line 1 of the ignore file: docker"]
    );
    let known = |actions: Vec<Action>| files(&after(actions)).known.clone();
    let ignored = |n: &str| Some(format!("8 files in app, {n} of them ignored"));
    let both = || [vec![given("logs")], read(&PROJECT, None, None)].concat();
    assert_eq!(known(both()), ignored("2"));
    assert_eq!(known([both(), vec![given("  \n")]].concat()), Some("8 files in app".to_owned()));
    // One that came with a folder goes with it.
    assert_eq!(known([vec![given("logs")], read(&PROJECT, Some("*.md"), None)].concat()), ignored("1"));
    let other = [read(&PROJECT, Some("*.md"), None), read(&PROJECT, None, None)].concat();
    assert_eq!(known(other), Some("8 files in app".to_owned()));
}

#[test]
fn what_is_left_out_is_told_with_the_reason() {
    let mut intake = Intake::default();
    for path in ["a", "../b", "c\0"] {
        intake.add(path).unwrap();
    }
    intake.leave_out("secret", Why::Unreadable);
    intake.leave_out("more", Why::Unreadable);
    let context = Rc::new(intake.finish(None, None));
    let read = FilesAction::ContextRead { job: 1, context, dockerfile: None, problem: None };
    let screen = after([act(FilesAction::ReadingStarted { job: 1 }), act(read)]);
    assert_eq!(
        files(&screen).notes,
        [
            "4 paths are left out: ../b leads out of the folder, c\0 is no name of a file, secret cannot be read by \
          the browser, …."
        ]
    );
}

#[test]
fn files_are_found_by_a_part_of_their_path() {
    let found = |text: &str| {
        let screen = after(then(read(&PROJECT, None, None), [FilesAction::FilterEdited(text.to_owned())]));
        let names: Vec<String> =
            drawn(&screen).iter().map(|line| line.split(" | ").next().unwrap().to_owned()).collect();
        (names.join(" "), files(&screen).listed.as_ref().unwrap().found.clone())
    };
    assert_eq!(found("MAIN"), ("src/app/main.py".to_owned(), "1 file found".to_owned()));
    assert_eq!(found("log"), ("logs/a.log logs/b.log".to_owned(), "2 files found".to_owned()));
    assert_eq!(found("none"), (String::new(), "No file has this in its path.".to_owned()));
}

#[test]
fn no_more_rows_are_drawn_than_a_page_can_show() {
    let paths: Vec<String> = (0..=MAX_ROWS).map(|at| format!("f{at:05}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let rest = |n_files: usize, n_more: usize| {
        let more = std::iter::repeat_n(FilesAction::MoreAsked, n_more);
        let screen = after(then(read(&paths[..n_files], None, None), more));
        (drawn(&screen).len(), files(&screen).listed.as_ref().unwrap().rest.clone())
    };
    assert_eq!(rest(ROWS_AT_ONCE, 0), (ROWS_AT_ONCE, Rest::None));
    let more = Rest::More("200 rows are shown, and there are more.".to_owned());
    assert_eq!(rest(ROWS_AT_ONCE + 1, 0), (ROWS_AT_ONCE, more));
    assert_eq!(rest(ROWS_AT_ONCE + 1, 1), (ROWS_AT_ONCE + 1, Rest::None));
    assert_eq!(rest(MAX_ROWS, 20), (MAX_ROWS, Rest::None));
    let (n_rows, rest) = rest(MAX_ROWS + 1, 20);
    assert!(n_rows == MAX_ROWS && matches!(rest, Rest::TooMany(_)), "{n_rows} {rest:?}");
}

#[test]
fn what_is_nested_deeply_stands_in_one_list() {
    let deep = format!("{}x", "d/".repeat(100));
    let unfold = (1..=100).map(|depth| FilesAction::FolderToggled(vec!["d"; depth].join("/").into()));
    let lines = drawn(&after(then(read(&[&deep], None, None), unfold)));
    assert_eq!(lines.len(), 13);
    assert!(lines[12].trim().starts_with("d/d/"), "{lines:?}");
}

#[test]
fn odd_names_are_shown_on_one_line() {
    let lines = drawn(&after(read(&["a\nb", "empty/", "<b>"], None, None)));
    assert_eq!(lines[0], "empty/ | 5/5 | 0 files");
    assert!(lines[1].starts_with("<b> | 5/5") && lines[2].starts_with("a\\nb | 5/5"), "{lines:?}");
}

#[test]
fn files_of_a_file_without_steps_are_listed_all_the_same() {
    let screen = after([read(&PROJECT, None, None), vec![edited("")]].concat());
    assert_eq!(drawn(&screen).len(), 7);
    assert!(matches!(
        &files(&screen).listed.as_ref().unwrap().rows[3].kind,
        FileRowKind::File { fate: Fate::Nothing, .. }
    ));
}
