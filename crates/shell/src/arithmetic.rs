//! Telling `((` from `( (`.

/// How many bytes behind `((` its end is looked for. Nobody writes arithmetic that long; without a bound, many `((` that
/// are never closed would each be looked at up to the end of the text.
const MAX_LEN: usize = 1_000;

/// Whether the two brackets that are open at `start` are closed together, by `))`, so that arithmetic stands in
/// them; otherwise they are brackets around commands. This is how Bash tells them apart.
pub(crate) fn is_arithmetic(text: &str, start: usize, end: usize) -> bool {
    let end = end.min(start + MAX_LEN);
    let mut bytes = text.as_bytes().get(start..end).unwrap_or_default().iter();
    let mut n_open = 2_usize;
    let mut n_braces = 0_usize;
    let mut quote = None;
    while let Some(&byte) = bytes.next() {
        match (byte, quote) {
            (b'\\', None | Some(b'"')) => {
                bytes.next();
            }
            (b'\'' | b'"', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'$', None) if bytes.as_slice().starts_with(b"{") => n_braces += 1,
            (b'}', None) => n_braces = n_braces.saturating_sub(1),
            // Brackets in `${…}` belong to a pattern or to what is substituted there.
            (b'(', None) if n_braces == 0 => n_open += 1,
            (b')', None) if n_braces == 0 => {
                n_open -= 1;
                if n_open == 1 {
                    return bytes.next() == Some(&b')');
                }
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{MAX_LEN, is_arithmetic};

    #[track_caller]
    fn check(behind: &str, expected: bool) {
        assert_eq!(is_arithmetic(behind, 0, behind.len()), expected, "(({behind}");
    }

    #[test]
    fn the_two_brackets_of_arithmetic_are_closed_together() {
        check("1 + (2)))", true);
        check("(1) + 2))", true);
        check("\")\" + ')' + \\)))", true);
        check("${a#((} + ${b:-${c})}))", true);
        check("a); (b))", false);
        check("a) )", false);
        check("a", false);
    }

    #[test]
    fn arithmetic_is_at_most_so_long() {
        let digits = |len: usize| format!("{}))", "1".repeat(len - "))".len()));
        check(&digits(MAX_LEN), true);
        check(&digits(MAX_LEN + 1), false);
    }
}
