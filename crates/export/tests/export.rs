//! What is in the files that are saved.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]

use std::rc::Rc;

use onionskin_app::{Action, Change, ExportFormat, Later, State, analyze, screen, update};
use onionskin_explain::embedded;
use onionskin_export::{Drawing, Shade, export, svg};

/// A file that would like to be markup.
const HOSTILE: &str = "FROM <b>x</b> AS z\nRUN echo '</text></svg><script>alert(1)</script>' \"&amp;\" ]]> <!-- \u{1}\u{1b}\n\
                       FRUM <script>\nFROM z AS <i>\nCOPY --from=z </title> \"&#0;\"\n";

const STAGES: &str = "FROM golang:1.22 AS build\nCOPY . .\nRUN go build -o /app .\nFROM alpine AS unused\nRUN true\nFROM build AS more\n\
                      FROM scratch\nCOPY --from=build /app /app\nCOPY --from=more /x /y /z/\nCMD [\"/app\"]\n";

fn state(source: Option<&str>, change: Change) -> Rc<State> {
    let mut actions = vec![
        Action::LaterArrived(Later::here()),
        Action::ExplanationsArrived(Ok(Rc::new(embedded()))),
        Action::ChangeChosen(change),
    ];
    actions.extend(source.map(|text| Action::SourceEdited { text: text.to_owned(), caret_utf16: 0 }));
    actions.into_iter().fold(Rc::new(State::new("https://x.test/")), update)
}

fn drawn(source: Option<&str>, shade: Shade) -> Drawing {
    let state = state(source, Change::AppCode);
    let analysis = analyze(&state.source, &state.setup()).unwrap();
    svg(&screen(&state, Ok(&analysis)), shade)
}

fn exported(source: Option<&str>, format: ExportFormat) -> String {
    let state = state(source, Change::AppCode);
    export(format, &state, &analyze(&state.source, &state.setup()).unwrap(), Shade::Light).text
}

/// The text of all elements, if tags close what they open and nothing else is wrong with them.
#[track_caller]
fn texts(svg: &str) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut texts = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
        let name = tag.trim_matches('/').split(' ').next().unwrap();
        let known = [
            "svg",
            "title",
            "desc",
            "defs",
            "pattern",
            "linearGradient",
            "stop",
            "rect",
            "path",
            "text",
            "tspan",
            "g",
        ];
        assert!(known.contains(&name), "{name}");
        assert!(!text.contains('>'), "{text}");
        let entity =
            |at: usize| ["&amp;", "&lt;", "&gt;", "&quot;"].iter().any(|it| text[at..].starts_with(it));
        assert!(text.match_indices('&').all(|(at, _)| entity(at)), "{text}");
        texts.push(text.trim().to_owned());
    }
    assert_eq!(open, [""; 0]);
    texts.retain(|text| !text.is_empty());
    texts
}

#[test]
fn the_drawing_of_the_example_has_all_steps_with_their_verdicts_and_is_small() {
    let Drawing { text, width, height } = drawn(None, Shade::Light);
    let texts = texts(&text);
    for expected in [
        "Dockerfile from python:3.11-slim",
        "1/5",
        "FROM python:3.11-slim",
        "RUN pip install --no-cache-dir -r requirements.txt",
        "CMD [&quot;python&quot;, &quot;run.py&quot;]",
        "reused",
        "rebuilds",
        "setting",
    ] {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
    assert!(text.contains("What changed: App code. 1 of 5 steps rebuilds: 5."), "{text}");
    assert!(text.len() <= 15_000, "{}", text.len());
    assert_eq!((width, height > 300), (800, true));
}

#[test]
fn stages_stand_in_lanes_with_an_arrow_for_everything_that_is_taken() {
    let Drawing { text, width, .. } = drawn(Some(STAGES), Shade::Dark);
    let texts = texts(&text);
    for expected in ["build", "unused", "final image", "not needed", "not built", "rebuilds unless same"] {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
    assert!(text.contains("takes /app from build"));
    // Each arrow has two round corners, and nothing else has.
    assert_eq!(text.matches('Q').count(), 2 * 3);
    assert!(width > 3 * 360, "{width}");
}

#[test]
fn whatever_a_file_says_is_text() {
    for source in
        [HOSTILE, "", "FRUM", "RUN x\n", &"FROM a\n".repeat(500), &format!("RUN {}", "🐳".repeat(3000))]
    {
        for shade in [Shade::Light, Shade::Dark] {
            let svg = drawn(Some(source), shade).text;
            texts(&svg);
            assert!(!svg.chars().any(|it| it.is_control() && it != '\n'));
        }
    }
}

#[test]
fn a_file_that_is_refused_says_so() {
    let svg = drawn(Some("FROM a\nFOO b\n"), Shade::Light).text;
    let texts = texts(&svg);
    assert!(texts.iter().any(|text| text == "error"), "{texts:?}");
    assert!(svg.contains("unknown instruction: FOO"));
    assert!(svg.contains("the build stops at an error"));
}

#[test]
fn json_has_the_explanation_and_the_verdicts() {
    for source in [None, Some(STAGES), Some(HOSTILE), Some("")] {
        let json: serde_json::Value = serde_json::from_str(&exported(source, ExportFormat::Json)).unwrap();
        assert_eq!(json["instructions"].as_array().unwrap().len(), json["steps"].as_array().unwrap().len());
    }
    let json: serde_json::Value = serde_json::from_str(&exported(None, ExportFormat::Json)).unwrap();
    assert_eq!(json["steps"][4]["verdict"], "rebuilds");
    assert_eq!(json["steps"][4]["step"], "[5/5]");
    assert_eq!(json["instructions"][3]["title"], "Step 4 of 5");
    assert!(
        json["instructions"][3]["words"]
            .as_array()
            .unwrap()
            .iter()
            .any(|word| word["text"] == "--no-cache-dir")
    );
}

#[test]
fn markdown_and_html_are_the_report() {
    let markdown = exported(None, ExportFormat::Markdown);
    for heading in ["# What this Dockerfile does", "## Line by line", "### Step 4 of 5", "## Key ideas"] {
        assert!(markdown.lines().any(|line| line == heading), "{heading}");
    }
    let html = exported(Some(HOSTILE), ExportFormat::Html);
    assert!(html.starts_with("<!doctype html>") && !html.contains("<script"), "{html}");
}
