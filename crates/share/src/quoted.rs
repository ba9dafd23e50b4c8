/// How much of what somebody wrote a message repeats: as much as a line of a terminal holds.
const MAX_SHOWN_CHARS: usize = 80;

/// `text` as a message repeats it: in quotes, its beginning where it is long, and what cannot be seen written as in Rust, so that
/// no terminal obeys it.
pub fn quoted(text: &str) -> String {
    let is_long = text.chars().nth(MAX_SHOWN_CHARS).is_some();
    let start = text.chars().take(if is_long { MAX_SHOWN_CHARS - 1 } else { MAX_SHOWN_CHARS });
    format!("{:?}", start.chain(is_long.then_some('…')).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{MAX_SHOWN_CHARS, quoted};

    #[test]
    fn what_is_repeated_is_one_line_that_can_be_seen() {
        assert_eq!(quoted("a ü"), "\"a ü\"");
        assert_eq!(quoted("\u{1b}[31m\n\""), "\"\\u{1b}[31m\\n\\\"\"");
        let most = "ü".repeat(MAX_SHOWN_CHARS);
        assert_eq!(quoted(&most), format!("\"{most}\""));
        assert_eq!(quoted(&format!("{most}ü")), format!("\"{}…\"", "ü".repeat(MAX_SHOWN_CHARS - 1)));
    }
}
