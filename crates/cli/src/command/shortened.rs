/// A text on one line, cut where it has more than `max_characters`.
pub(super) fn shortened(text: &str, max_characters: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= max_characters {
        return line;
    }
    line.chars().take(max_characters - 1).chain(['…']).collect()
}
