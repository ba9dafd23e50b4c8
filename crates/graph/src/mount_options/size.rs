use onionskin_syntax::go::part_of;

/// `64m`, `1GiB` or `1.5 g` in bytes, as Docker reads it: units are powers of 1024, and their case does not count.
/// A size that is too large is the largest.
pub(super) fn parse_size(text: &str) -> Option<i64> {
    let number_end =
        text.rfind(|character: char| character.is_ascii_digit() || matches!(character, '.' | ' '))?;
    let (number, unit) = text.split_at_checked(number_end + 1)?;
    let number = number.strip_suffix(' ').unwrap_or(number);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole = whole.strip_prefix('+').unwrap_or(whole);
    let is_number = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    if !is_number || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let factor = factor(unit)?;
    let whole = digits(whole).saturating_mul(factor);
    Some(i64::try_from(whole.saturating_add(part_of(factor, fraction))).unwrap_or(i64::MAX))
}

/// How many bytes a unit is.
fn factor(unit: &str) -> Option<u64> {
    let unit = unit.to_ascii_lowercase();
    if matches!(unit.as_str(), "" | "b") {
        return Some(1);
    }
    let exponent = "kmgtp".find(unit.get(..1)?)? + 1;
    matches!(unit.get(1..)?, "" | "b" | "ib").then(|| 1 << (10 * exponent))
}

fn digits(text: &str) -> u64 {
    text.bytes().fold(0, |number: u64, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit.wrapping_sub(b'0')))
    })
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes_are_read_as_docker_does_it() {
        const KIB: i64 = 1 << 10;
        for (text, expected) in [
            ("0", Some(0)),
            ("512", Some(512)),
            ("512b", Some(512)),
            ("64m", Some(64 * KIB * KIB)),
            ("64M", Some(64 * KIB * KIB)),
            ("1kb", Some(KIB)),
            ("1GiB", Some(KIB * KIB * KIB)),
            ("1.5g", Some(KIB * KIB * KIB * 3 / 2)),
            ("1 t", Some(KIB * KIB * KIB * KIB)),
            (".5k", Some(512)),
            ("5.k", Some(5 * KIB)),
            ("+1p", Some(1 << 50)),
            ("0.0009765625k", Some(1)),
            ("0.1k", Some(102)),
            ("0.33333333333333333333333k", Some(341)),
            ("99999999999999999999999999999999999999999999p", Some(i64::MAX)),
            ("", None),
            ("abc", None),
            ("k", None),
            (".", None),
            (" ", None),
            ("-1", None),
            ("1  k", None),
            ("1e", None),
            ("1i", None),
            ("1bi", None),
            ("1kib2", None),
            ("1kk", None),
            ("1kibb", None),
            ("1.2.3", None),
            ("1é", None),
            ("1k ", None),
        ] {
            assert_eq!(parse_size(text), expected, "{text}");
        }
    }
}
