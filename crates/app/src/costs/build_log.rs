//! What `docker build --progress=plain` prints of steps.

use std::collections::HashMap;

/// The longest log that is read, in bytes. Logs of real builds are smaller, unless commands print megabytes.
pub const MAX_LOG_BYTES: usize = 2 * 1024 * 1024;

/// The most steps that are read of a log: as many as a file that is explained can have.
const MAX_LOGGED_STEPS: usize = crate::MAX_INSTRUCTIONS;

/// A numbered step as a log has it: `#12 [build 3/5] RUN make` and what follows for `#12`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LoggedStep {
    /// What stands in the brackets in front of the number, which is the stage where there are several, and maybe a platform
    /// and a service.
    pub(crate) names: Vec<String>,
    /// Its number in its stage, and how many there are.
    pub(crate) number: (u32, u32),
    /// What it says.
    pub(crate) text: String,
    /// How long it took, in tenths of a second.
    pub(crate) tenths: Option<u32>,
    /// Whether it was taken from the cache.
    pub(crate) is_cached: bool,
}

/// The steps that `log` has, in their order. Other lines are left out, and so are what services that run builds print in
/// front of each line, and colours.
pub(crate) fn logged_steps(log: &str) -> Vec<LoggedStep> {
    let mut steps: Vec<LoggedStep> = Vec::new();
    // By the number that BuildKit gives a vertex, the last step that was called so: a log may hold several builds.
    let mut places: HashMap<u64, usize> = HashMap::new();
    for line in log.lines() {
        let line = without_colours(line);
        let Some((vertex, rest)) = vertex(&line) else { continue };
        let place = places.get(&vertex).copied();
        if let Some(step) = header(rest) {
            // It is said again when the log comes back to a step.
            let known = place.and_then(|place| steps.get(place));
            let is_new = known.is_none_or(|known| (&known.names, known.number) != (&step.names, step.number));
            if is_new && steps.len() < MAX_LOGGED_STEPS {
                places.insert(vertex, steps.len());
                steps.push(step);
            }
        } else if let Some(step) = place.and_then(|place| steps.get_mut(place)) {
            if let Some(tenths) = rest.strip_prefix("DONE ").and_then(seconds) {
                // A step can be done twice, such as an image that is found and then unpacked.
                step.tenths = Some(step.tenths.unwrap_or_default().max(tenths));
            } else if rest == "CACHED" {
                step.is_cached = true;
            }
        }
    }
    steps
}

/// The number behind `#`, and what follows.
fn vertex(line: &str) -> Option<(u64, &str)> {
    let (before, line) = line.split_once('#')?;
    // What stands in front may be a time, a level or a count of lines, but not words.
    let is_stamp = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, ':' | '.' | '-' | '+' | '|' | 'T' | 'Z' | '[' | ']')
    };
    if !before.chars().all(is_stamp) {
        return None;
    }
    let (number, rest) = line.split_once(' ')?;
    Some((number.parse().ok()?, rest.trim()))
}

/// `[build 3/5] RUN make`
fn header(rest: &str) -> Option<LoggedStep> {
    let (brackets, text) = rest.strip_prefix('[')?.split_once(']')?;
    let mut names: Vec<String> = brackets.split_whitespace().map(str::to_owned).collect();
    let (number, total) = names.pop()?.split_once('/').map(|(a, b)| (a.parse(), b.parse()))?;
    let number = (number.ok()?, total.ok()?);
    Some(LoggedStep { names, number, text: text.trim().to_owned(), ..LoggedStep::default() })
}

/// `4.2s`
fn seconds(text: &str) -> Option<u32> {
    super::seconds::parse(text.strip_suffix('s')?).ok().flatten()
}

/// `line` without the sequences that a terminal shows as colours.
fn without_colours(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // `[31m`: parameters, then a letter.
        let end = piece.find(|c: char| c.is_ascii_alphabetic()).map_or(piece.len(), |at| at + 1);
        text.push_str(piece.get(end..).unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::logged_steps;

    /// Each step as "names number text tenths".
    fn read(log: &str) -> Vec<String> {
        let line = |step: super::LoggedStep| {
            let time = match (step.tenths, step.is_cached) {
                (_, true) => "cached".to_owned(),
                (Some(tenths), _) => tenths.to_string(),
                (None, _) => "-".to_owned(),
            };
            format!("{:?} {}/{} {} = {time}", step.names, step.number.0, step.number.1, step.text)
        };
        logged_steps(log).into_iter().map(line).collect()
    }

    #[test]
    fn steps_have_their_seconds_and_all_else_is_left_out() {
        let log = "#0 building with \"default\" instance using docker driver\n\n\
                   #1 [internal] load build definition from Dockerfile\n#1 transferring dockerfile: 173B done\n#1 DONE 0.1s\n\n\
                   #4 [build 1/3] FROM docker.io/library/golang:1.22@sha256:ab\n#4 DONE 0.0s\n\
                   #5 [build 2/3] COPY . .\n#5 CACHED\n\
                   #6 [build 3/3] RUN go build\n#6 0.412 # a comment\n#6 2.7 DONE 9.9s\n#6 DONE 4.2s\n\
                   #4 [build 1/3] FROM docker.io/library/golang:1.22@sha256:ab\n#4 extracting\n#4 DONE 12.3s\n\
                   #7 [2/2] RUN false\n#7 ERROR: process \"/bin/sh -c false\" did not complete\n\
                   #8 exporting to image\n#8 DONE 0.1s\n------\n > [2/2] RUN false:\n";
        assert_eq!(
            read(log),
            [
                "[\"build\"] 1/3 FROM docker.io/library/golang:1.22@sha256:ab = 123",
                "[\"build\"] 2/3 COPY . . = cached",
                "[\"build\"] 3/3 RUN go build = 42",
                "[] 2/2 RUN false = -",
            ]
        );
    }

    #[test]
    fn what_services_print_in_front_and_colours_are_left_out() {
        let log = "2026-08-01T12:00:00.1234567Z #7 [linux/amd64 build 2/3] RUN a\n\
                   2026-08-01T12:00:01.1234567Z \u{1b}[36m#7 DONE 1.0s\u{1b}[0m\r\n\
                   [12:00:01] #8 [web 3/3] RUN b\n[12:00:02] #8 DONE 2.0s\n";
        assert_eq!(read(log), ["[\"linux/amd64\", \"build\"] 2/3 RUN a = 10", "[\"web\"] 3/3 RUN b = 20"]);
    }

    #[test]
    fn two_builds_in_one_log_are_kept_apart() {
        let log = "#5 [1/2] FROM a\n#5 DONE 1.0s\n#5 [2/2] RUN b\n#5 DONE 2.0s\n";
        assert_eq!(read(log), ["[] 1/2 FROM a = 10", "[] 2/2 RUN b = 20"]);
    }

    #[test]
    fn text_of_any_shape_is_no_step() {
        for log in [
            "",
            "#",
            "# DONE 4.2s",
            "#1",
            "#1 ",
            "#1 DONE 4.2s",
            "#x [1/2] RUN a",
            "see #5 [1/2] RUN a",
            "#5 [1/x] RUN a\n#5 DONE 1.0s",
            "#5 [1/2 RUN a",
            "#99999999999999999999 [1/2] RUN a",
            "Step 1/5 : FROM a",
            "=> [1/5] FROM a 4.2s",
            "\u{1b}",
            "\u{1b}[",
            "]#[ 🐳",
        ] {
            assert_eq!(read(log), [""; 0], "{log:?}");
        }
    }

    #[test]
    fn seconds_of_any_shape_do_no_harm() {
        let log = "#5 [1/2] RUN a\n#5 DONE\n#5 DONE s\n#5 DONE -1s\n#5 DONE 1e9s\n#5 DONE 99999999999s\n#5 DONE 4.2\n";
        assert_eq!(read(log), ["[] 1/2 RUN a = -"]);
    }
}
