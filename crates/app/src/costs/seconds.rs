/// The longest that a step is taken to last, in seconds: a day. No build service runs one longer.
pub const MAX_SECONDS: u32 = 86_400;

/// Why a text is no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotSeconds {
    /// It is no number.
    NoNumber,
    /// It is more than [`MAX_SECONDS`].
    TooLong,
}

/// The tenths of a second that `text` means: "4", "4.2", "4,2", "4.2 s". `None` where it is empty. Further decimals are
/// rounded.
pub(crate) fn parse(text: &str) -> Result<Option<u32>, NotSeconds> {
    let text = text.trim();
    let number = text.strip_suffix(['s', 'S']).unwrap_or(text).trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
        return Err(NotSeconds::NoNumber);
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| NotSeconds::TooLong)? };
    let digit = |at: usize| decimals.as_bytes().get(at).map_or(0, |byte| u32::from(byte - b'0'));
    let tenths = whole.saturating_mul(10).saturating_add(digit(0)).saturating_add(u32::from(digit(1) >= 5));
    if tenths > MAX_SECONDS * 10 { Err(NotSeconds::TooLong) } else { Ok(Some(tenths)) }
}

/// `tenths` of a second as a number of seconds: "4.2", "58".
pub(crate) fn number(tenths: u32) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") }
}

/// `tenths` of a second as it is said, no more exact than anybody cares for: "4.2 s", "58 s", "3 min 20 s", "2 h 5 min".
pub(crate) fn told(tenths: u64) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    if tenths < 100 && !tenths.is_multiple_of(10) {
        return format!("{}.{} s", tenths / 10, tenths % 10);
    }
    let seconds = tenths.saturating_add(5) / 10;
    if seconds < 2 * MINUTE {
        format!("{seconds} s")
    } else if seconds < HOUR {
        two(seconds / MINUTE, "min", seconds % MINUTE, "s")
    } else {
        let minutes = seconds.saturating_add(MINUTE / 2) / MINUTE;
        two(minutes / 60, "h", minutes % 60, "min")
    }
}

fn two(large: u64, unit: &str, small: u64, small_unit: &str) -> String {
    if small == 0 { format!("{large} {unit}") } else { format!("{large} {unit} {small} {small_unit}") }
}

#[cfg(test)]
mod tests {
    use super::{MAX_SECONDS, NotSeconds, number, parse, told};

    #[test]
    fn seconds_are_read_as_people_write_them() {
        for (text, tenths) in [
            ("", None),
            ("  ", None),
            ("4", Some(40)),
            ("4.2", Some(42)),
            ("4,2", Some(42)),
            (" 4.2 s ", Some(42)),
            ("4s", Some(40)),
            ("4.", Some(40)),
            (".5", Some(5)),
            ("0", Some(0)),
            ("4.24", Some(42)),
            ("4.25", Some(43)),
            ("0.99", Some(10)),
            ("0007", Some(70)),
        ] {
            assert_eq!(parse(text), Ok(tenths), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_number_of_seconds_is_refused() {
        for text in ["x", "-1", "1e3", "1.2.3", ".", "s", "1:30", "4 5", "٤", "1m", "NaN"] {
            assert_eq!(parse(text), Err(NotSeconds::NoNumber), "{text:?}");
        }
    }

    #[test]
    fn a_day_is_taken_and_more_is_not() {
        assert_eq!(parse(&MAX_SECONDS.to_string()), Ok(Some(864_000)));
        for text in ["86400.1", "86401", "99999999999999999999"] {
            assert_eq!(parse(text), Err(NotSeconds::TooLong), "{text:?}");
        }
    }

    #[test]
    fn a_number_comes_back_as_it_was_read() {
        for text in ["0", "4", "4.2", "86400"] {
            assert_eq!(number(parse(text).unwrap().unwrap()), text);
        }
    }

    #[test]
    fn durations_are_told_roughly() {
        for (tenths, words) in [
            (0, "0 s"),
            (4, "0.4 s"),
            (42, "4.2 s"),
            (40, "4 s"),
            (99, "9.9 s"),
            (584, "58 s"),
            (585, "59 s"),
            (1194, "119 s"),
            (1200, "2 min"),
            (2005, "3 min 21 s"),
            (36_000, "1 h"),
            (75_000, "2 h 5 min"),
            (u64::MAX, "512409557603043 h 6 min"),
        ] {
            assert_eq!(told(tenths), words);
        }
    }
}
