//! Lists that people write in a word.

/// `text` in a list between commas.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = text.replace('\\', "\\\\").replace(',', "\\,");
    if text.ends_with(char::is_whitespace)
        && let Some(blank) = escaped.pop()
    {
        escaped.extend(['\\', blank]);
    }
    escaped
}

/// The parts of `word` between commas, without blanks around them, and without the backslashes that hide a comma, a backslash
/// or a blank.
pub(crate) fn split(word: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    // Without the blanks at its end.
    let mut len = 0;
    let mut chars = word.chars().peekable();
    while let Some(char) = chars.next() {
        match (char, chars.peek()) {
            (',', _) => {
                part.truncate(len);
                parts.push(std::mem::take(&mut part));
                len = 0;
            }
            ('\\', Some(&hidden)) if matches!(hidden, ',' | '\\') || hidden.is_whitespace() => {
                chars.next();
                part.push(hidden);
                len = part.len();
            }
            (blank, _) if blank.is_whitespace() => {
                if !part.is_empty() {
                    part.push(blank);
                }
            }
            _ => {
                part.push(char);
                len = part.len();
            }
        }
    }
    part.truncate(len);
    parts.push(part);
    parts
}
