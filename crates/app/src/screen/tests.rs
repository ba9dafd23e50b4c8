//! What the reader sees after a list of actions.

mod costs;
mod editor;
mod files;
mod matrix;
mod stages;
mod table;

use std::rc::Rc;

use onionskin_cache::{Change, Verdict};
use onionskin_explain::embedded;
use onionskin_share::decode;

use crate::{
    Action, BandKind, Dialog, EXAMPLE, Explained, ExplanationsReader, Ink, Later, Layers, LoadError,
    MAX_SOURCE_BYTES, Missing, Screen, State, analyze, screen, update,
};

fn state(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let later = [Action::LaterArrived(Later::here())];
    later.into_iter().chain(actions).fold(Rc::new(State::new("https://x.test/")), update)
}

fn after(actions: impl IntoIterator<Item = Action>) -> Screen {
    let state = state(actions);
    screen(&state, analyze(&state.source, &state.setup()).as_ref().map_err(|too_large| *too_large))
}

/// The file `text` with the caret at its `|`.
fn edited(text: &str) -> Action {
    let caret = text.find('|').unwrap_or(0);
    let caret_utf16 = u32::try_from(text.get(..caret).unwrap().encode_utf16().count()).unwrap();
    Action::SourceEdited { text: text.replacen('|', "", 1), caret_utf16 }
}

/// The stack, a line for each row.
fn stack(screen: &Screen) -> Vec<String> {
    let Layers::Rows(rows) = &*screen.layers else { return Vec::new() };
    let mut lines = Vec::new();
    for row in rows {
        if let Some(heading) = &row.heading {
            lines.push(format!("-- {}, {}", heading.name, heading.note));
        }
        let mark = if row.is_selected { '>' } else { ' ' };
        let step = row.step.as_deref().unwrap_or("-");
        lines.push(format!("{mark} {step} {} | {:?}", row.text, row.verdict));
    }
    lines
}

#[track_caller]
fn check_stack(actions: impl IntoIterator<Item = Action>, expected: &[&str]) {
    assert_eq!(stack(&after(actions)), expected);
}

/// What the selected row says.
#[track_caller]
fn selected(screen: &Screen) -> String {
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let selected: Vec<_> = rows.iter().filter(|row| row.is_selected).collect();
    assert_eq!(selected.len(), 1);
    selected[0].text.clone()
}

#[test]
fn a_first_visit_shows_what_a_changed_manifest_rebuilds() {
    check_stack(
        [],
        &[
            "  [1/5] FROM python:3.11-slim | Reused",
            "  [2/5] WORKDIR /app | Reused",
            "  [3/5] COPY docker/requirements.txt . | Rebuilds",
            "> [4/5] RUN pip install --no-cache-dir -r requirements.txt | Rebuilds",
            "  [5/5] COPY . . | Rebuilds",
            "  - CMD [\"python\", \"run.py\"] | Settings",
        ],
    );
}

#[test]
fn every_row_of_the_example_names_its_root_cause() {
    let screen = after([]);
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    let causes: Vec<&str> = rows.iter().map(|row| row.cause.as_str()).collect();
    assert_eq!(&causes[2..5], ["docker/requirements.txt"; 3]);
    assert!(causes.iter().all(|cause| !cause.is_empty()), "{causes:?}");
}

#[test]
fn changed_app_code_rebuilds_the_last_step_of_the_example() {
    let screen = after([Action::ChangeChosen(Change::AppCode)]);
    let verdicts: Vec<bool> = stack(&screen).iter().map(|row| row.ends_with("Rebuilds")).collect();
    assert_eq!(verdicts, [false, false, false, false, true, false]);
    assert_eq!(screen.n_changes_chosen, 1);
}

#[test]
fn the_change_bar_offers_what_makes_sense_for_the_file() {
    let screen = after([]);
    let chips: Vec<(String, bool)> =
        screen.choices.iter().map(|choice| (choice.label.plain(), choice.is_chosen)).collect();
    let expected = [
        ("First build", false),
        ("Nothing", false),
        ("requirements.txt", true),
        ("App code", false),
        ("Base image python:3.11-slim", false),
    ];
    assert_eq!(chips, expected.map(|(label, is_chosen)| (label.to_owned(), is_chosen)));
}

#[test]
fn totals_and_summary_count_the_steps_of_the_example() {
    let screen = after([]);
    assert!(screen.totals.plain().starts_with("3 of 5 steps rebuild: "), "{}", screen.totals.plain());
    assert!(screen.summary.plain().contains("5 steps"), "{}", screen.summary.plain());
}

#[test]
fn the_caret_selects_the_instruction_of_its_line() {
    for (text, expected) in [
        ("|FROM a\nRUN b", "FROM a"),
        ("FROM a\n|RUN b", "RUN b"),
        ("FROM a\nRUN b \\\n  c|\n", "RUN b   c"),
        ("FROM a\n# of| b\nRUN b", "RUN b"),
        ("FROM a\n|\nRUN b", "RUN b"),
        ("FROM a\nRUN b\n\n|", "RUN b"),
        ("FROM a\nRUN <<EOF\necho|\nEOF\nUSER x", "RUN <<EOF"),
    ] {
        assert_eq!(selected(&after([edited(text)])), expected, "{text:?}");
    }
}

#[test]
fn a_chosen_instruction_takes_the_caret_with_it() {
    let screen = after([edited("# é\nFROM a\nRUN b"), Action::InstructionChosen { start: 12 }]);
    assert_eq!(selected(&screen), "RUN b");
    assert_eq!(screen.editor.caret_utf16, 11);
    assert_eq!(screen.explanation.as_ref().unwrap().title, "Step 2 of 2");
}

#[test]
fn the_lines_of_the_selected_instruction_are_marked() {
    let screen = after([edited("FROM a\nRUN b \\\n  c|\n")]);
    let bands: Vec<_> =
        screen.editor.bands.iter().map(|band| (band.kind, band.first_line, band.last_line)).collect();
    assert_eq!(bands, [(BandKind::Selected, 2, 3)]);
}

#[test]
fn a_broken_line_is_marked_and_all_else_stays() {
    let screen = after([edited("FROM a\nFOO b\nRUN c")]);
    let Layers::Rows(rows) = &*screen.layers else { panic!("no rows") };
    assert_eq!(rows.iter().map(|row| row.has_error).collect::<Vec<_>>(), [false, true, false]);
    let problem = screen.editor.problem.as_ref().unwrap();
    assert!(problem.message.starts_with("dockerfile parse error on line 2: unknown instruction: FOO"));
    assert!(screen.editor.bands.iter().any(|band| band.kind == BandKind::Error && band.first_line == 2));
}

#[test]
fn a_file_without_instructions_shows_no_stack_and_says_why() {
    for text in ["", "# only a comment\n", "  \n\n"] {
        let screen = after([edited(text)]);
        assert_eq!(*screen.layers, Layers::Empty, "{text:?}");
        assert_eq!((screen.choices.len(), screen.ideas.len(), screen.ribbons.len()), (0, 0, 0));
        assert_eq!((screen.summary.plain(), screen.totals.plain()), (String::new(), String::new()));
        assert!(screen.explanation.is_none());
        assert!(screen.editor.problem.as_ref().unwrap().message.starts_with("file with no instructions"));
    }
}

#[test]
fn an_error_names_its_line_once() {
    let message = |text: &str| after([edited(text)]).editor.problem.as_ref().unwrap().message.clone();
    assert_eq!(message("FROM a\n\nENV x\n"), "ENV must have two arguments (line 3)");
    assert_eq!(
        message("FROM a\nUSER\n"),
        "dockerfile parse error on line 2: USER requires exactly one argument"
    );
    assert_eq!(message(""), "file with no instructions");
}

#[test]
fn a_file_that_is_too_large_stays_in_the_editor() {
    let text = "x".repeat(MAX_SOURCE_BYTES + 1);
    let screen = after([edited(&text)]);
    assert_eq!(screen.editor.source.len(), text.len());
    assert!(screen.editor.chunks.is_none());
    let Layers::TooLarge(message) = &*screen.layers else { panic!("not too large") };
    assert!(message.contains("524289 bytes"), "{message}");
}

#[test]
fn stages_of_a_file_with_several_have_headings() {
    check_stack(
        [
            edited("FROM a AS build\nFROM b AS unused\nFROM c|\nCOPY --from=build /x /"),
            Action::ChangeChosen(Change::Nothing),
        ],
        &[
            "-- build, needed",
            "  [build 1/1] FROM a AS build | Reused",
            "-- unused, not needed",
            "  [unused 1/1] FROM b AS unused | NotBuilt",
            "-- stage-2, final image",
            "> [stage-2 1/2] FROM c | Reused",
            "  [stage-2 2/2] COPY --from=build /x / | Reused",
        ],
    );
}

#[test]
fn ribbons_lead_from_lines_to_rows() {
    let screen = after([edited("FROM a\n\n\nRUN b \\\n  c\n")]);
    let ribbons: Vec<_> = screen.ribbons.iter().map(|ribbon| (ribbon.from, ribbon.to.0)).collect();
    assert_eq!(ribbons, [((0, 30), 0), ((90, 150), 90)]);
}

#[test]
fn the_text_in_colours_is_the_text() {
    let files = [
        EXAMPLE,
        "",
        "\n",
        "FROM",
        "\u{feff}# escape=`\nFROM a `\n  AS b\n",
        "from a AS b\nRUN --mount=type=bind,source=x \\\n# note\n  --network=none \\\n\n echo \"é🐳\"\n",
        "FROM a\nRUN <<A cat <<-'B'\n1\nA\n\t2\nB\nCOPY <<X /\nFROM b\nX\n",
        "ONBUILD HEALTHCHECK --interval=1s CMD [\"a\",\"\\u00e9\"]\nENV A=\"b c\" D='e' F\\ g\nLABEL \"x\"=\"y\"",
        "\0\u{1}\u{7f}\u{202e} <b> \\\n",
        "FOO\nRUN \\",
    ];
    for file in files {
        let action = Action::SourceEdited { text: file.to_owned(), caret_utf16: 0 };
        let screen = after([action]);
        let chunks = screen.editor.chunks.as_ref().unwrap();
        let text: String =
            chunks.iter().flat_map(|chunk| &chunk.pieces).map(|piece| piece.text.as_str()).collect();
        assert_eq!(text, file);
    }
}

#[test]
fn what_has_a_colour_is_coloured() {
    let file = "# syntax=a\nFROM a AS b\n# note\nRUN --mount=type=tmpfs \\\n# more\n <<E\nbody\nE\nCMD [\"x\"]\nFOO\n";
    let screen = after([edited(file)]);
    let pieces = screen.editor.chunks.iter().flatten().flat_map(|chunk| &chunk.pieces);
    let coloured: Vec<(Ink, &str)> = pieces
        .filter(|piece| piece.ink != Ink::Plain)
        .map(|piece| (piece.ink, piece.text.as_str()))
        .collect();
    assert_eq!(
        coloured,
        [
            (Ink::Directive, "# syntax=a\n"),
            (Ink::Keyword, "FROM"),
            (Ink::Keyword, "AS"),
            (Ink::Comment, "# note\n"),
            (Ink::Keyword, "RUN"),
            (Ink::Flag, "--mount=type=tmpfs"),
            (Ink::Comment, "# more\n"),
            (Ink::Heredoc, "body\n"),
            (Ink::Keyword, "CMD"),
            (Ink::Quoted, "\"x\""),
            (Ink::Unknown, "FOO"),
        ]
    );
}

#[test]
fn the_explanation_quotes_the_instruction_as_written() {
    let screen = after([edited("FROM a\nRUN pip install \\\n  --no-cache-dir x|\n")]);
    let explained = screen.explanation.as_ref().unwrap();
    let code: String = explained.code.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(code, "RUN pip install \\\n  --no-cache-dir x");
}

#[test]
fn the_explanation_quotes_a_heredoc_with_its_words() {
    let explained = explained([arrived(), edited("FROM a\nRUN <<E|\nrm -r x\nE\n")]);
    let code: String = explained.code.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(code, "RUN <<E\nrm -r x\nE");
    let words: Vec<_> =
        explained.code.iter().filter(|piece| piece.word.is_some()).map(|piece| &*piece.text).collect();
    assert_eq!(words, ["<<E", "rm", "-r", "x", "E"]);
}

#[test]
fn a_word_inside_of_another_one_is_a_piece_of_its_own() {
    let explained = explained([arrived(), edited("FROM a\nRUN echo \"a $HOME b\"|\n")]);
    let words: Vec<&str> = explained.text.words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(words, ["echo", "\"a $HOME b\"", "$HOME"]);
    let pieces: Vec<_> = explained.code.iter().map(|piece| (piece.text.as_str(), piece.word)).collect();
    let expected = [
        ("RUN ", None),
        ("echo", Some(0)),
        (" ", None),
        ("\"a ", Some(1)),
        ("$HOME", Some(2)),
        (" b\"", Some(1)),
    ];
    assert_eq!(pieces, expected);
}

#[test]
fn the_heading_of_the_causes_fits_the_verdict() {
    let heading = |change: Change| {
        let screen = after([Action::ChangeChosen(change)]);
        screen.explanation.as_ref().map(|explained| (explained.verdict, explained.why_heading))
    };
    assert_eq!(heading(Change::FirstBuild), Some((Verdict::Rebuilds, "Why it rebuilds")));
    assert_eq!(heading(Change::Nothing), Some((Verdict::Reused, "Why it is reused")));
}

#[test]
fn a_shared_link_carries_what_is_on_the_page() {
    let actions = [
        arrived(),
        edited("FROM a\nCOPY . ."),
        Action::ChangeChosen(Change::AppCode),
        Action::DialogOpened(Dialog::Share),
    ];
    let screen = after(actions);
    let share = screen.share.as_ref().unwrap();
    let url = &share.link.as_ref().unwrap().url;
    let document = decode(url.strip_prefix("https://x.test/#").unwrap()).unwrap();
    assert_eq!((document.source.as_str(), document.change), ("FROM a\nCOPY . .", Change::AppCode));
    assert!(share.markdown.contains(url.as_str()));
}

#[test]
fn a_file_that_no_link_can_hold_says_so() {
    let text = "x".repeat(onionskin_share::MAX_SOURCE_BYTES + 1);
    let screen = after([arrived(), edited(&text), Action::DialogOpened(Dialog::Share)]);
    let message = screen.share.as_ref().unwrap().link.as_ref().unwrap_err();
    assert!(message.contains("too large for a link"), "{message}");
}

#[test]
fn the_title_names_the_image_at_the_bottom_of_the_target() {
    let title = |text: &str| after([edited(text)]).title;
    assert_eq!(title("FROM debian:12 AS a\nFROM x\nFROM a"), "Dockerfile from debian:12 · Onionskin");
    assert_eq!(title(""), "Onionskin");
}

fn arrived() -> Action {
    Action::ExplanationsArrived(Ok(Rc::new(embedded())))
}

fn failed(error: LoadError) -> Action {
    Action::ExplanationsArrived(Err(error))
}

/// The explanation after `actions`.
fn explained(actions: impl IntoIterator<Item = Action>) -> Explained {
    Explained::clone(after(actions).explanation.as_ref().unwrap())
}

/// Everything of the screen that does not wait for the explanations.
fn at_once(actions: impl IntoIterator<Item = Action>) -> Screen {
    Screen { explanation: None, ideas: Rc::default(), missing: None, ..after(actions) }
}

#[test]
fn the_first_paint_has_all_but_explanations_and_says_that_they_are_loading() {
    let first = explained([]);
    assert_eq!(first.missing, Some(Missing::Loading));
    let text = first.text;
    assert_eq!((text.what.len(), text.words.len(), text.why_it_matters.len()), (0, 0, 0));
    assert_eq!((text.reference, text.further.len()), (None, 0));
    assert_eq!(after([]).ideas.len(), 0);
    assert_eq!(text.causes, explained([arrived()]).text.causes);
    assert_eq!(at_once([]), at_once([arrived()]));
    assert!(after([]).summary.plain().starts_with("Builds a Python 3.11 app in 5 steps"));
}

#[test]
fn the_first_paint_explains_a_broken_line_as_far_as_it_ever_does() {
    let broken = || edited("FROM a\n|FOO b");
    assert_eq!(explained([broken()]).text, explained([broken(), arrived()]).text);
}

#[test]
fn explanations_that_arrive_are_told() {
    let all = explained([arrived()]);
    assert_eq!(all.missing, None);
    assert!(!all.text.what.is_empty() && !all.text.words.is_empty() && all.text.reference.is_some());
    assert!(!after([arrived()]).ideas.is_empty());
}

#[test]
fn explanations_that_do_not_arrive_are_said_to_be_missing_and_can_be_asked_for_again() {
    let cases = [
        (failed(LoadError::NoAnswer), "could not be loaded: there was no answer"),
        (failed(LoadError::Status(503)), "could not be loaded: the server answered with status 503."),
        (failed(LoadError::Status(404)), "If the page was updated, reload it."),
        (failed(LoadError::Damaged), "could not be loaded: what arrived is damaged."),
    ];
    for (failure, expected) in cases {
        let Some(Missing::Failed(message)) = explained([failure.clone()]).missing else {
            panic!("{failure:?}")
        };
        assert!(message.contains(expected), "{message}");
        assert!(message.ends_with("Everything else on this page works without them."), "{message}");
        assert_eq!(at_once([failure.clone()]), at_once([]));
        let retried = [failure, Action::ExplanationsRetried];
        assert_eq!(explained(retried.clone()).missing, Some(Missing::LoadingAgain));
        let [failure, retry] = retried;
        assert_eq!(explained([failure, retry, arrived()]), explained([arrived()]));
    }
}

#[test]
fn a_file_of_explanations_is_read_whole_or_not_at_all() {
    let read = |text: &str| {
        let mut reader = ExplanationsReader::new(text)?;
        loop {
            if let Some(registry) = reader.read_part()? {
                return Ok(registry);
            }
        }
    };
    let packed = embedded().pack();
    assert_eq!(read(&packed), Ok(Rc::new(embedded())));
    let cut: String = packed.chars().take(packed.len() / 2).collect();
    for damaged in ["", "<html>", &cut] {
        assert_eq!(read(damaged), Err(LoadError::Damaged));
    }
}

#[test]
fn explanations_that_are_here_stay() {
    for late in [failed(LoadError::NoAnswer), Action::ExplanationsRetried, arrived()] {
        let here = state([arrived()]);
        assert!(Rc::ptr_eq(&here, &update(Rc::clone(&here), late)));
    }
}

#[test]
fn the_explanation_of_a_line_starts_with_what_is_wrong_with_it() {
    let file = || edited("FROM a\nCOPY --form=b . .\nRUN c\n");
    let on_line = |start| explained([file(), Action::InstructionChosen { start }]).problems;
    assert_eq!(on_line(8), ["dockerfile parse error on line 2: unknown flag: --form (did you mean from?)"]);
    assert_eq!(on_line(26), [""; 0]);
    let of_the_graph = explained([edited("FROM a\nEXPOSE http\n"), Action::InstructionChosen { start: 8 }]);
    assert_eq!(of_the_graph.problems, ["invalid containerPort: http (line 2)"]);
}

#[test]
fn the_totals_of_a_file_with_an_error_say_that_a_build_stops() {
    let caveat = |text: &str| after([edited(text)]).caveat;
    assert_eq!(caveat("FROM a\nCOPY --form=b . .\n"), Some("As it is, the build stops at an error."));
    let left_out =
        Some("As it is, the build stops at an error; here, lines that cannot be read are left out.");
    assert_eq!(caveat("FROM a\nFOO b\n"), left_out);
    assert_eq!((caveat("FROM a\nRUN b\n"), caveat("")), (None, None));
}

#[test]
fn a_note_is_about_each_place_where_its_word_stands() {
    let explained = explained([arrived(), edited("FROM debian\nRUN apt-get -y install jq && ls && ls|\n")]);
    let words: Vec<&str> = explained.text.words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(words, ["apt-get … install", "-y", "jq", "&&", "ls", "ls"]);
    let pieces = explained.code.iter().filter_map(|piece| Some((piece.text.as_str(), piece.word?)));
    let expected =
        [("apt-get", 0), ("-y", 1), ("install", 0), ("jq", 2), ("&&", 3), ("ls", 4), ("&&", 3), ("ls", 5)];
    assert_eq!(pieces.collect::<Vec<_>>(), expected);
}
