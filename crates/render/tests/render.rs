//! What is rendered, as readers without scripts get it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use onionskin_app::{Change, MAX_LINES, Theme, TooLarge};
use onionskin_render::{Still, element, fragment, html, page_url, style_sheet, svg};

const PYTHON: &str = "FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n\n\
                      COPY . .\nCMD [\"python\", \"app.py\"]\n";

/// A file that would like to be markup, in every place of a Dockerfile.
const HOSTILE: &str = "# syntax=<script>alert(0)</script>\n# <img src=x onerror=alert(1)>\nARG <b>=\"<i>\"\n\
                       FROM --platform=<u> <script>alert(2)</script> AS <h1>\nLABEL \"<a href='javascript:alert(3)'>\"=\"</code></pre>\"\n\
                       ENV A='\"><script>alert(4)</script>'\n\
                       # onionskin: <script>alert(7)</script> *<b>* [<i>](https://x.test/) [x](javascript:alert(8))\nWORKDIR /</div></details>\nUSER <svg/onload=alert(5)>\n\
                       RUN <<'</pre>' cat\n<script>alert(6)</script>\n</pre>\nRUN echo \"&lt;script&gt;\" '<!--' ]]> \u{0}\u{1b}\u{fffe}\n\
                       EXPOSE <p>\nFRUM <table>\nCOPY --from=<h1> </style> <x>\nHEALTHCHECK CMD <form>\nONBUILD RUN <input>\n\
                       CMD [\"<button>\", \"</li></ol>\"]\n";

fn examples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/examples");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let named = files.map(|path| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
    });
    named.chain([("hostile".to_owned(), HOSTILE.to_owned()), ("empty".to_owned(), String::new())]).collect()
}

/// The tags in `markup`, without what stands in the style sheet of a page.
fn tags(markup: &str) -> impl Iterator<Item = &str> {
    let body = markup.split_once("</style>").map_or(markup, |(_, body)| body);
    body.split('<').skip(1).map(|piece| piece.split_once('>').unwrap().0)
}

fn ids(markup: &str) -> Vec<&str> {
    tags(markup).filter_map(|tag| tag.split_once(" id=\"")?.1.split_once('"')).map(|(id, _)| id).collect()
}

#[test]
fn nothing_runs_and_nothing_is_there_to_be_pressed_in_vain() {
    let known: BTreeSet<&str> = "head body main div h1 h2 h3 p pre code span strong em b ol ul li details summary svg path dl dt dd a section \
                                 article html onionskin-dockerfile"
        .split_whitespace()
        .collect();
    for (name, source) in examples() {
        let still = Still { page: Some("https://x.test/"), select: Some(1), ..Still::new(&source) };
        for markup in [html(&still).unwrap(), fragment(&still).unwrap(), element(&still, None).unwrap()] {
            for tag in tags(&markup) {
                let element = tag.trim_start_matches('/').split(' ').next().unwrap();
                assert!(known.contains(element), "{name}: <{tag}>");
                let is_handler = |attribute: &str| attribute.starts_with("on") && attribute.contains('=');
                assert!(!tag.split(' ').any(is_handler) && !tag.contains(" style="), "{name}: <{tag}>");
                assert!(
                    !tag.contains("href=") || tag.contains("href=\"https://") || tag.contains("href=\"#"),
                    "{tag}"
                );
            }
        }
    }
}

#[test]
fn text_that_would_like_to_be_markup_is_shown_as_it_is_written() {
    let html = html(&Still::new(HOSTILE)).unwrap();
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<svg/"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(6)&lt;/script&gt;"));
    assert!(!html.contains(['\u{0}', '\u{1b}', '\u{fffe}']));
    let drawing = svg(&Still::new(HOSTILE)).unwrap();
    assert!(!drawing.contains("<script") && !drawing.contains("<img"));
}

#[test]
fn every_instruction_is_explained_and_every_reference_leads_somewhere() {
    for (name, source) in examples() {
        let html = html(&Still { change: Some(Change::AppCode), ..Still::new(&source) }).unwrap();
        let ids = ids(&html);
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        let n_slabs = tags(&html).filter(|tag| tag.starts_with("summary")).count();
        assert_eq!(html.matches("class=\"explanation\"").count(), n_slabs, "{name}");
        let targets = tags(&html).filter_map(|tag| tag.split_once("href=\"#")?.1.split_once('"'));
        for (target, _) in targets {
            assert!(unique.contains(target), "{name}: {target}");
        }
    }
}

#[test]
fn the_change_and_its_result_are_said_and_the_selected_instruction_is_open() {
    let change = Some(Change::File("requirements.txt".to_owned()));
    let html = fragment(&Still { change, select: Some(4), ..Still::new(PYTHON) }).unwrap();
    let said = "What changed? <strong><code class=\"code-short\">requirements.txt</code></strong>. 3 of 5 steps rebuild";
    assert!(html.contains(said), "{html}");
    let open: Vec<_> = html.split("<details open").skip(1).collect();
    assert_eq!(open.len(), 1);
    assert!(open.iter().all(|it| it.contains("RUN pip install -r requirements.txt</span>")));
    assert!(html.contains("<h3>What it does</h3>") && html.contains("<h3>Why it rebuilds</h3>"));
    assert_eq!(html.matches("aria-current").count(), 1);
    let unselected = fragment(&Still::new(PYTHON)).unwrap();
    assert!(!unselected.contains("aria-current") && !unselected.contains("<details open"));
}

#[test]
fn a_link_leads_to_the_same_on_the_page() {
    let still = Still { page: Some("https://x.test/o/"), target: Some("build"), ..Still::new(PYTHON) };
    let fragment = fragment(&still).unwrap();
    let (_, link) = fragment.split_once("href=\"https://x.test/o/#").unwrap();
    let document = onionskin_share::decode(link.split_once('"').unwrap().0).unwrap();
    assert_eq!((document.source.as_str(), document.target.as_deref()), (PYTHON, Some("build")));
    for page in [None, Some("javascript:alert(1)//")] {
        assert!(
            !onionskin_render::fragment(&Still { page, ..Still::new(PYTHON) }).unwrap().contains("Open in")
        );
    }
    for (address, is_one) in [
        ("https://x", true),
        ("http://x/y", true),
        ("https://", false),
        ("//x", false),
        ("https://x y", false),
    ] {
        assert_eq!(page_url(address).is_ok(), is_one, "{address}");
    }
}

#[test]
fn what_is_behind_the_address_of_the_page_is_no_part_of_the_link() {
    for page in ["https://x.test/o/#2old", "https://x.test/o/?d=2old"] {
        let element = element(&Still { page: Some(page), ..Still::new(PYTHON) }, None).unwrap();
        let (_, link) = element.split_once("href=\"https://x.test/o/#").unwrap();
        assert!(onionskin_share::decode(link.split_once('"').unwrap().0).is_ok(), "{element}");
        assert!(element.contains(" src=\"https://x.test/o/\""), "{element}");
    }
}

#[test]
fn what_the_author_notes_is_shown_and_their_focus_is_open_unless_a_line_is_said() {
    let source =
        "# onionskin: All of it.\n\nFROM a\n# onionskin: Why *b*.\n# onionskin: focus\nRUN b\nRUN c\n";
    let html = fragment(&Still::new(source)).unwrap();
    assert!(
        html.starts_with("<div class=\"onionskin\"><div class=\"still\"><div class=\"note note-said\">"),
        "{html}"
    );
    assert!(html.contains("<p>Why <em>b</em>.</p>"), "{html}");
    let is_open = |html: &str, line: u32| {
        let (_, row) = html.split_once(&format!("data-lines=\"{line}-{line}\"")).unwrap();
        row.split_once("</summary>").unwrap().0.contains("<details open")
    };
    assert_eq!([is_open(&html, 6), is_open(&html, 7)], [true, false]);
    let said = fragment(&Still { select: Some(7), ..Still::new(source) }).unwrap();
    assert_eq!([is_open(&said, 6), is_open(&said, 7)], [false, true]);
}

#[test]
fn a_line_that_there_is_not_is_told_and_selects_nothing() {
    let at = |select| Still { select, ..Still::new("FROM a\nRUN b\n") };
    for there in [None, Some(2), Some(3)] {
        assert_eq!(at(there).mistake(), None);
    }
    let still = at(Some(4));
    assert!(still.mistake().is_some_and(|told| told.contains("write a number from 1 to 3")));
    let element = element(&still, None).unwrap();
    assert!(!element.contains("<details open") && !element.contains("aria-current"), "{element}");
    assert!(!element.contains(" select="), "{element}");
}

#[test]
fn an_element_says_what_changed_in_what_is_below_it() {
    assert!(
        element(&Still::new(PYTHON), None).unwrap().starts_with("<onionskin-dockerfile change=\"nothing\">")
    );
}

#[test]
fn an_element_is_given_the_build_arguments_that_are_below_it() {
    let text = "dockerfile onionskin select=2 build-args=\"VERSION=3.20,LIST=a\\,b\"";
    let (info, warnings) = onionskin_render::read_info(text).unwrap();
    assert_eq!(warnings, [""; 0]);
    let mut still = Still::new("ARG VERSION=1\nFROM alpine:$VERSION\n");
    still.follow(&info);
    let element = element(&still, None).unwrap();
    let start =
        "<onionskin-dockerfile change=\"nothing\" select=\"2\" build-args=\"LIST=a\\,b,VERSION=3.20\">";
    assert!(element.starts_with(start) && element.contains("alpine:3.20"), "{element}");
}

/// What the block of code of an element says.
fn code(element: &str) -> String {
    let (_, code) = element.split_once("<pre><code class=\"language-dockerfile\">").unwrap();
    code.split_once("</code>").unwrap().0.replace("&#10;", "\n").replace("&quot;", "\"")
}

#[test]
fn the_block_of_code_has_the_lines_of_the_dockerfile() {
    for ends in ["\r\n", "\r", "\n"] {
        let element = element(&Still::new(&PYTHON.replace('\n', ends)), None).unwrap();
        assert_eq!(code(&element), PYTHON, "{ends:?}");
    }
    // `embed.js` leaves out one line end in front.
    let element = element(&Still::new("\r\n\r\nFROM a\r\n"), None).unwrap();
    assert_eq!(code(&element), "\n\n\nFROM a\n");
}

#[test]
fn an_element_has_the_dockerfile_first_and_is_one_block_of_markdown() {
    let still =
        Still { change: Some(Change::AppCode), select: Some(4), theme: Theme::Dark, ..Still::new(PYTHON) };
    let element = element(&still, Some("table")).unwrap();
    let start = "<onionskin-dockerfile change=\"app-code\" select=\"4\" view=\"table\" theme=\"dark\">\n<pre><code \
                 class=\"language-dockerfile\">FROM python:3.13-slim\n";
    assert!(element.starts_with(start), "{element}");
    assert!(element.trim_end().ends_with("</onionskin-dockerfile>"));
    assert!(element.contains("requirements.txt&#10;\nCOPY . .") && !element.trim_end().contains("\n\n"));
    assert!(
        element.contains("<div class=\"onionskin\" data-theme=\"dark\">")
            && !element.contains("still-source")
    );
}

#[test]
fn parts_of_one_page_share_no_id() {
    let part = |id: &str| fragment(&Still { id, ..Still::new(PYTHON) }).unwrap();
    let (one, other) = (part("a"), part("b"));
    assert!(!ids(&one).is_empty() && ids(&one).iter().all(|id| !ids(&other).contains(id)));
    assert!(!one.contains("<style") && !one.contains("<h1") && !one.contains("<h2"));
}

/// Whether `sheet` says something of `class`, and not only of one whose name starts with it.
fn has_rule(sheet: &str, class: &str) -> bool {
    let is_part = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_');
    sheet.split(&format!(".{class}")).skip(1).any(|rest| !rest.starts_with(is_part))
}

#[test]
fn every_class_has_a_rule() {
    let sheet = style_sheet();
    let mut unstyled = BTreeSet::new();
    for (_, source) in examples() {
        for change in [Change::AppCode, Change::FirstBuild] {
            let html = html(&Still { change: Some(change), select: Some(1), ..Still::new(&source) }).unwrap();
            let classes: Vec<String> = tags(&html)
                .filter_map(|tag| tag.split_once("class=\"")?.1.split_once('"'))
                .flat_map(|(classes, _)| classes.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect();
            unstyled.extend(classes.into_iter().filter(|class| !has_rule(&sheet, class)));
        }
    }
    // They say what something is, and look as all else.
    for plain in ["layer-layer", "nohighlight", "slab-total", "verdict-lead", "verdict-words", "still-pane"] {
        unstyled.remove(plain);
    }
    assert!(unstyled.is_empty(), "{unstyled:?}");
}

#[test]
fn the_largest_file_is_shown_and_a_larger_one_is_refused() {
    let file = |n_lines: usize| format!("FROM a{}", "\n".repeat(n_lines - 1));
    assert!(html(&Still::new(&file(MAX_LINES))).is_ok());
    assert_eq!(html(&Still::new(&file(MAX_LINES + 1))), Err(TooLarge::Lines(MAX_LINES + 1)));
}

#[test]
fn a_drawing_for_a_readme_is_small_and_knows_both_schemes() {
    // The largest that a drawing of six lines may be, in bytes: pages with many of them load quickly.
    const MAX_BYTES: usize = 15 * 1024;
    let drawing =
        svg(&Still { change: Some(Change::File("requirements.txt".to_owned())), ..Still::new(PYTHON) })
            .unwrap();
    assert!(drawing.len() < MAX_BYTES, "{}", drawing.len());
    assert!(
        drawing.contains("<style>@media (prefers-color-scheme:dark){[fill=\"#ffffff\"]{fill:#1a1722}"),
        "{drawing}"
    );
    assert!(drawing.contains("<title ") && drawing.contains("<desc ") && drawing.contains("role=\"img\""));
}

#[test]
fn a_drawing_has_the_colours_that_are_asked_for() {
    let drawing = |theme| svg(&Still { theme, ..Still::new(PYTHON) }).unwrap();
    let (light, dark) = (drawing(Theme::Light), drawing(Theme::Dark));
    assert!(!light.contains("prefers-color-scheme") && !dark.contains("prefers-color-scheme"));
    assert!(light.contains("fill=\"#ffffff\"") && dark.contains("fill=\"#1a1722\""), "{dark}");
}

#[test]
fn what_buildkit_refuses_stands_above_and_at_its_instruction() {
    let fragment = fragment(&Still::new("FROM alpine\nFRUM x\nRUN true\n")).unwrap();
    let (above, stack) = fragment.split_once("still-panes").unwrap();
    let message = "unknown instruction: FRUM (did you mean FROM?)";
    assert!(above.contains(message) && stack.contains(message), "{fragment}");
}
