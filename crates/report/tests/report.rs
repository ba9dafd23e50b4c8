//! What a reader finds in a report.

use onionskin_analysis::{Setup, analyze};
use onionskin_explain::embedded;
use onionskin_report::{Block, Report, report};
use pulldown_cmark::{Event, Parser, Tag};

const APP: &str = "\
FROM python:3.11-slim
WORKDIR /app
COPY docker/requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD [\"python\", \"run.py\"]
";

/// A file that would like to be markup.
const HOSTILE: &str = "\
FROM <b>x</b>:*y* AS z
RUN echo '</code></pre><script>alert(1)</script>' `id` ``` \\
  [a](javascript:b) &amp; <!-- ~~~
<script> # not an instruction
LABEL a=\"![](x)\" b=**b**
CMD \u{1}\u{7f}
";

fn of(source: &str) -> Report {
    report(&embedded(), source, &analyze(source, &Setup::default()))
}

/// The texts of the headings, with a blank for each level below the first.
fn headings(report: &Report) -> Vec<String> {
    let heading = |block: &Block| {
        let Block::Heading { level, text } = block else { return None };
        Some([" ".repeat(usize::from(level - 1)), text.plain()].concat())
    };
    report.blocks.iter().filter_map(heading).collect()
}

#[test]
fn a_file_is_explained_from_the_first_line_to_the_last_and_as_a_whole() {
    let headings = headings(&of(APP));
    for expected in [
        "What this Dockerfile does",
        " Line by line",
        "  Step 1 of 5",
        "  Step 5 of 5",
        "  CMD",
        "   What it does",
        "   Word by word",
        "   Why it matters",
        "   What could ever rebuild it",
        "   What never rebuilds it",
        " Key ideas",
        "  Base image",
        "  Layers",
        "  Order matters",
        "  CMD and RUN",
        "  What this image contains",
    ] {
        assert!(headings.iter().any(|heading| heading == expected), "{expected:?}: {headings:?}");
    }
    let is_deeper_by_one = |pair: &[String]| {
        let level = |heading: &str| heading.len() - heading.trim_start().len();
        matches!(pair, [above, below] if level(below) <= level(above) + 1)
    };
    assert!(headings.windows(2).all(is_deeper_by_one), "{headings:?}");
}

#[test]
fn every_form_says_the_same() {
    let report = of(APP);
    let (markdown, html, text) = (report.markdown(), report.html(), report.text(1_000));
    for (in_markdown, in_html, in_text) in [
        (
            "Builds a Python 3.11 app in 5 steps, 4 of them layers.",
            "<p>Builds a Python 3.11 app in 5 steps, 4 of them layers.</p>",
            "Builds a Python 3.11 app in 5 steps, 4 of them layers.",
        ),
        (
            "- `--no-cache-dir`: Tells pip not to keep",
            "<dt><code>--no-cache-dir</code></dt><dd>Tells pip not to keep",
            "  --no-cache-dir\n      Tells pip not to keep",
        ),
        ("\n2. Makes `/app` the", "<li>Makes <code>/app</code> the", "\n  2. Makes /app the"),
        (
            "[CMD in Docker’s reference](<https://docs.docker.com/reference/dockerfile/#cmd>)",
            "<a href=\"https://docs.docker.com/reference/dockerfile/#cmd\">CMD in Docker’s reference</a>",
            "CMD in Docker’s reference: https://docs.docker.com/reference/dockerfile/#cmd",
        ),
    ] {
        assert!(markdown.contains(in_markdown), "{in_markdown}\n{markdown}");
        assert!(html.contains(in_html), "{in_html}\n{html}");
        assert!(text.contains(in_text), "{in_text}\n{text}");
    }
}

#[test]
fn text_keeps_to_its_width_and_leaves_the_file_alone() {
    let text = of(APP).text(60);
    let is_free = |line: &str| line.starts_with("    ") || line.contains("https://");
    assert!(text.lines().filter(|line| !is_free(line)).all(|line| line.chars().count() <= 60), "{text}");
    assert!(text.contains("    RUN pip install --no-cache-dir -r requirements.txt\n"));
}

#[test]
fn what_the_author_notes_stands_with_what_it_is_about_and_is_no_markup() {
    let source = "# onionskin: All of **it**, see [the wiki](https://x.test/a).\n\nFROM a\n# onionskin: <b>Why</b> `x`.\nRUN x\n";
    let report = of(source);
    assert_eq!(headings(&report)[..2], ["What this Dockerfile does", " Author's note"]);
    let markdown = report.markdown();
    assert!(markdown.contains("\n\nAll of **it**, see the wiki (https://x.test/a).\n"), "{markdown}");
    let (_, second) = markdown.split_once("RUN x\n```").unwrap();
    assert!(second.contains("#### Author's note\n\n\\<b\\>Why\\</b\\> `x`.\n"), "{second}");
    assert!(report.html().contains("&lt;b&gt;Why&lt;/b&gt; <code>x</code>."));
}

#[test]
fn a_heredoc_is_quoted_to_its_end() {
    let markdown = of("FROM a\nRUN <<E\nrm x\nE\nCMD y\n").markdown();
    assert!(markdown.contains("```dockerfile\nRUN <<E\nrm x\nE\n```"), "{markdown}");
}

#[test]
fn nothing_of_a_file_becomes_markup() {
    let report = of(HOSTILE);
    let markdown = report.markdown();
    for event in Parser::new(&markdown) {
        assert!(!matches!(event, Event::Html(_) | Event::InlineHtml(_)), "{event:?}");
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
            assert!(dest_url.starts_with("https://"), "{dest_url}");
        }
    }
    let body = report.html();
    let body = body.split_once("<main>").expect("a page").1;
    for tag in ["<script", "<b>", "<!--", "<img", "javascript:b\"", "\u{1}", "\u{7f}"] {
        assert!(!body.contains(tag), "{tag}");
    }
    assert!(body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn a_terminal_is_told_nothing_by_a_file() {
    let report = of("FROM a\r\nRUN echo \u{1b}[31mred\u{7} \\\r\n  \u{9b}x\r\n");
    for text in [report.text(100), report.markdown()] {
        assert!(text.contains("echo \u{fffd}[31mred\u{fffd}"), "{text}");
        assert!(text.chars().all(|it| !it.is_control() || it == '\n'), "{text:?}");
    }
}

#[test]
fn a_file_that_is_refused_says_where_a_build_stops() {
    let markdown = of("FROM a\nCOPY --form=b . .\n").markdown();
    let stop =
        "**As it is, the build stops at line 2:** `dockerfile parse error on line 2: unknown flag: --form";
    assert!(markdown.contains(stop), "{markdown}");
    assert!(of("").markdown().contains("There is no instruction in it."));
}
