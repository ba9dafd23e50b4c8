//! Text in a drawing, which breaks no line by itself.

/// How many columns a character takes: letters of most alphabets one, signs of others and pictures two.
fn n_columns(character: char) -> usize {
    if u32::from(character) < 0x1100 { 1 } else { 2 }
}

/// `text` as far as it fits so many columns, white space drawn together; `…` stands for what does not.
pub(super) fn fitted(text: &str, columns: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut width = 0;
    let mut end = 0;
    for (at, character) in text.char_indices() {
        width += n_columns(character);
        if width < columns {
            end = at + character.len_utf8();
        }
    }
    if width <= columns { text } else { [text.get(..end).unwrap_or_default().trim_end(), "…"].concat() }
}

/// The lines of `text` where each has at most so many columns.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut width = columns;
    for word in text.split_whitespace() {
        let own: usize = word.chars().map(n_columns).sum();
        if let Some(line) = lines.last_mut().filter(|_| width + 1 + own <= columns) {
            line.push(' ');
            line.push_str(word);
            width += 1 + own;
            continue;
        }
        // A word that is longer than a line goes on in the next ones.
        lines.push(String::new());
        width = 0;
        for character in word.chars() {
            if width + n_columns(character) > columns {
                lines.push(String::new());
                width = 0;
            }
            width += n_columns(character);
            if let Some(line) = lines.last_mut() {
                line.push(character);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{fitted, wrapped};

    #[test]
    fn text_that_fits_stays_and_all_else_ends_in_dots() {
        for (text, fit) in [
            ("", ""),
            ("abcde", "abcde"),
            ("a  b\n c", "a b c"),
            ("abcdef", "abcd…"),
            ("abc def", "abc…"),
            ("🐳🐳", "🐳🐳"),
            ("🐳🐳🐳", "🐳🐳…"),
        ] {
            assert_eq!(fitted(text, 5), fit, "{text:?}");
        }
    }

    #[test]
    fn lines_break_between_words_and_in_words_that_are_too_long() {
        assert_eq!(wrapped("ab cd efg", 5), ["ab cd", "efg"]);
        assert_eq!(wrapped("a bcdefghijkl m", 5), ["a", "bcdef", "ghijk", "l m"]);
        assert_eq!(wrapped("", 5), [""; 0]);
    }
}
