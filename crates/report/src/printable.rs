/// `text` with U+FFFD in place of each control character but line breaks and tabs: a terminal would obey them, and no
/// page may hold them.
pub(crate) fn printable(text: &str) -> String {
    let is_layout = |character| matches!(character, '\t' | '\n');
    let shown = |character: char| {
        if character.is_control() && !is_layout(character) { char::REPLACEMENT_CHARACTER } else { character }
    };
    text.replace("\r\n", "\n").chars().map(shown).collect()
}
