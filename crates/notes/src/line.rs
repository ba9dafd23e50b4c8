//! One line of a note, as it is written.

/// What a comment starts with that is a note, behind its `#`.
const NAME: &str = "onionskin";

/// What a line of a note says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// Text of the note; empty between two paragraphs.
    Text(&'a str),
    /// The instruction's lines start folded.
    Fold,
    /// The instruction is looked at first.
    Focus,
}

/// Whether a comment, from its line's start to its end, is a line of a note.
pub fn is_note(comment: &str) -> bool {
    line(comment).is_some()
}

/// What `comment` says as a line of a note; `None` where it is an ordinary comment.
pub(crate) fn line(comment: &str) -> Option<Line<'_>> {
    // A byte order mark may stand in front of the first line.
    let comment = comment.trim_start_matches('\u{FEFF}').trim_start();
    let rest = comment.strip_prefix('#')?.trim_start();
    let (name, rest) = rest.split_at_checked(NAME.len())?;
    if !name.eq_ignore_ascii_case(NAME) {
        return None;
    }
    Some(meaning(rest.trim_start().strip_prefix(':')?.trim()))
}

/// What a line of a note says whose text is `text`.
pub(crate) fn meaning(text: &str) -> Line<'_> {
    if text.eq_ignore_ascii_case("fold") {
        Line::Fold
    } else if text.eq_ignore_ascii_case("focus") {
        Line::Focus
    } else {
        Line::Text(text)
    }
}

/// `text` as a line of a note, without its end.
pub(crate) fn written(text: &str) -> String {
    ["# ", NAME, ": ", text].concat().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Line, line};

    #[test]
    fn a_note_starts_with_its_name_whatever_the_blanks_and_letters() {
        for comment in
            ["# onionskin: hi", "#onionskin:hi", "  #\tOnionSkin : hi  \r\n", "\u{FEFF}# onionskin: hi\n"]
        {
            assert_eq!(line(comment), Some(Line::Text("hi")), "{comment:?}");
        }
        for comment in [
            "# onion: hi",
            "# onionskins: hi",
            "# onionskin hi",
            "onionskin: hi",
            "# the onionskin: hi",
            "#",
            "",
        ] {
            assert_eq!(line(comment), None, "{comment:?}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_word_is_no_text() {
        assert_eq!(line("# onionskin: fold"), Some(Line::Fold));
        assert_eq!(line("# onionskin: Focus \n"), Some(Line::Focus));
        assert_eq!(line("# onionskin: fold it"), Some(Line::Text("fold it")));
        assert_eq!(line("# onionskin:"), Some(Line::Text("")));
    }
}
