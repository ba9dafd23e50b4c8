use super::quote_bytes;

/// The length in nanoseconds of a duration in Go's syntax: `1h2m3.5s`, `300ms`, `0`, with or without a sign.
///
/// # Errors
///
/// What Go says of a text that is none.
pub fn parse_duration(text: &str) -> Result<i128, String> {
    let invalid = || format!("time: invalid duration {}", quote_bytes(text));
    let (sign, unsigned) = match text.strip_prefix(['+', '-']) {
        Some(rest) if text.starts_with('-') => (-1, rest),
        Some(rest) => (1, rest),
        None => (1, text),
    };
    if unsigned == "0" {
        return Ok(0);
    }
    if unsigned.is_empty() {
        return Err(invalid());
    }
    let mut rest = unsigned;
    let mut total: i128 = 0;
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
        total = total.checked_add(amount(whole, fraction, scale).ok_or_else(invalid)?).ok_or_else(invalid)?;
        rest = next;
    }
    if total > i128::from(i64::MAX) {
        return Err(invalid());
    }
    Ok(sign * total)
}

fn unit_nanoseconds(unit: &str) -> Option<i128> {
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
fn amount(whole: &str, fraction: &str, scale: i128) -> Option<i128> {
    let whole = if whole.is_empty() { 0 } else { whole.parse::<i64>().ok()? };
    // Digits behind the 18th are less than a nanosecond of any unit.
    let digits = fraction.get(..fraction.len().min(18)).unwrap_or_default();
    let part = if digits.is_empty() { 0 } else { digits.parse::<i128>().ok()? };
    let below = 10_i128.checked_pow(u32::try_from(digits.len()).ok()?)?;
    i128::from(whole).checked_mul(scale)?.checked_add(part.checked_mul(scale)? / below)
}
