/// The words of `text` at blanks, where quotes hold together what is between them. A quote that is not closed reaches to the
/// end.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut open: Option<char> = None;
    for character in text.chars() {
        match (character, open) {
            (it, Some(quote)) if it == quote => open = None,
            ('"' | '\'', None) => {
                open = Some(character);
                word.get_or_insert_default();
            }
            (it, None) if it.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn quotes_hold_words_together() {
        for (text, expected) in [
            ("", vec![]),
            (" a  b\tc ", vec!["a", "b", "c"]),
            ("a=\"b c\" d='e \"f'", vec!["a=b c", "d=e \"f"]),
            ("a=\"\" \"\"", vec!["a=", ""]),
            ("a=\"b c", vec!["a=b c"]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
