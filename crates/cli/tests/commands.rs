//! The commands of `onionskin`, as people use them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use onionskin_analysis::{Setup, analyze};
use onionskin_cache::Change;
use serde_json::Value;

const GO: &str = "\
FROM golang:1.22 AS build
WORKDIR /src
ARG VERSION=dev
COPY go.mod .
RUN go mod download
COPY . .
RUN go build -o /app .
FROM alpine:3.20
COPY --link --from=build /app /app
ENTRYPOINT [\"/app\"]
";

/// A directory of its own for a test, with a Dockerfile.
struct Project(PathBuf);

impl Project {
    fn new(name: &str, dockerfile: &str) -> Self {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&directory);
        let project = Self(directory);
        project.put("Dockerfile", dockerfile);
        project
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_onionskin")).args(args).current_dir(&self.0).output().unwrap()
    }

    /// The verdicts that `simulate --json` gives, by line, without settings.
    fn verdicts(&self, args: &[&str]) -> Vec<(u64, String)> {
        let output = self.run(&[&["simulate", "Dockerfile", "--json"], args].concat());
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let steps = answer["steps"].as_array().unwrap().iter();
        let verdicts = steps
            .map(|step| (step["lines"][0].as_u64().unwrap(), step["verdict"].as_str().unwrap().to_owned()));
        verdicts.filter(|(_, verdict)| verdict != "settings").collect()
    }

    /// The lines whose steps do not stay as they are.
    #[track_caller]
    fn check(&self, args: &[&str], expected: &[(u64, &str)]) {
        let verdicts = self.verdicts(args);
        let changed: Vec<_> = verdicts
            .iter()
            .filter(|(_, verdict)| verdict != "reused")
            .map(|(line, verdict)| (*line, verdict.as_str()))
            .collect();
        assert_eq!(changed, expected, "{args:?}");
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn without_a_context_the_files_are_those_that_the_dockerfile_names() {
    let project = Project::new("assumed", GO);
    project.check(
        &["--changed", "go.mod"],
        &[(4, "rebuilds"), (5, "rebuilds"), (6, "rebuilds"), (7, "rebuilds"), (9, "rebuilds-unless-same")],
    );
    project
        .check(&["--changed", "main.go"], &[(6, "rebuilds"), (7, "rebuilds"), (9, "rebuilds-unless-same")]);
    project.check(&[], &[]);
}

#[test]
fn a_context_says_which_files_count() {
    let project = Project::new("context", GO);
    for path in ["go.mod", "main.go", "docs/guide.md"] {
        project.put(path, "x");
    }
    project.put(".dockerignore", "# not for the image\ndocs\n");
    project.check(&["--context", ".", "--changed", "docs/guide.md"], &[]);
    project.check(
        &["--context", ".", "--changed", "./main.go"],
        &[(6, "rebuilds"), (7, "rebuilds"), (9, "rebuilds-unless-same")],
    );
    let output = project.run(&["simulate", "Dockerfile", "--context", ".", "--changed", "docs/guide.md"]);
    assert!(output.status.success());
    let warning = "docs/guide.md is not sent to the builder: line 2 of .dockerignore (docs) ignores it";
    assert!(text(&output.stderr).contains(warning), "{}", text(&output.stderr));

    // The ignore file beside the Dockerfile comes first.
    project.put("Dockerfile.dockerignore", "main.go\n");
    project.check(&["--context", ".", "--changed", "main.go"], &[]);
    project.check(
        &["--context", ".", "--changed", "docs"],
        &[(6, "rebuilds"), (7, "rebuilds"), (9, "rebuilds-unless-same")],
    );
}

#[test]
fn a_list_of_files_is_a_context_too() {
    let project = Project::new("listed", GO);
    project.put("files.txt", "./go.mod\nmain.go\n\"docs/gr\\303\\274n.md\"\n");
    project.put("ignored.txt", "docs\n");
    let listed = |changed| ["--files", "files.txt", "--ignore", "ignored.txt", "--changed", changed];
    project.check(&listed("docs/grün.md"), &[]);
    project.check(&listed("main.go"), &[(6, "rebuilds"), (7, "rebuilds"), (9, "rebuilds-unless-same")]);
    let known = project.run(&["simulate", "Dockerfile", "--files", "files.txt", "--changed", "docs/grün.md"]);
    assert_eq!(text(&known.stderr), "");
}

#[test]
fn arguments_images_and_edits_change_a_build_too() {
    let project = Project::new("others", GO);
    project.check(
        &["--then-build-arg", "VERSION=2"],
        &[(5, "rebuilds"), (6, "rebuilds"), (7, "rebuilds"), (9, "rebuilds-unless-same")],
    );
    project.check(&["--build-arg", "VERSION=2", "--then-build-arg", "VERSION=2"], &[]);
    // A linked copy does not mind what it is put on.
    project.check(&["--base-changed", "alpine:3.20"], &[(8, "rebuilds")]);
    project.put("Dockerfile.new", &GO.replace("-o /app", "-trimpath -o /app"));
    project.check(&["--then", "Dockerfile.new"], &[(7, "rebuilds"), (9, "rebuilds-unless-same")]);
    // WORKDIR is not forced; the step behind a forced one runs.
    project.check(
        &["--no-cache"],
        &[(4, "rebuilds"), (5, "rebuilds"), (6, "rebuilds"), (7, "rebuilds"), (9, "rebuilds")],
    );
    project.check(
        &["--target", "build", "--changed", "go.mod"],
        &[
            (4, "rebuilds"),
            (5, "rebuilds"),
            (6, "rebuilds"),
            (7, "rebuilds"),
            (8, "not-built"),
            (9, "not-built"),
            (10, "not-built"),
        ],
    );
}

#[test]
fn the_table_says_why_down_to_the_root() {
    let project = Project::new("table", GO);
    let output = project.run(&["simulate", "Dockerfile", "--changed", "go.mod"]);
    let table = text(&output.stdout);
    let line = table.lines().find(|line| line.contains("RUN go mod download")).unwrap();
    assert!(line.starts_with("[build 4/6]"), "{line}");
    let why = "[build 3/6] before it has a new result ← copy of go.mod ← go.mod changed";
    assert!(line.ends_with(why), "{line}");
    assert!(table.ends_with("step [build 6/6] is identical.\n"), "{table}");
}

#[test]
fn what_buildkit_refuses_is_said_in_its_words_and_the_rest_is_shown() {
    let project = Project::new("refused", GO);
    let output = project.run(&["simulate", "Dockerfile", "--target", "biuld"]);
    assert_eq!(output.status.code(), Some(1));
    let message = "onionskin: target stage \"biuld\" could not be found (did you mean build?)\n";
    assert_eq!(text(&output.stderr), message);
    assert!(text(&output.stdout).contains("RUN go mod download"));

    project.put("Dockerfile", "FROM a AS one\nCOPY --from=two x y\nFROM b AS two\nCOPY --from=one x y\n");
    let output = project.run(&["graph", "Dockerfile"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "onionskin: line 2: circular dependency detected on stage: one\n");

    project.put("Dockerfile", "FROM a\nCOPY missing /\n");
    let output = project.run(&["simulate", "Dockerfile", "--context", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("line 2: failed to compute cache key"), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("\"/missing\": not found"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let project = Project::new("unreadable", GO);
    for args in [["simulate", "Nofile"].as_slice(), &["simulate", "Dockerfile", "--context", "nowhere"]] {
        let output = project.run(args);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).starts_with("onionskin: cannot read no")
                || text(&output.stderr).starts_with("onionskin: cannot read No"),
            "{}",
            text(&output.stderr)
        );
    }
    let output = project.run(&["simulate", "Dockerfile", "--build-arg", "VERSION"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("NAME=VALUE"));
}

#[test]
fn a_graph_is_printed_in_three_languages() {
    let project = Project::new("graph", GO);
    let output = project.run(&["graph", "Dockerfile"]);
    let graph: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: Vec<_> = graph["steps"].as_array().unwrap().iter().map(|step| step["name"].clone()).collect();
    assert!(names.contains(&"[build 4/6] RUN go mod download".into()), "{names:?}");
    assert_eq!(graph["image"]["config"]["Entrypoint"][0], "/app");

    let output = project.run(&["graph", "Dockerfile", "--format", "dot"]);
    let dot = text(&output.stdout);
    assert!(dot.starts_with("digraph build {") && dot.ends_with("}\n"), "{dot}");
    assert!(dot.contains("label = \"build\";") && dot.contains("style = dashed"), "{dot}");

    let output = project.run(&["graph", "Dockerfile", "--format", "mermaid"]);
    let mermaid = text(&output.stdout);
    assert!(mermaid.starts_with("flowchart TB\n") && mermaid.contains("-.->"), "{mermaid}");
}

#[test]
fn explain_prints_text_markdown_html_and_json() {
    let project = Project::new("explain", GO);
    let printed = |format: &str| {
        let output = project.run(&["explain", "Dockerfile", "--format", format]);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(printed("text").starts_with("What this Dockerfile does\n======"), "{}", printed("text"));
    assert!(printed("md").contains("### Step 2 of 2 in stage-1\n"));
    assert!(printed("html").starts_with("<!doctype html>"));
    let json: Value = serde_json::from_str(&printed("json")).unwrap();
    let instructions = json["instructions"].as_array().unwrap();
    assert_eq!(instructions.len(), GO.lines().count());
    assert_eq!(instructions[4]["title"], "Step 4 of 6 in build");
    let word = &instructions[4]["words"][0];
    let place = |key: &str| usize::try_from(word["places"][0][key].as_u64().unwrap()).unwrap();
    assert_eq!(GO.get(place("start")..place("end")), word["text"].as_str());
}

#[test]
fn explain_tells_what_can_be_told_of_a_file_that_is_refused() {
    let project = Project::new("explain-refused", "FROM alpine\nCOPY --form=a b /\nRUN apk add jq\n");
    let output = project.run(&["explain", "Dockerfile"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("As it is, the build stops at line 2:") && text.contains("apk add"), "{text}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("unknown flag: --form"));
}

#[test]
fn the_page_exports_what_the_command_prints() {
    let noted = format!("# onionskin: Of all.\n\n# onionskin: Of this.\n{GO}");
    let project = Project::new("page-exports", &noted);
    let printed = |args: &[&str]| -> Value { serde_json::from_slice(&project.run(args).stdout).unwrap() };
    let mut expected = printed(&["explain", "Dockerfile", "--format", "json"]);
    expected["steps"] = printed(&["simulate", "Dockerfile", "--json", "--changed", "go.mod"])["steps"].take();
    let setup = Setup { change: Change::File("go.mod".to_owned()), ..Setup::default() };
    let exported = onionskin_export::json(&onionskin_explain::embedded(), &noted, &analyze(&noted, &setup));
    assert_eq!(
        (&expected["note"], &expected["instructions"][0]["note"]),
        (&"Of all.".into(), &"Of this.".into())
    );
    assert_eq!(serde_json::from_str::<Value>(&exported).unwrap(), expected);
}

#[test]
fn what_is_rendered_is_a_page_a_drawing_a_part_or_a_style_sheet() {
    let project = Project::new("render", GO);
    let printed = |args: &[&str]| {
        let output = project.run(&[&["render", "Dockerfile"], args].concat());
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let page = printed(&["--change", "go.mod", "--select", "5"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<details open"), "{page}");
    assert!(
        page.contains("What changed? <strong><code class=\"code-short\">go.mod</code></strong>."),
        "{page}"
    );
    assert!(printed(&["--svg"]).starts_with("<svg "));
    assert!(printed(&["--svg", "--theme", "dark"]).contains("fill=\"#1a1722\""));
    assert!(printed(&["--fragment", "--id", "x"]).contains(" id=\"x-0\""));
    let element = printed(&["--element", "--change", "a,b", "--view", "table", "--page", "https://x.test/"]);
    let start = "<onionskin-dockerfile change=\"a,b\" view=\"table\" src=\"https://x.test/\">\n<pre><code";
    assert!(element.starts_with(start) && element.contains("Open in Onionskin"), "{element}");
    assert!(printed(&["--target", "build"]).contains("alpine"));

    let output = project.run(&["render", "--css"]);
    assert!(output.status.success() && text(&output.stdout).starts_with(".onionskin"));
    assert!(printed(&["-o", "out.html"]).is_empty());
    assert!(fs::read_to_string(project.0.join("out.html")).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn what_stands_behind_a_fence_says_how_to_render() {
    let project = Project::new("render-info", GO);
    let output = project.run(&[
        "render",
        "Dockerfile",
        "--element",
        "--info",
        "dockerfile onionskin change=go.mod select=0 target=build color=red theme=dark",
    ]);
    assert!(output.status.success());
    let start = "<onionskin-dockerfile change=\"go.mod\" target=\"build\" theme=\"dark\">\n<pre><code";
    assert!(text(&output.stdout).starts_with(start), "{output:?}");
    let told =
        "onionskin: \"0\" is no line: select=4 takes the fourth\nonionskin: there is no key \"color\"; ";
    assert!(text(&output.stderr).starts_with(told), "{output:?}");

    let output =
        project.run(&["render", "Dockerfile", "--element", "--info", "dockerfile onionskin select=99"]);
    assert!(output.status.success() && text(&output.stderr).contains("“99” is no line"), "{output:?}");

    for (args, message) in [
        (&["--element", "--info", "python"][..], "it has to start with \"dockerfile onionskin\""),
        (&["--info", "dockerfile onionskin"], "--element"),
        (&["--element", "--info", "dockerfile onionskin", "--select", "4"], "cannot be used with"),
    ] {
        let output = project.run(&[&["render", "Dockerfile"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains(message), "{args:?}: {}", text(&output.stderr));
    }
}

#[test]
fn what_cannot_be_rendered_is_said() {
    let project = Project::new("render-trouble", "FROM alpine\nFRUM x\n");
    let output = project.run(&["render", "Dockerfile"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains("unknown instruction: FRUM") && text(&output.stderr).contains("line 2")
    );
    for (args, message) in [
        (["Dockerfile", "--change", "/etc"], "no path of a file in the build context"),
        (["Dockerfile", "--page", "javascript:x"], "it has to start with https://"),
        (["Dockerfile", "--id", "1 x"], "it has to be a letter"),
        (["Dockerfile", "--select", "0"], "0 is not in"),
        (["Dockerfile", "--html", "--svg"], "cannot be used with"),
        (["Dockerfile", "--svg", "--id=x"], "'--svg' cannot be used with '--id <ID>'"),
        (["Dockerfile", "--svg", "--page=https://x.test/"], "'--svg' cannot be used with '--page <URL>'"),
        (["Dockerfile", "--output", "nowhere/x"], "cannot write nowhere/x"),
    ] {
        let output = project.run(&[&["render"], &args[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains(message), "{args:?}: {}", text(&output.stderr));
    }
    project.put("Dockerfile", &"\n".repeat(10_000));
    let output = project.run(&["render", "Dockerfile"]);
    assert_eq!(output.status.code(), Some(1));
    let message = "onionskin: too large to be shown: it has 10001 lines, and the limit is 10000\n";
    assert_eq!(text(&output.stderr), message);
}

#[test]
fn a_link_is_opened_again_byte_for_byte() {
    let project = Project::new("link", &GO.replace('\n', "\r\n"));
    project.put("Other", "FROM scratch\n");
    project.put("ignored", "docs\n");
    project.put("files", "./go.mod\nmain.go\n\n\"gr\\303\\274n\"\ndocs/\n");
    let output = project.run(&["link", "Dockerfile"]);
    let link = text(&output.stdout).trim_end().to_owned();
    assert!(output.status.success() && link.starts_with("#2"), "{link}");
    assert_eq!(text(&project.run(&["open", &link]).stdout), GO.replace('\n', "\r\n"));

    let args = "link Dockerfile --change go.mod,main.go --target build --build-arg VERSION=2 --compare Other --ignore ignored \
                --files files --select 4 --page https://x.test/a/?d=2old#old";
    let link = project.run(&args.split_whitespace().collect::<Vec<_>>());
    assert_eq!(text(&link.stderr), "");
    let link = text(&link.stdout).trim_end().to_owned();
    assert!(link.starts_with("https://x.test/a/#2"), "{link}");
    let opened = project.run(&["open", "--json", &link.replace('#', "%23")]);
    let document: Value = serde_json::from_slice(&opened.stdout).unwrap();
    let expected = serde_json::json!({
        "source": GO.replace('\n', "\r\n"),
        "other": "FROM scratch\n",
        "ignore": "docs\n",
        "files": ["go.mod", "main.go", "grün", "docs/"],
        "change": "go.mod,main.go",
        "target": "build",
        "build_args": {"VERSION": "2"},
        "line": 4,
        "view": "compare",
    });
    assert_eq!(document, expected);
}

#[test]
fn the_view_of_a_link_can_be_chosen_and_its_durations_are_seconds() {
    let project = Project::new("link-view", GO);
    let link = project.run(&["link", "Dockerfile", "--compare", "Dockerfile", "--view", "table"]);
    let opened = project.run(&["open", "--json", text(&link.stdout).trim_end()]);
    let document: Value = serde_json::from_slice(&opened.stdout).unwrap();
    assert_eq!((document["view"].as_str(), document["change"].as_str()), (Some("table"), Some("nothing")));

    let golden = include_str!("../../share/tests/links/v2_everything.txt");
    let opened = project.run(&["open", "--json", golden]);
    let document: Value = serde_json::from_slice(&opened.stdout).unwrap();
    assert_eq!(document["seconds"], serde_json::json!({"1": 2.1, "4": 54.0, "5": 0.3}));
}

#[test]
fn a_link_that_cannot_be_opened_says_why_and_what_to_do() {
    let project = Project::new("bad-links", GO);
    let link = text(&project.run(&["link", "Dockerfile"]).stdout).trim_end().to_owned();
    let cut = link.get(..link.len() - 9).unwrap();
    for (link, message) in [
        (cut, "This link looks cut off after"),
        ("#9abcdefghi", "made by a newer version"),
        ("https://x.test/", "carries no Dockerfile"),
        ("https://x.test/#layers", "does not carry a Dockerfile"),
    ] {
        let output = project.run(&["open", link]);
        assert_eq!(output.status.code(), Some(1), "{link}");
        assert!(text(&output.stderr).contains(message), "{}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "");
    }
}

#[test]
fn what_no_link_can_be_made_of_is_refused_and_secrets_are_told() {
    let project = Project::new("bad-documents", "FROM a\nENV API_TOKEN=abc\n");
    let output = project.run(&["link", "Dockerfile", "--build-arg", "DB_PASSWORD=x"]);
    let told = "onionskin: this link may give a secret away: line 2: API_TOKEN has a value\n\
                onionskin: this link may give a secret away: --build-arg: DB_PASSWORD has a value\n";
    assert!(output.status.success());
    assert_eq!(text(&output.stderr), told);

    project.put("files", "../etc/passwd\n");
    let output = project.run(&["link", "Dockerfile", "--files", "files"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""));
    assert!(
        text(&output.stderr).contains("A link cannot hold this list of files"),
        "{}",
        text(&output.stderr)
    );
    for wrong in
        [["--change", "/etc/passwd"], ["--change", "image:"], ["--select", "0"], ["--view", "nothing"]]
    {
        assert_eq!(project.run(&[&["link", "Dockerfile"], &wrong[..]].concat()).status.code(), Some(2));
    }
    project.put("Dockerfile", &"#".repeat(300_000));
    let output = project.run(&["link", "Dockerfile"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("too large for a link"), "{}", text(&output.stderr));
}
