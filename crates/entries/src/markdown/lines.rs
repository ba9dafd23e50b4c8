//! An entry's lines, cut into front matter and blocks.

use super::malformed::Malformed;

/// A piece of text and the line, counted from 1, that it starts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A block of the body of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// `## Heading`.
    Heading(Piece),
    /// Lines up to a blank one, joined with blanks.
    Paragraph(Piece),
    /// `- item`, with the indented lines behind it.
    Item(Piece),
    /// A fenced Dockerfile, with its line ends.
    Example(Piece),
}

/// An entry: the `key: value` lines of its front matter, and the blocks behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) front_matter: Vec<(Piece, String)>,
    pub(super) blocks: Vec<Block>,
}

/// Cuts the text of an entry.
pub(super) fn read_lines(text: &str) -> Result<Lines, Malformed> {
    let mut lines =
        text.lines().zip(1..).map(|(text, line)| Piece { line, text: text.trim_end().to_owned() });
    if lines.next().is_none_or(|first| first.text != "---") {
        return Err(Malformed::new(1, "an entry starts with front matter: put a line `---` here"));
    }
    let mut front_matter = Vec::new();
    for Piece { line, text } in lines.by_ref() {
        if text == "---" {
            return Ok(Lines { front_matter, blocks: blocks(lines)? });
        }
        let Some((key, value)) = text.split_once(": ") else {
            return Err(Malformed::new(
                line,
                "front matter is made of `key: value` lines and ends with `---`",
            ));
        };
        front_matter.push((Piece { line, text: key.to_owned() }, value.trim().to_owned()));
    }
    Err(Malformed::new(1, "the front matter does not end: put a line `---` behind it"))
}

fn blocks(lines: impl Iterator<Item = Piece>) -> Result<Vec<Block>, Malformed> {
    let mut blocks = Vec::new();
    let mut is_open = false;
    let mut fence: Option<Piece> = None;
    for Piece { line, text } in lines {
        if let Some(example) = &mut fence {
            if text == "```" {
                blocks.extend(fence.take().map(Block::Example));
            } else {
                example.text.push_str(&text);
                example.text.push('\n');
            }
            continue;
        }
        match (text.trim_start(), blocks.last_mut()) {
            ("", _) => is_open = false,
            ("```dockerfile", _) => fence = Some(Piece { line, text: String::new() }),
            (start, _) if start.starts_with("```") => {
                return Err(Malformed::new(line, "an example starts with ```dockerfile"));
            }
            (start, _) if start.starts_with('#') => {
                let Some(heading) = text.strip_prefix("## ") else {
                    return Err(Malformed::new(line, "a heading starts with `## `"));
                };
                blocks.push(Block::Heading(Piece { line, text: heading.to_owned() }));
                is_open = false;
            }
            (start, _) if start.starts_with("- ") => {
                blocks.push(Block::Item(Piece { line, text: start.trim_start_matches("- ").to_owned() }));
                is_open = true;
            }
            (start, Some(Block::Paragraph(piece) | Block::Item(piece))) if is_open => {
                piece.text.push(' ');
                piece.text.push_str(start);
            }
            (start, _) => {
                blocks.push(Block::Paragraph(Piece { line, text: start.to_owned() }));
                is_open = true;
            }
        }
    }
    match fence {
        Some(example) => {
            Err(Malformed::new(example.line, "the example does not end: put a line ``` behind it"))
        }
        None => Ok(blocks),
    }
}
