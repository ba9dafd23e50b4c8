//! Two Dockerfiles side by side.

use onionskin_analysis::{Comparison, Context, Contrast, Pair, Setup, compare};
use onionskin_cache::{Change, Entry, FileTree, Replay, Verdict};

/// A letter for the verdict of each instruction.
fn verdicts(replay: &Replay) -> String {
    let letter = |verdict| match verdict {
        Verdict::Reused => '.',
        Verdict::Rebuilds => 'R',
        Verdict::RebuildsUnlessSame => '?',
        Verdict::NotBuilt => 'n',
        Verdict::Settings => '-',
    };
    replay.outcomes.iter().map(|outcome| letter(outcome.verdict)).collect()
}

/// A row as the indices of its instructions around a sign.
fn row(pair: &Pair) -> String {
    let place = |place: &Option<usize>| place.map(|at| at.to_string()).unwrap_or_default();
    match pair {
        Pair::Same { before, after } => format!("{before}={after}"),
        Pair::Edited { before, after } => format!("{before}~{after}"),
        Pair::Removed { before, moved_to } => format!("{before}-{}", place(moved_to)),
        Pair::Added { after, moved_from } => format!("{}+{after}", place(moved_from)),
    }
}

fn rows(comparison: &Comparison) -> String {
    comparison.pairs.iter().map(row).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(before: &str, after: &str, expected_rows: &str, expected_verdicts: &str) {
    let comparison = compare(before, after, &Setup::default());
    assert_eq!(
        (rows(&comparison).as_str(), verdicts(&comparison.replay).as_str()),
        (expected_rows, expected_verdicts)
    );
}

/// What each change rebuilds with either: "app code RR.. > R".
fn contrasts(comparison: &Comparison) -> Vec<String> {
    let name = |change: &Change| match change {
        Change::AppCode => "app code".to_owned(),
        Change::File(path) => path.clone(),
        Change::BaseImage(name) | Change::Argument(name) => format!("@{name}"),
        Change::FirstBuild | Change::Nothing | Change::Files(_) | Change::Dockerfile | Change::NoCache => {
            format!("{change:?}")
        }
    };
    let side = |replay: &Option<Replay>| replay.as_ref().map_or_else(|| "none".to_owned(), verdicts);
    let line = |contrast: &Contrast| {
        format!("{} {} > {}", name(&contrast.change), side(&contrast.before), side(&contrast.after))
    };
    comparison.contrasts.iter().map(line).collect()
}

const CODE_FIRST: &str = "FROM python\nWORKDIR /app\nCOPY . .\nRUN pip install -r r.txt\nCMD [\"a\"]\n";
const CODE_LAST: &str =
    "FROM python\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r r.txt\nCOPY . .\nCMD [\"a\"]\n";

#[test]
fn the_same_file_is_reused() {
    check(CODE_FIRST, CODE_FIRST, "0=0 1=1 2=2 3=3 4=4", "....-");
    check("", "", "", "");
    check("", "FROM a\nRUN b\n", "+0 +1", "RR");
}

#[test]
fn an_edited_line_rebuilds_itself_and_what_follows() {
    check("FROM a\nRUN b 1\nRUN c\n", "FROM a\nRUN b 2\nRUN c\n", "0=0 1~1 2=2", ".RR");
    check("FROM a\nRUN b\n", "FROM a\nWORKDIR /w\nRUN b\n", "0=0 +1 1=2", ".RR");
    check("FROM a\nRUN b\nRUN c\n", "FROM a\nRUN c\n", "0=0 1- 2=1", ".R");
}

#[test]
fn a_moved_line_is_known_at_both_places() {
    check(CODE_FIRST, CODE_LAST, "0=0 1=1 2-4 +2 3=3 2+4 4=5", "..RRR-");
}

#[test]
fn a_moved_line_does_not_keep_an_edited_one_from_its_place() {
    let after = "FROM python\nWORKDIR /app\nCOPY . .\nRUN pip install -r docker/r.txt\nCMD [\"a\"]\n";
    check(CODE_LAST, after, "0=0 1=1 2- 4+2 3~3 4-2 5=4", "..RR-");
}

#[test]
fn what_is_only_written_otherwise_is_the_same() {
    check("FROM a\nRUN b\nCOPY x /\n", "from a AS s\nrun   b\ncopy ./x \"/\"\n", "0=0 1=1 2=2", "...");
    let exec_form = "FROM a\nENV A \"1\"\nRUN [\"/bin/sh\",\"-c\",\"b\"]\n";
    check("FROM a\nENV A=1\nRUN b\n", exec_form, "0=0 1=1 2=2", ".-.");
    check("FROM a\nRUN <<E\nb\nE\n", "FROM a\nRUN <<-F\n\tb\nF\n", "0=0 1=1", "..");
}

#[test]
fn the_same_line_with_another_variable_rebuilds() {
    check("FROM a\nENV A=1\nRUN b\n", "FROM a\nENV A=2\nRUN b\n", "0=0 1~1 2=2", ".-R");
    check("FROM a\nRUN <<E\nb\nE\n", "FROM a\nRUN <<E\nc\nE\n", "0=0 1~1", ".R");
}

#[test]
fn of_several_candidates_the_one_that_looks_alike_stands_beside() {
    let before = "FROM a\nRUN apt-get install x\nRUN pip install y==1\n";
    check(before, "FROM a\nRUN pip install y==2\n", "0=0 1- 2~1", ".R");
    check(before, "FROM a\nRUN pip install y==2\nCMD b\nRUN d\n", "0=0 1- 2~1 +2 +3", ".R-R");
}

#[test]
fn a_line_that_cannot_be_read_stands_alone() {
    check("FROM a\nFOO b\n", "FROM a\nFOO c\n", "0=0 1- +1", ".-");
    let comparison = compare("FROM a\n", "FROM a\nFOO c\n", &Setup::default());
    let told: Vec<_> = comparison.after.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(told, ["dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)"]);
    assert!(comparison.before.problems.is_empty());
}

#[test]
fn each_change_is_told_for_both_with_one_context_of_both() {
    let comparison = compare(CODE_FIRST, CODE_LAST, &Setup::default());
    assert_eq!(
        contrasts(&comparison),
        ["requirements.txt ..RR- > ..RRR-", "app code ..RR- > ....R-", "@python RRRR- > RRRRR-"]
    );
}

#[test]
fn a_change_of_what_one_of_them_does_not_have_is_told_of_the_other() {
    let before = "FROM debian:11\nARG V=1\nRUN b\n";
    let comparison = compare(before, "FROM debian:12\nRUN b\n", &Setup::default());
    assert_eq!(contrasts(&comparison), ["@debian:11 R-R > none", "@debian:12 none > RR", "@V .-R > none"]);
    // Both names are of one image.
    let comparison = compare("FROM debian\n", "FROM docker.io/library/debian:latest\n", &Setup::default());
    assert_eq!(contrasts(&comparison), ["@debian R > R"]);
}

#[test]
fn the_chosen_change_is_among_those_that_are_told() {
    let change = Change::File("docs/a.md".to_owned());
    let setup = Setup { change, ..Setup::default() };
    let comparison = compare(CODE_FIRST, CODE_LAST, &setup);
    assert_eq!(contrasts(&comparison).last().map(String::as_str), Some("docs/a.md ..RR- > ....R-"));
    let setup = Setup { change: Change::Nothing, ..Setup::default() };
    assert_eq!(contrasts(&compare(CODE_FIRST, CODE_LAST, &setup)).len(), 3);
}

#[test]
fn with_a_known_context_what_is_missing_is_a_problem() {
    let files = FileTree::new([("a.txt".to_owned(), Entry::file(b"a", 0o644))]);
    let setup = Setup { context: Some(Context::new(&files, None)), ..Setup::default() };
    let comparison = compare("FROM a\nCOPY a.txt /\n", "FROM a\nCOPY b.txt /\n", &setup);
    let told: Vec<_> =
        comparison.after.problems.iter().map(|problem| (problem.line, &*problem.message)).collect();
    assert!(matches!(told.as_slice(), [(Some(2), message)] if message.contains("/b.txt")), "{told:?}");
}

#[test]
fn an_output_that_nobody_knows_stays_open() {
    let file =
        |command: &str| format!("FROM a AS build\nRUN {command}\nFROM scratch\nCOPY --from=build /out /\n");
    check(&file("b"), &file("c"), "0=0 1~1 2=2 3=3", ".R-?");
}

#[test]
fn every_instruction_of_both_stands_in_one_row_in_order() {
    let lines = ["RUN a", "COPY b /", "ENV c=1", "RUN d", "WORKDIR /e", "FOO", "RUN a", "COPY b /"];
    let file = |seed: usize| {
        let line = |at: usize| lines[(seed * (at + 3) + at * at) % lines.len()];
        let lines: Vec<_> = (0..seed % 11).map(line).collect();
        format!("FROM x\n{}\n", lines.join("\n"))
    };
    for seed in 0..400 {
        let (before, after) = (file(seed), file(seed * 7 + 1));
        let comparison = compare(&before, &after, &Setup::default());
        let (mut befores, mut afters) = (Vec::new(), Vec::new());
        for pair in &comparison.pairs {
            let (before, after) = match *pair {
                Pair::Same { before, after } | Pair::Edited { before, after } => (Some(before), Some(after)),
                Pair::Removed { before, .. } => (Some(before), None),
                Pair::Added { after, .. } => (None, Some(after)),
            };
            befores.extend(before);
            afters.extend(after);
        }
        assert_eq!(befores, (0..comparison.before.graph.instructions.len()).collect::<Vec<_>>());
        assert_eq!(afters, (0..comparison.after.graph.instructions.len()).collect::<Vec<_>>());
    }
}
