//! The changes that are offered for a Dockerfile, and what they rebuild.

use std::collections::BTreeMap;

use onionskin_analysis::{Analysis, Context, Scenario, Setup, analyze};
use onionskin_cache::{Change, Entry, FileTree, IgnoreFile, Verdict};

/// The Dockerfile that many introductions show.
const PYTHON: &str = "FROM python:3.11-slim\nWORKDIR /app\nCOPY docker/requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nCMD [\"python\", \"run.py\"]\n";

fn file(path: &str) -> Change {
    Change::File(path.to_owned())
}

/// The name of a change; images and arguments have a sign in front.
fn name(change: &Change) -> String {
    match change {
        Change::FirstBuild => "first build".to_owned(),
        Change::Nothing => "nothing".to_owned(),
        Change::AppCode => "app code".to_owned(),
        Change::File(path) => path.clone(),
        Change::Files(paths) => paths.join(" and "),
        Change::BaseImage(image) => format!("@{image}"),
        Change::Argument(name) => format!("${name}"),
        Change::Dockerfile => "the file".to_owned(),
        Change::NoCache => "no cache".to_owned(),
    }
}

fn analyze_change(source: &str, change: &Change) -> Analysis {
    analyze(source, &Setup { change: change.clone(), ..Setup::default() })
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
    scenario.replay().outcomes.iter().map(|outcome| letter(outcome.verdict)).collect()
}

/// All changes that are offered beside "first build" and "nothing", which are always there.
fn offered(analysis: &Analysis) -> Vec<String> {
    let mut names: Vec<_> = analysis.scenarios.iter().map(|scenario| name(&scenario.change)).collect();
    let others = names.split_off(2);
    assert_eq!(names, ["first build", "nothing"]);
    others
}

/// Checks which changes of files are offered.
#[track_caller]
fn offers(source: &str, expected: &[&str]) {
    let analysis = analyze_change(source, &Change::Nothing);
    let mut names = offered(&analysis);
    names.retain(|name| !name.starts_with(['@', '$']));
    assert_eq!(names, expected);
    assert_eq!(analysis.chosen, 1);
}

#[track_caller]
fn check(source: &str, change: &Change, expected: &str) {
    let analysis = analyze_change(source, change);
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
    offers("FROM x\nRUN --mount=target=/m y\n", &["app code"]);
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
    let n_offered = |n| offered(&analyze_change(&source(n), &Change::Nothing)).len();
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
    let analysis = analyze_change(PYTHON, &file("src/util.py"));
    assert_eq!(analysis.chosen, analysis.scenarios.len() - 1);
}

#[test]
fn what_is_no_path_or_not_offered_counts_as_nothing() {
    let long = "x".repeat(4096);
    for path in ["", "/etc/passwd", "../x", "a//b", "a/", "./a", "a/../b", "a\0", &long] {
        let analysis = analyze_change(PYTHON, &file(path));
        assert_eq!(chosen(&analysis).change, Change::Nothing, "{path}");
        assert_eq!(analysis.scenarios.len(), 5);
    }
    check(PYTHON, &file(&"x".repeat(4095)), "....R-");
    let analysis = analyze_change("FROM x\nRUN y\n", &Change::AppCode);
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
    let analysis = analyze_change("FROM x\nNOPE\nCOPY a /\n", &Change::AppCode);
    assert_eq!(verdicts(chosen(&analysis)), ".-R");
    assert_eq!(
        analysis.problems[0].message,
        "dockerfile parse error on line 2: unknown instruction: NOPE (did you mean COPY?)"
    );
    assert_eq!(analysis.problems[0].line, Some(2));
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
fn what_is_no_image_is_not_offered() {
    assert_eq!(offered(&analyze("FROM $NONE\nRUN y\n", &Setup::default())), [""; 0]);
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
        let analysis = analyze_change(&format!("FROM x\n{source}"), &Change::AppCode);
        assert!(analysis.graph.instructions.len() > N, "{name}");
    }
}

#[test]
fn base_images_and_arguments_are_offered() {
    let source = "ARG TAG=3\nFROM go:$TAG AS s\nARG V=1\nRUN x\nFROM alpine\nARG V W\nARG TARGETARCH\nRUN y\nCOPY --from=s /o /\nFROM unused\n";
    let setup = Setup { target: None, ..Setup::default() };
    assert_eq!(offered(&analyze(source, &setup)), ["@unused", "$TAG"]);
    let source = source.replace("FROM unused\n", "");
    let analysis = analyze(&source, &setup);
    assert_eq!(offered(&analysis), ["@go:3", "@alpine", "$TAG", "$V", "$W"]);
    let values: Vec<_> = analysis
        .arguments
        .iter()
        .map(|argument| (argument.name.as_str(), argument.value.as_deref()))
        .collect();
    assert_eq!(values, [("TAG", Some("3")), ("V", Some("1")), ("W", None)]);
    check(&source, &Change::BaseImage("go:3".to_owned()), "-R-R.--.?");
    check(&source, &Change::BaseImage("alpine".to_owned()), "-.-.R--RR");
    check(&source, &Change::Argument("TAG".to_owned()), "-R-R.--.?");
    check(&source, &Change::Argument("V".to_owned()), "-.-R.--RR");
    check(&source, &Change::NoCache, "-.-R.--RR");
}

#[test]
fn the_target_and_arguments_that_are_given_count() {
    let source = "FROM a AS one\nARG V=1\nWORKDIR /$V\nRUN x\nFROM b\nRUN y\n";
    let build_args = BTreeMap::from([("V".to_owned(), "2".to_owned())]);
    let setup = Setup { target: Some("one".to_owned()), build_args, ..Setup::default() };
    let analysis = analyze(source, &setup);
    assert_eq!(verdicts(chosen(&analysis)), ".-..nn");
    assert_eq!(&*analysis.graph.instructions[3].workdir, "/2");
    assert_eq!(offered(&analysis), ["@a", "$V"]);
}

/// A known context of the files `paths`, of which `ignored` is the `.dockerignore`.
fn context(paths: &[&str], ignored: &str) -> Context {
    let file = |path: &&str| ((*path).to_owned(), Entry::named_file("old", 0o644));
    Context::new(&FileTree::new(paths.iter().map(file)), Some(&IgnoreFile::parse(ignored).0))
}

#[test]
fn of_a_known_context_what_the_build_takes_is_offered() {
    let paths = ["go.mod", "tools/go.mod", "main.go", "docs/a.md", "docs/package.json"];
    let analyze = |source: &str, change: Change| {
        analyze(source, &Setup { change, context: Some(context(&paths, "docs")), ..Setup::default() })
    };
    let source = "FROM x\nCOPY go.mod .\nCOPY . .\n";
    let analysis = analyze(source, Change::AppCode);
    assert_eq!(offered(&analysis), ["go.mod", "tools/go.mod", "app code", "@x"]);
    assert_eq!(verdicts(chosen(&analysis)), "..R");
    assert_eq!(offered(&analyze("FROM x\nCOPY go.mod .\n", Change::Nothing)), ["go.mod", "@x"]);
    for (path, expected) in
        [("main.go", "..R"), ("go.mod", ".RR"), ("new", "..R"), ("docs/a.md", "..."), ("docs/new", "...")]
    {
        assert_eq!(verdicts(chosen(&analyze(source, file(path)))), expected, "{path}");
        let several = Change::Files(vec![path.to_owned(), "docs/b.md".to_owned()]);
        assert_eq!(verdicts(chosen(&analyze(source, several))), expected, "{path} and one that is ignored");
    }
}

#[test]
fn files_that_a_known_context_does_not_have_are_a_problem() {
    let setup = Setup { context: Some(context(&["a"], "")), ..Setup::default() };
    let analysis = analyze("FROM x\nCOPY a /\nCOPY b /\n", &setup);
    let problems: Vec<_> =
        analysis.problems.iter().map(|problem| (problem.line, problem.message.as_str())).collect();
    let message = "failed to compute cache key: failed to calculate checksum of ref: \"/b\": not found";
    assert_eq!(problems, [(Some(3), message)]);
}
