//! What is known of files, as data.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use onionskin_analysis::analyze;
use onionskin_explain::embedded;
use onionskin_json::{Analysis, Explanation, Offsets, Setup, SetupError, Simulation, Then, Verdict};
use serde_json::Value;

const PYTHON: &str = "FROM python:3.11-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD [\"python\", \"run.py\"]\n";

fn analysis(source: &str, change: &str) -> Analysis {
    let setup = Setup { change: Some(change.to_owned()), ..Setup::default() };
    Analysis::of(&embedded(), source, &analyze(source, &setup.read().unwrap()))
}

#[test]
fn a_change_has_a_verdict_and_a_cause_for_each_instruction() {
    let analysis = analysis(PYTHON, "requirements.txt");
    assert_eq!(analysis.change, "requirements.txt");
    assert_eq!(analysis.totals, "3 of 5 steps rebuild: 3, 4 and 5.");
    let verdicts: Vec<_> = analysis.steps.iter().map(|step| step.verdict).collect();
    let [reused, rebuilds] = [Verdict::Reused, Verdict::Rebuilds];
    assert_eq!(verdicts, [reused, reused, rebuilds, rebuilds, rebuilds, Verdict::Settings]);
    assert!(analysis.steps[3].cause.ends_with("requirements.txt changed"), "{}", analysis.steps[3].cause);
    let words: Vec<_> = analysis.changes.iter().map(|choice| choice.change.as_str()).collect();
    let expected = ["first-build", "nothing", "requirements.txt", "app-code", "image:python:3.11-slim"];
    assert_eq!(words, expected);
    assert!(analysis.changes.iter().all(|choice| choice.verdicts.len() == 6));
}

#[test]
fn stages_and_arguments_are_listed() {
    let analysis = analysis("ARG V=1\nFROM go:$V AS Build\nFROM scratch\nCOPY --from=build /a /a\n", "arg:V");
    assert_eq!(analysis.change, "arg:V");
    assert_eq!(analysis.stages[0].name.as_deref(), Some("build"));
    assert_eq!(analysis.stages[0].image.as_deref(), Some("go:1"));
    assert_eq!(analysis.stages[1].image.as_deref(), Some("scratch"));
    assert_eq!(
        (analysis.arguments[0].name.as_str(), analysis.arguments[0].value.as_deref()),
        ("V", Some("1"))
    );
}

#[test]
fn the_error_is_the_one_that_buildkit_stops_at() {
    let analysis = analysis("FROM a\nRUNN b\n", "nothing");
    let error = analysis.error.unwrap();
    assert_eq!(
        (error.message.as_str(), error.line),
        ("dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)", Some(2))
    );
}

#[test]
fn places_are_counted_as_asked() {
    let source = "FROM a\nRUN echo ü && true\n";
    let place = |offsets| {
        let analysis = analyze(source, &onionskin_analysis::Setup::default());
        let explanation = Explanation::of(&embedded(), source, &analysis, offsets);
        let words = explanation.instructions[1].words.clone();
        words.iter().find(|word| word.text == "true").unwrap().places[0]
    };
    let units: Vec<u16> = source.encode_utf16().collect();
    let (bytes, utf16) = (place(Offsets::Utf8), place(Offsets::Utf16));
    assert_eq!(source.get(bytes.start as usize..bytes.end as usize), Some("true"));
    assert_eq!(String::from_utf16_lossy(&units[utf16.start as usize..utf16.end as usize]), "true");
}

#[test]
fn what_the_author_says_is_part_of_the_explanation() {
    let source =
        "# onionskin: Small *on purpose*.\n\n# onionskin: Pinned.\n# onionskin: Twice.\nFROM a\nRUN b\n";
    let explanation = |source: &str| {
        let analysis = analyze(source, &onionskin_analysis::Setup::default());
        serde_json::to_value(Explanation::of(&embedded(), source, &analysis, Offsets::Utf8)).unwrap()
    };
    let noted = explanation(source);
    assert_eq!(noted["note"], "Small *on purpose*.");
    assert_eq!(noted["instructions"][0]["note"], "Pinned.\nTwice.");
    assert_eq!(noted["instructions"][1].get("note"), None);
    assert_eq!(explanation("FROM a\n").get("note"), None);
}

#[test]
fn a_second_build_is_that_of_what_is_different() {
    let setup = Setup {
        files: Some(["requirements.txt", "run.py", "docs/", "docs/a.md"].map(str::to_owned).into()),
        ignore: Some("docs\n".to_owned()),
        ..Setup::default()
    };
    let run = |then: &Then| Simulation::run(&embedded(), PYTHON, &setup, then).unwrap();
    let rebuilt = |then: &Then| -> Vec<String> {
        let steps = run(then).steps.into_iter().filter(|step| step.verdict == Verdict::Rebuilds);
        steps.filter_map(|step| step.step).collect()
    };
    let changed = |path: &str| Then { changed: Some(vec![path.to_owned()]), ..Then::default() };
    assert_eq!(rebuilt(&changed("run.py")), ["[5/5]"]);
    assert_eq!(rebuilt(&changed("./docs")), [""; 0]);
    let images = Then { images: Some(vec!["python:3.11-slim".to_owned()]), ..Then::default() };
    assert_eq!(rebuilt(&images).len(), 5);
    let edited = Then { source: Some(PYTHON.replace("COPY . .", "COPY run.py .")), ..Then::default() };
    assert_eq!(rebuilt(&edited), ["[5/5]"]);
    let gone = Then { source: Some(PYTHON.replace("COPY . .", "COPY gone .")), ..Then::default() };
    assert!(run(&gone).error.unwrap().message.contains("\"/gone\": not found"));
}

#[test]
fn what_cannot_be_is_told() {
    let change = |word: &str| Setup { change: Some(word.to_owned()), ..Setup::default() };
    assert!(matches!(change("../a").read(), Err(SetupError::Change(_))));
    for path in ["/a", "a/../..", "", "."] {
        let setup = Setup { files: Some(vec![path.to_owned()]), ..Setup::default() };
        assert_eq!(setup.read().err(), Some(SetupError::NotAPath(path.to_owned())));
    }
    let misspelt = serde_json::from_str::<Setup>(r#"{"chnage": "nothing"}"#).unwrap_err().to_string();
    assert!(misspelt.contains("unknown field `chnage`") && misspelt.contains("`change`"), "{misspelt}");
}

#[test]
fn every_answer_has_its_version() {
    let explanation = Explanation::of(
        &embedded(),
        PYTHON,
        &analyze(PYTHON, &onionskin_analysis::Setup::default()),
        Offsets::Utf16,
    );
    let simulation = Simulation::run(&embedded(), PYTHON, &Setup::default(), &Then::default()).unwrap();
    for answer in [
        serde_json::to_value(analysis(PYTHON, "nothing")).unwrap(),
        serde_json::to_value(simulation).unwrap(),
        serde_json::to_value(&explanation).unwrap(),
    ] {
        assert_eq!(answer["version"], Value::from(1));
    }
    assert_eq!(serde_json::to_value(explanation).unwrap()["offsets"], "utf-16");
}
