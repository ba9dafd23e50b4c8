use std::ops::Range;

use onionskin_analysis::{Setup, analyze};
use onionskin_render::{Info, Still, element, read_info, too_large};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

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
                out.push_str(&html_block(&element, is_at_line_start(chapter, block.range.start)));
                done = block.range.end;
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
    // What mdBook reads, as far as it decides what is a block of code.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (event, range) in Parser::new_ext(chapter, options).into_offset_iter() {
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

fn is_at_line_start(chapter: &str, at: usize) -> bool {
    chapter.get(..at).is_none_or(|before| before.is_empty() || before.ends_with('\n'))
}

/// `element` as a block of HTML in Markdown. It is one line, since each line in a list or a quotation has something in front;
/// it starts with an element that Markdown knows for a block; and behind it is a blank line, as that is where a block ends,
/// but in a list or quotation, which would end, too.
fn html_block(element: &str, is_at_line_start: bool) -> String {
    let line = element.trim_end().replace('\n', "&#10;");
    let end = if is_at_line_start { "\n\n" } else { "\n" };
    ["<div class=\"onionskin-block\">", &line, "</div>", end].concat()
}

#[cfg(test)]
mod tests {
    use super::explained;

    fn html_of(markdown: &str) -> String {
        let mut html = String::new();
        let parser = pulldown_cmark::Parser::new(markdown);
        for event in parser {
            if let pulldown_cmark::Event::Html(text) | pulldown_cmark::Event::InlineHtml(text) = event {
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
