/// The fragment as it was made, before anything on its way added to it.
///
/// Undone are percent-encoding (also of the `#` in front), white space, line breaks and the invisible
/// characters that programs put where a long line may break, and everything after the last letter or digit:
/// padding, the punctuation of the sentence around the link, its quotation marks and brackets. A link that
/// lost or changed a character does not become valid by this; its checksum tells.
pub(crate) fn clean(fragment: &str) -> String {
    let mut link = percent_decoded(fragment);
    link.retain(|char| !char.is_whitespace() && !is_break_hint(char));
    let link = link.trim_start_matches('#');
    link.trim_end_matches(|char: char| !char.is_ascii_alphanumeric()).to_owned()
}

/// Soft hyphen, zero-width space, joiners and no-break space.
fn is_break_hint(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// `text` with each `%` and two hexadecimal digits replaced by the byte they stand for; a `%` before anything
/// else stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let decoded = percent_code(rest);
        bytes.push(decoded.map_or(*byte, |(byte, _)| byte));
        rest = decoded.map_or(after, |(_, after)| after);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that the percent code at the start of `text` stands for, and what comes after the code.
fn percent_code(text: &[u8]) -> Option<(u8, &[u8])> {
    let [b'%', high, low, after @ ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = digit(*high)? * 16 + digit(*low)?;
    Some((u8::try_from(byte).ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[track_caller]
    fn check(fragment: &str, expected: &str) {
        assert_eq!(clean(fragment), expected, "{fragment:?}");
    }

    #[test]
    fn the_hash_sign_makes_no_difference() {
        for fragment in ["1a-b_c", "#1a-b_c", "%231a-b_c", "#%231a-b_c", " #1a-b_c"] {
            check(fragment, "1a-b_c");
        }
    }

    #[test]
    fn white_space_and_line_breaks_make_no_difference() {
        let typed = [" 1ab ", "1\r\nab", "1a\tb", "1a\u{a0}b", "1a\u{200b}b"];
        let encoded = ["1%0Aab", "1%20ab", "1a%E2%80%8Bb", "1a%c2%adb"];
        for fragment in typed.into_iter().chain(encoded) {
            check(fragment, "1ab");
        }
    }

    #[test]
    fn what_comes_after_a_link_in_a_sentence_makes_no_difference() {
        for end in "= == ) ). , > ; : ! ? \" ' ” ’ » * ** _ - ~ ` ] … %22 %29. %E2%80%9D".split(' ') {
            check(&format!("#1ab{end}"), "1ab");
        }
    }

    #[test]
    fn percent_codes_stand_for_their_character_in_both_cases() {
        check("1a%2Db%5Fc%2dd%5fe", "1a-b_c-d_e");
        check("%31ab", "1ab");
    }

    #[test]
    fn what_is_no_percent_code_stays() {
        check("1%zz%4", "1%zz%4");
        check("1%", "1");
        check("1%+1b", "1%+1b");
        check("1%252Db", "1%2Db");
        check("1%ffb", "1\u{fffd}b");
    }

    #[test]
    fn nothing_but_punctuation_is_empty() {
        for fragment in ["", "#", "##", "%23", " # ", "#!", "#%0A", "#_"] {
            check(fragment, "");
        }
    }
}
