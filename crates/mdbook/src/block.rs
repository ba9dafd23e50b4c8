use std::ops::Range;

use onionskin_analysis::{Setup, analyze};
use onionskin_render::{Info, Still, element, read_info, too_large};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What mdBook 0.5 reads where its author chooses nothing, as far as it decides what is a block of code.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// A block of a chapter that asks for an explanation.
struct Block {
    /// Where it stands, fences included.
    range: Range<usize>,
    info: Info,
    warnings: Vec<String>,
    /// The Dockerfile.
    source: String,
}

/// `chapter` with its blocks explained, and what is wrong with them: the line of the chapter, and what. Ids start with `id`.
pub(crate) fn explained(chapter: &str, page: Option<&str>, id: &str) -> (String, Vec<(usize, String)>) {
    let mut out = String::with_capacity(chapter.len());
    let mut warnings = Vec::new();
    let mut done = 0;
    for (number, block) in (1..).zip(blocks(chapter)) {
        let line = chapter.get(..block.range.start).unwrap_or_default().matches('\n').count() + 1;
        let told = |warnings: Vec<String>| warnings.into_iter().map(move |warning| (line, warning));
        warnings.extend(told(block.warnings.clone()));
        let id = format!("{id}-{number}");
        let mut still = Still { page, id: &id, ..Still::new(&block.source) };
        still.follow(&block.info);
        match element(&still, block.info.view.as_deref()) {
            Ok(element) => {
                warnings.extend(told(still.mistake().into_iter().chain(refused(&still)).collect()));
                out.push_str(chapter.get(done..block.range.start).unwrap_or_default());
                out.push_str(&html_block(&element, &continued(chapter, block.range.start)));
                done = block.range.end;
                // Where a fence is closed, its line end is not part of the block.
                if !matches!(chapter.as_bytes().get(done), Some(b'\n' | b'\r')) {
                    out.push('\n');
                }
            }
            Err(limit) => warnings.push((line, too_large(limit))),
        }
    }
    out.push_str(chapter.get(done..).unwrap_or_default());
    (out, warnings)
}

/// What BuildKit stops at.
fn refused(still: &Still<'_>) -> Option<String> {
    let setup = Setup {
        target: still.target.map(str::to_owned),
        build_args: still.build_args.clone(),
        ..Setup::default()
    };
    let problem = analyze(still.source, &setup).problems.into_iter().next()?;
    Some(format!("BuildKit refuses this Dockerfile: {}", problem.message))
}

fn blocks(chapter: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (event, range) in Parser::new_ext(chapter, OPTIONS).into_offset_iter() {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = &event {
            let read = read_info(info);
            is_open = read.is_some();
            blocks.extend(read.map(|(info, warnings)| Block {
                range,
                info,
                warnings,
                source: String::new(),
            }));
        } else if let Event::Text(text) = &event
            && is_open
            && let Some(block) = blocks.last_mut()
        {
            block.source.push_str(text);
        } else if matches!(event, Event::End(TagEnd::CodeBlock)) {
            is_open = false;
        }
    }
    blocks
}

/// What goes on with what the byte `at` of `chapter` stands in, at the start of a blank line: the marks of quotations. Lists need
/// none.
fn continued(chapter: &str, at: usize) -> String {
    let before = chapter.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let marks = line.chars().map(|it| if matches!(it, '>' | '\t') { it } else { ' ' });
    marks.collect::<String>().trim_end().to_owned()
}

/// `element` as a block of HTML in Markdown. It is one line, since each line in a list or a quotation has something in front;
/// it starts with an element that Markdown knows for a block; and behind it is a blank line without its line end, as that is
/// where a block ends, with what is in front of lines there (`continued`).
fn html_block(element: &str, continued: &str) -> String {
    let line = element.trim_end().replace('\n', "&#10;");
    ["<div class=\"onionskin-block\">", &line, "</div>\n", continued].concat()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag};

    use super::{OPTIONS, explained};

    fn html_of(markdown: &str) -> String {
        let mut html = String::new();
        for event in Parser::new_ext(markdown, OPTIONS) {
            if let Event::Html(text) | Event::InlineHtml(text) = event {
                html.push_str(&text);
            }
        }
        html
    }

    #[test]
    fn a_block_becomes_one_block_of_html_wherever_it_stands() {
        for chapter in [
            "A\n\n```dockerfile onionskin\nFROM a\n\nRUN b\n```\nB *c*\n",
            "A\n~~~~ docker onionskin\nFROM a\n\nRUN b\n~~~~\n",
            "* A\n\n  ```dockerfile onionskin\n  FROM a\n\n  RUN b\n  ```\n\n* B\n",
            "> ```dockerfile onionskin\n> FROM a\n>\n> RUN b\n> ```\n",
        ] {
            let (out, warnings) = explained(chapter, None, "x");
            assert!(warnings.is_empty(), "{warnings:?}");
            let html = html_of(&out);
            let code = "<onionskin-dockerfile change=\"nothing\">&#10;<pre><code class=\"language-dockerfile\">FROM a&#10;&#10;RUN b&#10;</code></pre><div";
            assert!(html.contains(code) && html.contains("</onionskin-dockerfile></div>"), "{html}");
            assert!(!html.contains("B *c*") && html.contains("id=\"x-1-0\""), "{out}");
        }
    }

    #[test]
    fn a_comma_of_a_path_has_two_backslashes_since_markdown_takes_one() {
        let (out, warnings) = explained("```dockerfile onionskin change=a\\\\,b\nFROM a\n```\n", None, "x");
        assert!(out.contains("<onionskin-dockerfile change=\"a\\,b\">"), "{out}{warnings:?}");
    }

    #[test]
    fn what_a_block_stands_in_goes_on_behind_it() {
        let containers = |event: &Event<'_>| {
            matches!(event, Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::DefinitionList))
        };
        for chapter in [
            "> ```dockerfile onionskin\n> FROM a\n> ```\n> After *it*.\n",
            "> > ```dockerfile onionskin\n> > FROM a\n> > ```\n> >\n> > After *it*.\n",
            "* > ```dockerfile onionskin\n  > FROM a\n  > ```\n  > After *it*.\n* B\n",
            "1. A\n   ```dockerfile onionskin\n   FROM a\n   ```\n   After *it*.\n2. B\n",
            "Term\n: ```dockerfile onionskin\n  FROM a\n  ```\n  After *it*.\n",
            "  ```dockerfile onionskin\n  FROM a\n  ```\nAfter *it*.\n",
            "```dockerfile onionskin\r\nFROM a\r\n```\r\nAfter *it*.\r\n",
        ] {
            let (out, _) = explained(chapter, None, "x");
            let events = |text: &str| Parser::new_ext(text, OPTIONS).filter(containers).count();
            assert_eq!(events(&out), events(chapter), "{chapter}{out}");
            assert!(html_of(&out).contains("</onionskin-dockerfile></div>"), "{out}");
            let has_markdown = Parser::new_ext(&out, OPTIONS).any(|it| it == Event::Start(Tag::Emphasis));
            assert!(has_markdown, "{chapter}{out}");
        }
    }

    #[test]
    fn all_else_stays_as_it_is() {
        let chapter = "# A\r\n\n```dockerfile\nFROM a\n```\n\n````text\n```dockerfile onionskin\nFROM a\n```\n````\n<!--\n\n```rust";
        assert_eq!(explained(chapter, None, "x"), (chapter.to_owned(), vec![]));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let chapter = "A\n\n```dockerfile onionskin color=red\nFROM a\nFRUM b\n```\n";
        let (out, warnings) = explained(chapter, Some("https://x.test/"), "x");
        assert!(out.contains("unknown instruction: FRUM") && out.contains("src=\"https://x.test/\""));
        let lines: Vec<_> = warnings.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 3]);
        let (_, warnings) = explained("```dockerfile onionskin select=9\nFROM a\n```\n", None, "x");
        assert!(matches!(&*warnings, [(1, told)] if told.contains("“9” is no line")), "{warnings:?}");
        let large = format!("```dockerfile onionskin\n{}```\n", "#\n".repeat(10_000));
        let (out, warnings) = explained(&large, None, "x");
        assert!(
            out == large
                && warnings.len() == 1
                && warnings.iter().all(|(_, told)| told.contains("the limit is")),
            "{warnings:?}"
        );
    }
}
