//! HEALTHCHECK: its type, its command and its flags' values.

use crate::go::{quote, quote_bytes};
use crate::{Args, Instruction, Keyword};

/// Checks a HEALTHCHECK instruction, in BuildKit's order.
pub(super) fn check(instruction: &Instruction) -> Result<(), String> {
    let Args::Healthcheck(Some((kind, command))) = &instruction.args else {
        return super::at_least_one(Keyword::Healthcheck, 0);
    };
    let has_command = super::n_words(command) > 0;
    let kind = kind.text.to_ascii_uppercase();
    if kind == "NONE" {
        return if has_command { Err("HEALTHCHECK NONE takes no arguments".to_owned()) } else { Ok(()) };
    }
    super::flags::check(Keyword::Healthcheck, &instruction.flags)?;
    if kind != "CMD" {
        return Err(format!("Unknown type {} in HEALTHCHECK (try CMD)", quote(&kind)));
    }
    if !has_command {
        return Err("Missing command after HEALTHCHECK CMD".to_owned());
    }
    for name in ["interval", "timeout", "start-period", "start-interval"] {
        interval(name, instruction.flag(name).unwrap_or_default())?;
    }
    retries(instruction.flag("retries").unwrap_or_default())
}

/// Checks a duration in Go's syntax: empty, zero, or one millisecond or more.
fn interval(name: &str, text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let nanoseconds = duration(text)?;
    if nanoseconds != 0 && nanoseconds < 1_000_000 {
        return Err(format!("Interval {} cannot be less than 1ms", quote(name)));
    }
    Ok(())
}

/// The length in nanoseconds of a duration in Go's syntax: `1h2m3.5s`, `300ms`, `0`, with or without a sign.
fn duration(text: &str) -> Result<i128, String> {
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

/// Checks a number of retries: a 32-bit integer that is not negative.
fn retries(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("strconv.ParseInt: parsing {}: invalid syntax", quote(text)));
    }
    match text.parse::<i32>() {
        Ok(n) if n < 0 => Err(format!("--retries cannot be negative ({n})")),
        Ok(_) => Ok(()),
        Err(_) => Err(format!("strconv.ParseInt: parsing {}: value out of range", quote(text))),
    }
}
