use super::quote_bytes;

/// The length in nanoseconds of a duration in Go's syntax: `1h2m3.5s`, `300ms`, `0`, with or without a sign.
///
/// # Errors
///
/// What Go says of a text that is none.
pub fn parse_duration(text: &str) -> Result<i64, String> {
    let invalid = || format!("time: invalid duration {}", quote_bytes(text));
    let is_negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "0" {
        return Ok(0);
    }
    if unsigned.is_empty() {
        return Err(invalid());
    }
    let mut rest = unsigned;
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, after) = rest.split_at(number_end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() || fraction.contains('.') {
            return Err(invalid());
        }
        let unit_end = after.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(after.len());
        let (unit, next) = after.split_at(unit_end);
        if unit.is_empty() {
            return Err(format!("time: missing unit in duration {}", quote_bytes(text)));
        }
        let scale = unit_nanoseconds(unit).ok_or_else(|| {
            format!("time: unknown unit {} in duration {}", quote_bytes(unit), quote_bytes(text))
        })?;
        let sum = amount(whole, fraction, scale).and_then(|amount| total.checked_add(amount));
        total = sum.filter(|sum| *sum <= i64::MIN.unsigned_abs()).ok_or_else(invalid)?;
        rest = next;
    }
    let signed =
        if is_negative { 0_i64.checked_sub_unsigned(total) } else { 0_i64.checked_add_unsigned(total) };
    signed.ok_or_else(invalid)
}

fn unit_nanoseconds(unit: &str) -> Option<u64> {
    match unit {
        "ns" => Some(1),
        "us" | "µs" | "μs" => Some(1_000),
        "ms" => Some(1_000_000),
        "s" => Some(1_000_000_000),
        "m" => Some(60_000_000_000),
        "h" => Some(3_600_000_000_000),
        _ => None,
    }
}

/// `whole.fraction` times `scale`, rounded down; `None` where it does not fit.
fn amount(whole: &str, fraction: &str, scale: u64) -> Option<u64> {
    let whole = if whole.is_empty() { 0 } else { whole.parse::<u64>().ok()? };
    whole.checked_mul(scale)?.checked_add(part_of(scale, fraction))
}

/// `0.fraction` times `scale`, rounded down; `fraction` is digits, and ten times `scale` has to fit.
///
/// From the last digit to the first, so that no number on the way is larger.
pub fn part_of(scale: u64, fraction: &str) -> u64 {
    fraction
        .bytes()
        .rev()
        .fold(0, |behind, digit| (u64::from(digit.wrapping_sub(b'0')) * scale + behind) / 10)
}

#[cfg(test)]
mod tests {
    use super::{parse_duration, part_of};

    #[test]
    fn durations_are_read_to_the_nanosecond() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("1h2m3.5s", Some(3_723_500_000_000)),
            ("-300ms", Some(-300_000_000)),
            ("+1.µs", Some(1_000)),
            (".5ns", Some(0)),
            ("0.000000000000277777778h", Some(1)),
            ("0.33333333333333333333333333333333s", Some(333_333_333)),
            ("9223372036854775807ns", Some(i64::MAX)),
            ("9223372036854775808ns", None),
            ("-9223372036854775808ns", Some(i64::MIN)),
            ("-9223372036854775809ns", None),
            ("2562047h47m16.854775807s", Some(i64::MAX)),
            ("2562048h", None),
            ("99999999999999999999s", None),
            ("9999999999999h1", None),
        ] {
            assert_eq!(parse_duration(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_said_before_what_follows() {
        // Go stops where the sum does not fit.
        assert_eq!(parse_duration("2562048h1").unwrap_err(), "time: invalid duration \"2562048h1\"");
    }

    #[test]
    fn a_part_is_rounded_down() {
        assert_eq!(
            [part_of(1024, ""), part_of(1024, "5"), part_of(1024, "1"), part_of(10, "99")],
            [0, 512, 102, 9]
        );
    }
}
