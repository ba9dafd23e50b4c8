use crate::checksum::checksum;

/// The name of the file that holds the text `packed`. It changes with every byte of the text, so that no browser
/// takes a file that it kept for one of a later release.
pub fn file_name(packed: &str) -> String {
    format!("explanations-{:016x}.txt", checksum(packed))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn another_text_has_another_name() {
        assert_eq!(file_name("a"), "explanations-af63dc4c8601ec8c.txt");
        assert_ne!(file_name("a"), file_name("b"));
    }
}
