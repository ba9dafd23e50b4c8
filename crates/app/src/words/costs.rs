//! The words about how long steps take.

use crate::costs::MAX_SECONDS;

/// The heading above the duration of the selected step.
pub const HEADING: &str = "What it costs";
/// The label of the duration of the selected step.
pub const SECONDS_IT_TAKES: &str = "Seconds it takes";
/// How else durations get in.
pub const HOW_TO_FILL: &str = "Costs can fill in all steps from a build log.";
/// What stands in the field while nothing does.
pub const PLACEHOLDER: &str = "?";
/// The heading above all durations.
pub const SECONDS_PER_STEP: &str = "Seconds per step";
/// The column of steps.
pub const STEP: &str = "Step";
/// The column of instructions.
pub const INSTRUCTION: &str = "Instruction";
/// The column of durations.
pub const SECONDS: &str = "Seconds";
/// What is remembered, and where.
pub const KEPT: &str =
    "Kept on this device only. A step keeps its seconds until its own text or its stage's name changes.";
/// The heading above the field for a log.
pub const LOG: &str = "Build log";
/// How to get a log.
pub const HOW_TO_LOG: &str = "Paste what this prints, and the seconds are read from it:";
/// The command that prints a log.
pub const LOG_COMMAND: &str = "docker build --progress=plain --no-cache .";
/// Takes the durations of the log.
pub const TAKE: &str = "Use these seconds";
/// The heading above what each change costs.
pub const PER_CHANGE: &str = "What each change costs";
/// The column of changes.
pub const CHANGE: &str = "What changed";
/// The column of how many steps rebuild.
pub const STEPS: &str = "Steps";
/// The column of what all steps take together.
pub const WORK: &str = "Work";
/// The column of what the longest chain takes.
pub const WAIT: &str = "Wait";
/// What the columns mean.
pub const WORK_AND_WAIT: &str = "Work is all steps that rebuild, one after the other. Stages are built side by side: what is waited for is the longest chain.";
/// The heading above the longest chain.
pub const CHAIN: &str = "What this build waits for";
/// There is no chain.
pub const NO_CHAIN: &str = "No step rebuilds.";
/// Stands for a duration that nobody has told.
pub const NO_TIME: &str = "no time yet";
/// Nothing is known.
pub const NO_TIMES: &str = "No step has a time yet. Type how long steps take, or paste a build log.";
/// A text is no duration.
pub const NO_NUMBER: &str = "This is not a number of seconds. Write it like 4.2";

/// A text is a duration that is longer than any.
pub fn too_long() -> String {
    format!("More than a day: {MAX_SECONDS} seconds are the most")
}

/// The name of the field for the duration of a step.
pub fn seconds_of(step: &str, instruction: &str) -> String {
    format!("Seconds of step {step}, {instruction}")
}

/// What the chosen change costs, given how that is said, and what the first build does.
pub fn instead(cost: &str, first: &str) -> String {
    format!("{cost} instead of {first}")
}

/// What is waited for where stages are built side by side.
pub fn work_and_wait(work: &str, wait: &str) -> String {
    format!("{work} of work, {wait} to wait for")
}

/// A duration that is not exact.
pub fn about(time: &str) -> String {
    format!("about {time}")
}

/// In front of a duration that may be spared in part.
pub const UP_TO: &str = "up to";

/// A duration that may be spared in part.
pub fn up_to(time: &str) -> String {
    format!("{UP_TO} {time}")
}

/// A duration of which a part is not known.
pub fn at_least(time: &str) -> String {
    format!("at least {time}")
}

/// How many steps have no duration.
pub fn not_counting(n_unknown: usize) -> String {
    match n_unknown {
        1 => "1 step has no time yet and is not counted".to_owned(),
        n => format!("{n} steps have no time yet and are not counted"),
    }
}

/// What a log says of the file.
pub fn log_found(n_known: usize, n_logged: usize, n_with_time: usize, n_cached: usize) -> String {
    let found = format!("{n_known} of {} in this log {} of this Dockerfile", steps(n_logged), are(n_known));
    let timed = if n_known > 0 { format!(": {n_with_time} with a time") } else { String::new() };
    let cached = match n_cached {
        0 => String::new(),
        n => format!(", {n} from the cache, which {} the time known so far", keep(n)),
    };
    let rest = if n_known < n_logged { " The rest says something else than the file does now." } else { "" };
    [&found, &timed, &cached, ".", rest].concat()
}

/// A text has no step.
pub const LOG_WITHOUT_STEPS: &str = "There is no line of a numbered step in this text, such as “#12 [build 3/5] RUN make”. The log has to be a \
     plain one: run the command above.";

/// A log is too long.
pub fn log_too_long(limit: usize) -> String {
    format!(
        "This log is longer than {} MB. Lines that start with # and a number, “[”, “DONE” or “CACHED” are enough: \
         grep -E '^#[0-9]+ (\\[|DONE|CACHED)'",
        limit / 1024 / 1024
    )
}

/// The durations of a log were taken.
pub fn taken(n: usize) -> String {
    format!("Took the time of {}.", steps(n))
}

fn steps(n: usize) -> String {
    if n == 1 { "1 step".to_owned() } else { format!("{n} steps") }
}

const fn are(n: usize) -> &'static str {
    if n == 1 { "is a step" } else { "are steps" }
}

const fn keep(n: usize) -> &'static str {
    if n == 1 { "keeps" } else { "keep" }
}
