use crate::Note;

/// The most bytes of an address that a note links to; what is longer stays text. Browsers and servers take about that many.
pub const MAX_URL_BYTES: usize = 2_000;

/// A piece of a paragraph. All of its strings are plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Nothing special.
    Text(String),
    /// Between backticks: something written in a file or typed into a shell.
    Code(String),
    /// Between two asterisks on each side.
    Strong(String),
    /// Between one asterisk on each side.
    Emphasis(String),
    /// `[text](url)`.
    Link {
        /// What is pressed.
        text: String,
        /// Where it leads: an address of `https` or `http`, never of another scheme.
        url: String,
    },
}

impl Note {
    /// The paragraphs of the note. Whatever is not the markup of a [`Piece`] stays text.
    pub fn paragraphs(&self) -> Vec<Vec<Piece>> {
        let paragraphs = self.text.split("\n\n").map(|text| text.trim_matches('\n'));
        paragraphs.filter(|text| !text.is_empty()).map(pieces).collect()
    }

    /// The note without its markup, a paragraph each; links have their addresses behind them.
    pub fn plain(&self) -> Vec<String> {
        let plain = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Code(text) | Piece::Strong(text) | Piece::Emphasis(text) => {
                text.clone()
            }
            Piece::Link { text, url } => format!("{text} ({url})"),
        };
        self.paragraphs().iter().map(|paragraph| paragraph.iter().map(plain).collect()).collect()
    }
}

/// The pieces of `paragraph`. Each mark is looked for only once however often it is missing, so this is linear.
fn pieces(paragraph: &str) -> Vec<Piece> {
    let text = paragraph.replace('\n', " ");
    let mut marks = Marks {
        backtick: Next::new("`"),
        strong: Next::new("**"),
        star: Next::new("*"),
        bracket: Next::new("]"),
        paren: Next::new(")"),
    };
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((piece, end)) = marks.piece(&text, at) {
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(piece);
            at = end;
        } else {
            let is_pair = rest.starts_with("**");
            let len = rest.chars().next().map_or(1, char::len_utf8) + usize::from(is_pair);
            let more =
                rest.get(len..).and_then(|rest| rest.find(['`', '*', '['])).map_or(rest.len(), |n| len + n);
            plain.push_str(rest.get(..more).unwrap_or_default());
            at += more;
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

struct Marks {
    backtick: Next,
    strong: Next,
    star: Next,
    bracket: Next,
    paren: Next,
}

impl Marks {
    /// The piece that starts at `at`, and where it ends; `None` where only text does.
    fn piece(&mut self, text: &str, at: usize) -> Option<(Piece, usize)> {
        let rest = text.get(at..)?;
        if rest.starts_with('`') {
            let (inside, end) = self.backtick.enclosed(text, at + 1)?;
            let is_empty = inside.trim().is_empty();
            (!is_empty).then(|| (Piece::Code(inside.to_owned()), end))
        } else if rest.starts_with("**") {
            let (inside, end) = self.strong.enclosed(text, at + 2)?;
            is_phrase(inside).then(|| (Piece::Strong(inside.to_owned()), end))
        } else if rest.starts_with('*') {
            let (inside, end) = self.star.enclosed(text, at + 1)?;
            is_phrase(inside).then(|| (Piece::Emphasis(inside.to_owned()), end))
        } else if rest.starts_with('[') {
            let (inside, end) = self.bracket.enclosed(text, at + 1)?;
            if inside.contains('[') || !is_phrase(inside) || !text.get(end..)?.starts_with('(') {
                return None;
            }
            let (url, end) = self.paren.enclosed(text, end + 1)?;
            is_safe(url).then(|| (Piece::Link { text: inside.to_owned(), url: url.to_owned() }, end))
        } else {
            None
        }
    }
}

/// Whether `inside` can be marked: a mark beside a blank is a sign of its own, as in `2 * 3`.
fn is_phrase(inside: &str) -> bool {
    !inside.is_empty() && inside.trim() == inside
}

/// Whether `url` leads to a page of the web, and to nothing that a browser would run.
fn is_safe(url: &str) -> bool {
    let has_host = |scheme: &str| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then_some(rest.starts_with(|first: char| first.is_alphanumeric() || first == '['))
    };
    url.len() <= MAX_URL_BYTES
        && (has_host("https://") == Some(true) || has_host("http://") == Some(true))
        && !url.chars().any(|character| {
            character.is_whitespace() || character.is_control() || "<>\"'`\\".contains(character)
        })
}

/// Where a mark comes next.
struct Next {
    mark: &'static str,
    found: Found,
}

/// What is known of where a mark comes next.
#[derive(Clone, Copy)]
enum Found {
    /// It has not been looked for.
    Unknown,
    /// Where it was found last.
    At(usize),
    /// It does not come any more.
    Never,
}

impl Next {
    const fn new(mark: &'static str) -> Self {
        Self { mark, found: Found::Unknown }
    }

    /// What stands between `from` and the next mark, and the place behind that.
    fn enclosed<'a>(&mut self, text: &'a str, from: usize) -> Option<(&'a str, usize)> {
        let end = match self.found {
            Found::Never => return None,
            Found::At(at) if at >= from => at,
            Found::At(_) | Found::Unknown => {
                let found = text.get(from..)?.find(self.mark).map(|n| from + n);
                self.found = found.map_or(Found::Never, Found::At);
                found?
            }
        };
        Some((text.get(from..end)?, end + self.mark.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_URL_BYTES, Piece};
    use crate::Note;

    fn pieces(text: &str) -> Vec<Piece> {
        Note { text: text.to_owned() }.paragraphs().into_iter().flatten().collect()
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn the_markup_is_read() {
        let read = pieces("Pinned: `apt` **never** *quite* agrees, see [the manual](https://x.test/a?b=c).");
        let link = Piece::Link { text: "the manual".to_owned(), url: "https://x.test/a?b=c".to_owned() };
        let expected = [
            text("Pinned: "),
            Piece::Code("apt".to_owned()),
            text(" "),
            Piece::Strong("never".to_owned()),
            text(" "),
            Piece::Emphasis("quite".to_owned()),
            text(" agrees, see "),
            link,
            text("."),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn an_empty_line_parts_paragraphs() {
        let note = Note { text: "one\ntwo\n\n\n\nthree".to_owned() };
        assert_eq!(note.paragraphs(), [[text("one two")], [text("three")]]);
        assert_eq!(note.plain(), ["one two", "three"]);
    }

    #[test]
    fn what_is_no_markup_stays_text() {
        for note in [
            "2 * 3 * 4",
            "a `quote",
            "** a ** b",
            "[x] (https://x.test)",
            "[x](https://)",
            "<b>x</b> &amp; <img src=x onerror=alert(1)>",
            "[x](javascript:alert(1)",
            "[x](data:text/html,x)",
            "[x](//x.test)",
            "[x](JaVaScRiPt:alert)",
            "[x](https:x.test)",
            "[x](https://x.test/ y)",
            "[x](https://x.test/\"onclick=x)",
            "[x](ftp://x.test)",
            "``",
            "****",
        ] {
            assert_eq!(pieces(note), [text(note)], "{note}");
        }
    }

    #[test]
    fn an_address_has_a_limit() {
        let url = |len: usize| format!("https://{}", "a".repeat(len - 8));
        let n_links = |len: usize| {
            let read = pieces(&format!("[x]({})", url(len)));
            read.iter().filter(|piece| matches!(piece, Piece::Link { .. })).count()
        };
        assert_eq!((n_links(MAX_URL_BYTES), n_links(MAX_URL_BYTES + 1)), (1, 0));
    }

    #[test]
    fn marks_that_never_end_take_no_longer_than_others() {
        // These would not end if each mark were looked for from each place.
        for mark in ["`", "*", "**", "[", "[a", "[a](", "[a](b", "**a", "*a ", "`a**"] {
            let read = pieces(&mark.repeat(200_000));
            assert!(!read.is_empty());
        }
    }
}
