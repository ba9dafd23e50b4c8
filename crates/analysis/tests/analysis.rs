//! The changes that are offered for a Dockerfile, and what they rebuild.

use onionskin_analysis::{Analysis, Context, Scenario, Setup, analyze};
use onionskin_cache::{Change, Entry, FileTree, IgnoreFile, Verdict};

/// The Dockerfile that many introductions show.
const PYTHON: &str = "FROM python:3.11-slim\nWORKDIR /app\nCOPY docker/requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD [\"python\", \"run.py\"]\n";

fn file(path: &str) -> Change {
    Change::File(path.to_owned())
}

fn name(change: &Change) -> String {
    match change {
        Change::FirstBuild => "first build".to_owned(),
        Change::Nothing => "nothing".to_owned(),
        Change::AppCode => "app code".to_owned(),
        Change::File(path) => path.clone(),
        Change::BaseImage(image) => format!("image {image}"),
        Change::Argument(name) => format!("ARG {name}"),
        Change::Files(_) | Change::Dockerfile | Change::NoCache => format!("{change:?}"),
    }
}

fn under(change: &Change) -> Setup {
    Setup { change: change.clone(), ..Setup::default() }
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

/// Checks which changes of files are offered beside "first build" and "nothing", which are always there.
#[track_caller]
fn offers(source: &str, expected: &[&str]) {
    let analysis = analyze(source, &Setup::default());
    let offered: Vec<_> = offered(&analysis);
    let (first, files) = offered.split_at(2);
    assert_eq!(first, ["first build", "nothing"]);
    let is_file = |name: &&String| !name.starts_with("image ") && !name.starts_with("ARG ");
    let files: Vec<_> = files.iter().filter(is_file).map(String::as_str).collect();
    assert_eq!(files, expected);
    assert_eq!(analysis.chosen, 1);
}

fn offered(analysis: &Analysis) -> Vec<String> {
    analysis.scenarios.iter().map(|scenario| name(&scenario.change)).collect()
}

#[track_caller]
fn check(source: &str, change: &Change, expected: &str) {
    let analysis = analyze(source, &under(change));
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
    let n_offered = |n| analyze(&source(n), &Setup::default()).scenarios.len() - 2;
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
    let analysis = analyze(PYTHON, &under(&file("src/util.py")));
    assert_eq!(analysis.chosen, analysis.scenarios.len() - 1);
}

#[test]
fn what_is_no_path_or_not_offered_counts_as_nothing() {
    let long = "x".repeat(4096);
    for path in ["", "/etc/passwd", "../x", "a//b", "a/", "./a", "a/../b", "a\0", &long] {
        let analysis = analyze(PYTHON, &under(&file(path)));
        assert_eq!(chosen(&analysis).change, Change::Nothing, "{path}");
        assert_eq!(offered(&analysis).len(), 5);
    }
    check(PYTHON, &file(&"x".repeat(4095)), "....R-");
    let analysis = analyze("FROM x\nRUN y\n", &under(&Change::AppCode));
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
    let analysis = analyze("FROM x\nNOPE\nCOPY a /\n", &under(&Change::AppCode));
    assert_eq!(verdicts(chosen(&analysis)), ".-R");
    assert!(!analysis.problems.is_empty());
}

#[test]
fn base_images_and_build_arguments_are_offered() {
    let source = "ARG V=3\nFROM python:$V AS build\nARG MODE TARGETARCH\nRUN a\nFROM debian AS unused\nFROM alpine\nCOPY --from=build /o /o\n";
    let analysis = analyze(source, &Setup::default());
    assert_eq!(
        offered(&analysis),
        ["first build", "nothing", "image python:3", "image alpine", "ARG V", "ARG MODE"]
    );
    check(source, &Change::BaseImage("python:3".to_owned()), "-R-Rn.?");
    check(source, &Change::BaseImage("alpine".to_owned()), "-.-.nRR");
    check(source, &Change::Argument("V".to_owned()), "-R-Rn.?");
    check(source, &Change::Argument("MODE".to_owned()), "-.-Rn.?");
    check(source, &Change::NoCache, "-.-Rn.R");
}

#[test]
fn a_target_and_arguments_decide_what_is_built() {
    let source = "ARG V=3\nFROM python:$V AS build\nRUN a\nFROM build AS test\nRUN b\nFROM alpine\nRUN c\n";
    let setup = Setup {
        target: Some("TEST".to_owned()),
        build_args: [("V".to_owned(), "4".to_owned())].into(),
        ..Setup::default()
    };
    let analysis = analyze(source, &setup);
    assert_eq!(verdicts(chosen(&analysis)), "-..-.nn");
    assert!(offered(&analysis).contains(&"image python:4".to_owned()));
    let unknown = analyze(source, &Setup { target: Some("tset".to_owned()), ..Setup::default() });
    let problem = unknown.problems.first().map(|problem| problem.message.as_str());
    assert_eq!(problem, Some("target stage \"tset\" could not be found (did you mean test?)"));
    assert_eq!(verdicts(chosen(&unknown)), "-nnnn..", "what can be shown is shown");
}

/// A context of these files, without those that the lines of `ignored` keep out.
fn context(paths: &[&str], ignored: &str) -> Context {
    let file = |path: &&str| ((*path).to_owned(), Entry::named_file("1", 0o644));
    let ignore = IgnoreFile::parse(ignored).0;
    Context::new(&FileTree::new(paths.iter().map(file)), Some(&ignore))
}

#[test]
fn a_known_context_says_which_files_there_are() {
    let source = "FROM node\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n";
    let paths = ["package.json", "web/package.json", "src/index.js", "docs/guide.md"];
    let with = |change| Setup { context: Some(context(&paths, "docs")), change, ..Setup::default() };
    let analysis = analyze(source, &with(Change::AppCode));
    assert_eq!(
        offered(&analysis),
        ["first build", "nothing", "package.json", "web/package.json", "app code", "image node"]
    );
    let check = |change, expected: &str| {
        let analysis = analyze(source, &with(change));
        assert_eq!(verdicts(chosen(&analysis)), expected);
    };
    check(Change::AppCode, "...R");
    check(file("package.json"), ".RRR");
    check(file("web/package.json"), "...R");
    check(file("docs/guide.md"), "....");
    check(Change::Files(vec!["docs/guide.md".to_owned(), "src/new.js".to_owned()]), "...R");
}

#[test]
fn a_file_that_the_context_does_not_have_is_named_as_buildkit_does() {
    let setup = Setup { context: Some(context(&["a", "b"], "b")), ..Setup::default() };
    let analysis = analyze("FROM x\nCOPY a /\nCOPY b /\nRUN y\n", &setup);
    let problem = analysis.problems.first().map(|problem| (problem.message.as_str(), problem.line));
    let message = "failed to compute cache key: failed to calculate checksum of ref: \"/b\": not found";
    assert_eq!(problem, Some((message, Some(3))));
    assert_eq!(analysis.problems.len(), 1);
}

#[test]
fn what_the_graph_refuses_stands_beside_what_can_be_shown() {
    let cases = [
        (
            "FROM a AS one\nCOPY --from=two /x /\nFROM b AS two\nCOPY --from=one /x /\n",
            "circular dependency",
            Some(2),
        ),
        ("FROM $NONE\nRUN y\n", "base name ($NONE) should not be blank", Some(1)),
        ("FROM a\nCOPY --from=9 /x /\n", "invalid stage index 9", None),
        ("ARG A=1\n", "dockerfile contains no stages to build", None),
        ("FROM a\nEXPOSE x\nRUN y\n", "invalid containerPort: x", Some(2)),
    ];
    for (source, message, line) in cases {
        let analysis = analyze(source, &Setup::default());
        let problem = analysis.problems.first().map(|problem| (problem.message.as_str(), problem.line));
        assert!(problem.is_some_and(|(found, at)| found.starts_with(message) && at == line), "{problem:?}");
        assert_eq!(analysis.graph.instructions.len(), source.lines().count());
    }
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
        let analysis = analyze(&format!("FROM x\n{source}"), &under(&Change::AppCode));
        assert!(analysis.graph.instructions.len() > N, "{name}");
    }
}
