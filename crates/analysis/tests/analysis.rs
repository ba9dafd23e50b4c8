//! The changes that are offered for a Dockerfile, and what they rebuild.

use onionskin_analysis::{Analysis, Scenario, analyze};
use onionskin_cache::{Change, Verdict};

/// The Dockerfile that many introductions show.
const PYTHON: &str = "FROM python:3.11-slim\nWORKDIR /app\nCOPY docker/requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD [\"python\", \"run.py\"]\n";

fn file(path: &str) -> Change {
    Change::File(path.to_owned())
}

fn name(change: &Change) -> &str {
    match change {
        Change::FirstBuild => "first build",
        Change::Nothing => "nothing",
        Change::AppCode => "app code",
        Change::File(path) => path,
    }
}

/// The chosen scenario.
fn chosen(analysis: &Analysis) -> &Scenario {
    analysis.scenarios.get(analysis.chosen).unwrap_or_else(|| unreachable!("one is always chosen"))
}

/// One letter for the verdict of each instruction.
fn verdicts(scenario: &Scenario) -> String {
    let letter = |verdict| match verdict {
        Verdict::Reused => '.',
        Verdict::Rebuilds => 'R',
        Verdict::RebuildsUnlessSame => '?',
        Verdict::NotBuilt => 'n',
        Verdict::Settings => '-',
    };
    scenario.replay.outcomes.iter().map(|outcome| letter(outcome.verdict)).collect()
}

/// Checks which changes are offered beside "first build" and "nothing", which are always there.
#[track_caller]
fn offers(source: &str, expected: &[&str]) {
    let analysis = analyze(source, &Change::Nothing);
    let offered: Vec<_> = analysis.scenarios.iter().map(|scenario| name(&scenario.change)).collect();
    assert_eq!(offered, [&["first build", "nothing"], expected].concat());
    assert_eq!(analysis.chosen, 1);
}

#[track_caller]
fn check(source: &str, change: &Change, expected: &str) {
    let analysis = analyze(source, change);
    assert_eq!(chosen(&analysis).change, *change);
    assert_eq!(verdicts(chosen(&analysis)), expected);
}

#[test]
fn the_classic_dockerfile_under_its_four_changes() {
    offers(PYTHON, &["docker/requirements.txt", "app code"]);
    check(PYTHON, &Change::FirstBuild, "RRRRR-");
    check(PYTHON, &Change::Nothing, ".....-");
    check(PYTHON, &file("docker/requirements.txt"), "..RRR-");
    check(PYTHON, &Change::AppCode, "....R-");
}

#[test]
fn manifests_are_offered_in_the_order_in_which_they_are_read() {
    offers(
        "FROM node\nCOPY yarn.lock package.json ./\nCOPY package.json /x/\n",
        &["yarn.lock", "package.json"],
    );
    offers(
        "FROM node\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n",
        &["package.json", "package-lock.json", "app code"],
    );
    offers("FROM go\nRUN --mount=type=bind,source=go.mod,target=go.mod x\n", &["go.mod"]);
    offers("FROM x\nRUN --mount=target=. y\n", &["app code"]);
    offers("FROM x\nCOPY main.py src/ /app/\n", &["app code"]);
    offers("FROM x AS unused\nCOPY go.mod .\nFROM x\nRUN y\n", &[]);
    offers("FROM x AS s\nCOPY go.mod .\nFROM x\nCOPY --from=s /o /o\n", &["go.mod"]);
    offers("FROM maven\nCOPY .mvn .mvn\nCOPY mvnw pom.xml ./\n", &["pom.xml"]);
    offers("", &[]);
    offers("FROM\nCOPY\nRUN", &[]);
}

#[test]
fn no_more_than_a_dozen_manifests_are_offered() {
    let source = |n: usize| {
        let copies: Vec<_> = (0..n).map(|i| format!("COPY p{i}/package.json /p{i}/")).collect();
        format!("FROM scratch\n{}\n", copies.join("\n"))
    };
    let n_offered = |n| analyze(&source(n), &Change::Nothing).scenarios.len() - 2;
    assert_eq!((n_offered(11), n_offered(12), n_offered(13)), (11, 12, 12));
    check(&source(13), &file("p12/package.json"), &format!("-{}R", ".".repeat(12)));
}

#[test]
fn wildcards_read_what_they_match() {
    let source = "FROM node\nCOPY package*.json ./\nRUN npm ci\nCOPY *.js ./\nCOPY * /all/\n";
    check(source, &file("package-lock.json"), ".RRRR");
    check(source, &Change::AppCode, "...RR");
}

#[test]
fn a_file_that_is_not_offered_can_be_asked_for() {
    check(PYTHON, &file("src/util.py"), "....R-");
    check("FROM x\nCOPY src /src\nCOPY *.md /\nRUN y\n", &file("src/deep/util.py"), ".RRR");
    check("FROM x\nCOPY src /src\nCOPY *.md /\nRUN y\n", &file("README.md"), "..RR");
    check("FROM x\nCOPY src /src\nRUN y\n", &file("other"), "...");
    check("FROM x\nCOPY src /src\nRUN y\n", &file("src"), ".RR");
    let analysis = analyze(PYTHON, &file("src/util.py"));
    assert_eq!(analysis.chosen, analysis.scenarios.len() - 1);
}

#[test]
fn what_is_no_path_or_not_offered_counts_as_nothing() {
    let long = "x".repeat(4096);
    for path in ["", "/etc/passwd", "../x", "a//b", "a/", "./a", "a/../b", "a\0", &long] {
        let analysis = analyze(PYTHON, &file(path));
        assert_eq!(chosen(&analysis).change, Change::Nothing, "{path}");
        assert_eq!(analysis.scenarios.len(), 4);
    }
    check(PYTHON, &file(&"x".repeat(4095)), "....R-");
    let analysis = analyze("FROM x\nRUN y\n", &Change::AppCode);
    assert_eq!(chosen(&analysis).change, Change::Nothing);
}

#[test]
fn the_stages_of_a_build_and_its_runtime() {
    let source = "FROM golang AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /app\nFROM alpine\nRUN apk add tzdata\nCOPY --from=build /app /app\nCOPY --from=build /src/static /static\nENTRYPOINT [\"/app\"]\n";
    check(source, &file("go.sum"), "..RRRR..??-");
    check(source, &Change::AppCode, "....RR..??-");
}

#[test]
fn a_stage_that_only_collects_files_is_known_as_far_as_it_is_named() {
    let source = "FROM x AS s\nCOPY package.json /s/\nCOPY . /s/all/\nFROM x\nCOPY --from=s /s/package.json /\nCOPY --from=s /s/all/x /\n";
    check(source, &file("package.json"), ".RR.RR");
    check(source, &Change::AppCode, "..R..?");
}

#[test]
fn errors_stand_beside_what_can_be_shown() {
    let analysis = analyze("FROM x\nNOPE\nCOPY a /\n", &Change::AppCode);
    assert_eq!(verdicts(chosen(&analysis)), ".-R");
    assert!(!analysis.errors.is_empty());
}

#[test]
fn large_files_take_time_in_proportion() {
    const N: usize = 200;
    let lines = |line: &dyn Fn(usize) -> String| (0..N).map(line).collect::<String>();
    let sources = [
        ("manifests", lines(&|i| format!("COPY p{i}/package.json /\n"))),
        ("files", lines(&|i| format!("COPY f{i} /\n"))),
        ("wildcards", lines(&|i| format!("COPY *f{i} /\n"))),
        ("exclusions", lines(&|i| format!("COPY f{i} /\nCOPY --exclude=*{i} . /\n"))),
    ];
    for (name, source) in sources {
        let analysis = analyze(&format!("FROM x\n{source}"), &Change::AppCode);
        assert!(analysis.graph.instructions.len() > N, "{name}");
    }
}
