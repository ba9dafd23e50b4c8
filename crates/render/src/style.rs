/// The styles of the page that what is rendered needs, in their order there, and those that nothing else needs.
const SHEETS: [&str; 9] = [
    include_str!("../../../web/styles/still-reset.css"),
    include_str!("../../../web/styles/tokens.css"),
    include_str!("../../../web/styles/verdicts.css"),
    include_str!("../../../web/styles/text.css"),
    include_str!("../../../web/styles/inks.css"),
    include_str!("../../../web/styles/slabs.css"),
    include_str!("../../../web/styles/explanation.css"),
    include_str!("../../../web/styles/note.css"),
    include_str!("../../../web/styles/still.css"),
];

/// What all of it is below. It is said four times, so that it weighs more than what other pages say of all of their headings
/// and lists (`[dir=ltr] .md-typeset ol li`).
const ROOT: &str = ".onionskin.onionskin.onionskin.onionskin";

/// The unit that takes the place of `rem`: other pages set the size of their root to what suits them.
const UNIT: &str = "--onionskin-rem";

/// What browsers take for a `rem` where nobody says otherwise.
const PX_IN_A_REM: f64 = 16.0;

/// The style sheet of all that is rendered. It reaches nothing outside of that.
pub fn style_sheet() -> String {
    let mut out = format!("{ROOT} {{\n--rem: var({UNIT}, 1rem);\n");
    for sheet in SHEETS {
        // What is the root's on the page is here that of what is rendered.
        let scoped = sheet.replace(":root", "&").replace("\n[data-theme", "\n&[data-theme");
        for line in scoped.lines() {
            let is_condition = line.trim_start().starts_with('@');
            out.push_str(&with_lengths(line, if is_condition { in_px } else { in_own_unit }));
            out.push('\n');
        }
    }
    out.push_str("}\n");
    out
}

/// `line` with each length in `rem` written as `written` has it, which is given the number.
fn with_lengths(line: &str, written: fn(&str) -> String) -> String {
    let mut out = String::with_capacity(line.len());
    let mut pieces = line.split("rem").peekable();
    while let Some(piece) = pieces.next() {
        let Some(next) = pieces.peek() else {
            out.push_str(piece);
            break;
        };
        let is_unit = !next.starts_with(|it: char| it.is_alphanumeric());
        let number =
            piece.rfind(|it: char| !it.is_ascii_digit() && !matches!(it, '.' | '-')).map_or(0, |at| at + 1);
        match piece.split_at_checked(number) {
            Some((before, number)) if is_unit && number.ends_with(|it: char| it.is_ascii_digit()) => {
                out.push_str(before);
                out.push_str(&written(number));
            }
            _ => out.extend([piece, "rem"]),
        }
    }
    out
}

/// A length of so many `rem` in the own unit.
fn in_own_unit(number: &str) -> String {
    format!("calc({number} * var(--rem))")
}

/// The same in pixels, for conditions, which know no variables.
fn in_px(number: &str) -> String {
    number.parse::<f64>().map_or_else(|_| number.to_owned(), |rem| format!("{}px", rem * PX_IN_A_REM))
}

#[cfg(test)]
mod tests {
    use super::{in_own_unit, in_px, style_sheet, with_lengths};

    #[test]
    fn lengths_follow_the_own_unit() {
        for (line, expected) in [
            ("font: 0.8125rem/1.4 x;", "font: calc(0.8125 * var(--rem))/1.4 x;"),
            ("margin: -1rem 2rem", "margin: calc(-1 * var(--rem)) calc(2 * var(--rem))"),
            ("calc(100% - 1.5rem)", "calc(100% - calc(1.5 * var(--rem)))"),
            ("--remark: 1px", "--remark: 1px"),
            ("h3-rem rem", "h3-rem rem"),
        ] {
            assert_eq!(with_lengths(line, in_own_unit), expected);
        }
    }

    #[test]
    fn conditions_are_in_pixels() {
        assert_eq!(
            with_lengths("@container x (max-width: 47.99rem) {", in_px),
            "@container x (max-width: 767.84px) {"
        );
    }

    #[test]
    fn the_sheet_reaches_nothing_outside() {
        let sheet = style_sheet();
        let mut depth = 0;
        let mut outside = String::new();
        for character in sheet.chars() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ if depth == 0 => outside.push(character),
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        assert_eq!(outside.trim(), super::ROOT);
        assert!(!sheet.contains(":root") && !sheet.contains("url(") && !sheet.contains("@import"));
    }
}
