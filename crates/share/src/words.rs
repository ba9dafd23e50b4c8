//! Lists that people write in a word.

/// How much of what is wrong a message repeats: as much as a line of a terminal holds.
const MAX_SHOWN_CHARS: usize = 80;

/// `text` in a list between commas.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(',', "\\,")
}

/// The parts of `word` between commas, without the backslashes that hide a comma or a backslash.
pub(crate) fn split(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = word.chars().peekable();
    while let Some(char) = chars.next() {
        let part = match (char, chars.peek()) {
            (',', _) => {
                parts.push(String::new());
                continue;
            }
            ('\\', Some(&hidden @ (',' | '\\'))) => {
                chars.next();
                hidden
            }
            _ => char,
        };
        if let Some(last) = parts.last_mut() {
            last.push(part);
        }
    }
    parts
}

/// As much of `text` as a message repeats.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(MAX_SHOWN_CHARS).collect()
}
