//! HEALTHCHECK: its type, its command and its flags' values.

use crate::go::{parse_duration, quote};
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
    let nanoseconds = parse_duration(text)?;
    if nanoseconds != 0 && nanoseconds < 1_000_000 {
        return Err(format!("Interval {} cannot be less than 1ms", quote(name)));
    }
    Ok(())
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
