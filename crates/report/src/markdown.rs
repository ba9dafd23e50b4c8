use onionskin_explain::{Inline, Prose, Reference};

use crate::printable::printable;
use crate::{Block, Report};

/// The least number of backticks around code blocks.
const FENCE: usize = 3;

impl Report {
    /// The report in Markdown, as the `CommonMark` specification has it.
    pub fn markdown(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(block).collect();
        let mut text = blocks.join("\n\n");
        text.push('\n');
        printable(&text)
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => {
            ["#".repeat(usize::from(*level)).as_str(), " ", &inline(text)].concat()
        }
        Block::Paragraph(prose) => inline(prose),
        Block::Code(code) => {
            let fence = "`".repeat(FENCE.max(longest_run(code) + 1));
            [&fence, "dockerfile\n", code.trim_end_matches('\n'), "\n", &fence].concat()
        }
        Block::Bullets(items) => list(items.iter().map(|item| ["- ", &inline(item)].concat())),
        Block::Steps(items) => {
            list((1..).zip(items).map(|(number, item)| format!("{number}. {}", inline(item))))
        }
        Block::Terms(terms) => {
            list(terms.iter().map(|(word, note)| ["- ", &code(word), ": ", &inline(note)].concat()))
        }
        Block::Links(links) => {
            let link = |Reference { title, url }: &Reference| format!("[{}](<{url}>)", escaped(title));
            links.iter().map(link).collect::<Vec<_>>().join(" · ")
        }
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}

/// A paragraph in Markdown, on one line.
pub fn inline(prose: &Prose) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Text(text) => escaped(text),
        Inline::Code(text) => code(text),
        Inline::Strong(text) => ["**", &escaped(text), "**"].concat(),
    };
    prose.0.iter().map(piece).collect()
}

/// Code between as many backticks as it takes. Line breaks become blanks.
fn code(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let fence = "`".repeat(longest_run(&text) + 1);
    // Without blanks, a backtick at an end would be part of the fence; CommonMark takes one from each end away again.
    let is_padded =
        text.starts_with('`') || text.ends_with('`') || text.starts_with(' ') && text.ends_with(' ');
    let blank = if is_padded { " " } else { "" };
    [fence.as_str(), blank, &text, blank, &fence].concat()
}

/// How many backticks stand side by side at most.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

/// Plain text, with a `\` in front of what would be markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' => {
                out.extend(['\\', character]);
            }
            '\r' | '\n' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use onionskin_explain::{Inline, Prose};

    use super::{code, inline};

    #[test]
    fn code_can_hold_anything() {
        let cases = [
            ("a", "`a`"),
            ("a `b` c", "``a `b` c``"),
            ("`", "`` ` ``"),
            ("a\nb", "`a b`"),
            (" a ", "`  a  `"),
            ("<b>*x*", "`<b>*x*`"),
        ];
        for (text, expected) in cases {
            assert_eq!(code(text), expected, "{text:?}");
        }
    }

    #[test]
    fn text_is_never_markup() {
        let prose = Prose(vec![Inline::Text("<b> a_b* [x] ".to_owned()), Inline::Strong("1 * 2".to_owned())]);
        assert_eq!(inline(&prose), r"\<b\> a\_b\* \[x\] **1 \* 2**");
    }
}
