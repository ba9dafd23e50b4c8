/// The names of Linux's signals without `SIG`, but for the real-time ones.
const NAMES: [&str; 35] = [
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE",
    "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU",
    "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN",
];

/// Checks that STOPSIGNAL's `text` is a signal: any number but 0, or a name with or without `SIG`, in any case.
///
/// # Errors
///
/// What BuildKit says of any other text.
pub(crate) fn check(text: &str) -> Result<(), String> {
    let is_signal = match text.parse::<i64>() {
        Ok(number) => number != 0,
        Err(_) => is_name(&text.to_ascii_uppercase()),
    };
    if is_signal { Ok(()) } else { Err(format!("invalid signal: {text}")) }
}

fn is_name(upper: &str) -> bool {
    let name = upper.strip_prefix("SIG").unwrap_or(upper);
    if let Some(above) = name.strip_prefix("RTMIN+") {
        return is_offset(above, 15);
    }
    match name.strip_prefix("RTMAX") {
        Some("") => true,
        Some(below) => below.strip_prefix('-').is_some_and(|below| is_offset(below, 14)),
        None => NAMES.contains(&name),
    }
}

/// Whether `text` is a number from 1 to `most`, written as plainly as can be.
fn is_offset(text: &str, most: u8) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    is_plain && text.parse::<u8>().is_ok_and(|number| number <= most)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn numbers_and_names_are_signals() {
        for text in [
            "9",
            "+9",
            "-5",
            "99",
            "SIGTERM",
            "term",
            "sigKill",
            "RTMIN",
            "RTMIN+3",
            "rtmin+15",
            "SIGRTMIN+1",
            "RTMAX",
            "SIGRTMAX-14",
            "IOT",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "0",
            "-0",
            "foo",
            "SIG",
            "SIGSIGTERM",
            "9 ",
            "99999999999999999999",
            "RTMIN+0",
            "RTMIN+01",
            "RTMIN+16",
            "RTMIN+",
            "RTMIN-1",
            "RTMAX-15",
            "RTMAX+1",
            "RTMAX-",
        ] {
            assert_eq!(check(text), Err(format!("invalid signal: {text}")));
        }
    }
}
