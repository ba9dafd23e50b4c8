use onionskin_text::utf16;

/// A change of a text: what stands between two offsets is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where what is replaced starts, in UTF-16.
    pub from_utf16: u32,
    /// Where it ends.
    pub to_utf16: u32,
    /// What takes its place.
    pub inserted: String,
}

impl Edit {
    /// The change that makes `new` of `old` and replaces no more than differs, but for whole characters.
    pub fn between(old: &str, new: &str) -> Self {
        let is_same = |(one, other): &(u8, u8)| one == other;
        let n_start = old.bytes().zip(new.bytes()).take_while(is_same).count();
        let start = old.floor_char_boundary(n_start);
        let room = old.len().min(new.len()) - start;
        let n_end = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(is_same).count();
        let old_end = old.ceil_char_boundary(old.len() - n_end);
        let new_end = new.len() - (old.len() - old_end);
        let from_utf16 = old.get(..start).map_or(0, utf16::len);
        Self {
            from_utf16,
            to_utf16: from_utf16 + old.get(start..old_end).map_or(0, utf16::len),
            inserted: new.get(start..new_end).unwrap_or_default().to_owned(),
        }
    }

    /// `text` after the change. What of the change lies behind the text is taken to lie at its end.
    pub fn apply(&self, text: &str) -> String {
        let from = utf16::to_byte(text, self.from_utf16);
        let to = utf16::to_byte(text, self.to_utf16.max(self.from_utf16));
        let (before, behind) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
        [before, &self.inserted, behind].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::Edit;

    #[track_caller]
    fn check(old: &str, new: &str, expected: (u32, u32, &str)) {
        let edit = Edit::between(old, new);
        assert_eq!((edit.from_utf16, edit.to_utf16, edit.inserted.as_str()), expected);
        assert_eq!(edit.apply(old), new);
    }

    #[test]
    fn no_more_is_replaced_than_differs() {
        check("FROM a\nRUN b\n", "FROM a\nRUN bc\n", (12, 12, "c"));
        check("FROM a\n", "FROM abc\n", (6, 6, "bc"));
        check("one two", "one", (3, 7, ""));
        check("", "x", (0, 0, "x"));
        check("same", "same", (4, 4, ""));
        check("aa", "aaa", (2, 2, "a"));
        check("aaa", "aa", (2, 3, ""));
    }

    #[test]
    fn characters_stay_whole() {
        check("a🐳b", "a🐋b", (1, 3, "🐋"));
        check("é", "è", (0, 1, "è"));
        check("🐳é", "🐳é🐳é", (3, 3, "🐳é"));
        check("x\u{e9}", "x\u{129}", (1, 2, "\u{129}"));
    }

    #[test]
    fn an_edit_behind_the_text_goes_to_its_end() {
        let edit = Edit { from_utf16: 9, to_utf16: 3, inserted: "x".to_owned() };
        assert_eq!(edit.apply("ab"), "abx");
    }
}
