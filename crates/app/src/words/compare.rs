//! The words of the view that sets two Dockerfiles side by side. The one on the page is called "the Dockerfile", the other
//! one "the compared Dockerfile".

/// All of the view.
pub const VIEW: &str = super::VIEW_COMPARE;
/// The heading of the document.
pub const BEFORE: &str = super::DOCKERFILE;
/// What the document is here.
pub const BEFORE_NOTE: &str = "built before";
/// The heading of the other Dockerfile, and the name of its text field.
pub const AFTER: &str = "Compared with";
/// What the other Dockerfile is.
pub const AFTER_NOTE: &str = "built after it, with the same files";
/// What to do where there is no other Dockerfile.
pub const HINT: &str = "Paste or type a second Dockerfile here: you see what it reuses of a build of the first one, and \
                        which changes cost less with it.";
/// Starts the other Dockerfile as a copy.
pub const COPY: &str = "Start from a copy of this Dockerfile";
/// Starts the other Dockerfile as the example.
pub const EXAMPLE: &str = "Try the example with its code copied first";
/// The two Dockerfiles change places.
pub const SWAP: &str = "Swap";
/// The other Dockerfile becomes the document.
pub const ADOPT: &str = "Use this as the Dockerfile";

/// The list of instructions.
pub const ROWS: &str = "Instructions side by side";
/// What the list is about.
pub const ROWS_NOTE: &str = "what a build of the second reuses of a build of the first";
/// The list of changes.
pub const CHANGES: &str = "What each change rebuilds";
/// What the list of changes counts.
pub const CHANGES_NOTE: &str = "steps are counted, not timed";
/// Where there is no change to tell of.
pub const NO_CHANGES: &str = "Neither file takes anything that could change.";

/// Both have the instruction.
pub const SAME: &str = "in both";
/// The instruction is another one now.
pub const EDITED: &str = "edited";
/// Only the first one has the instruction.
pub const REMOVED: &str = "only before";
/// Only the second one has the instruction.
pub const ADDED: &str = "new";

/// The instruction stands in `line` of the other Dockerfile.
pub fn moved_to(line: u32) -> String {
    format!("moved to line {line}")
}

/// The instruction stands in `line` of the document.
pub fn moved_from(line: u32) -> String {
    format!("moved from line {line}")
}

/// In front of the number of a line.
pub const LINE: &str = "line ";
/// The heading of what changes.
pub const CHANGE: &str = "Change";

/// A step by its number.
pub fn step(number: &str) -> String {
    format!("step {number}")
}

/// BuildKit refuses the instruction.
pub const ERROR: &str = "error";
/// Opens the reasons of a verdict.
pub const WHY: &str = "Why";

/// A change costs less.
pub const BETTER: &str = "Better";
/// A change costs more.
pub const WORSE: &str = "Worse";
/// A change costs as much.
pub const EQUAL: &str = "Same";
/// What commands write decides.
pub const OPEN: &str = "Depends on what a command writes";
/// Only one of the two takes what changes.
pub const NOT_AFTER: &str = "Only in the Dockerfile";
/// Only one of the two takes what changes.
pub const NOT_BEFORE: &str = "Only in the compared one";
/// Stands where a Dockerfile does not take what changes.
pub const NOT_TAKEN: &str = "Not in this file.";

/// How many steps fewer.
pub fn fewer(n_steps: usize) -> String {
    format!("{BETTER}: {n_steps} fewer")
}

/// How many steps more.
pub fn more(n_steps: usize) -> String {
    format!("{WORSE}: {n_steps} more")
}

/// A file that has an error is compared without the lines that cannot be read.
pub const CAVEAT: &str = "As they are, not both can be built: the build stops at an error. Here, lines that cannot be read \
                          are left out.";

/// The other Dockerfile has no step.
pub const NO_STEPS: &str = "The compared Dockerfile has no steps: there is nothing to build.";

/// What a build of the other Dockerfile reuses.
pub fn reused(n_reused: usize, n_open: usize, n_steps: usize) -> String {
    let lead = "After a build of the Dockerfile, a build of the compared one reuses";
    let open = match n_open {
        0 => String::new(),
        1 => ", and 1 more if the output that it takes is the same".to_owned(),
        _ => format!(", and {n_open} more if the outputs that they take are the same"),
    };
    match (n_reused, n_steps) {
        (0, 1) => format!("{lead} nothing: its only step builds anew{open}."),
        (1, 1) => format!("{lead} its only step."),
        (0, _) => format!("{lead} none of its {n_steps} steps{open}."),
        _ if n_reused == n_steps => format!("{lead} all of its {n_steps} steps."),
        _ => format!("{lead} {n_reused} of its {n_steps} steps{open}."),
    }
}

/// The first step that does not stay, which is called `step`; the reason follows.
pub fn first(step: &str) -> String {
    format!(" The first that rebuilds is {step}")
}

/// The same, where only an output decides.
pub fn first_open(step: &str) -> String {
    format!(" The first that may rebuild is {step}")
}

/// Why: the line itself.
pub fn because_edited(line: u32) -> String {
    format!(", because line {line} is edited")
}

/// Why: the line is new.
pub fn because_new(line: u32) -> String {
    format!(", because line {line} is new")
}

/// Why: the line stood elsewhere.
pub fn because_moved(line: u32, before: u32) -> String {
    format!(", because line {line} stood in line {before} before")
}

/// Why: a line is gone.
pub fn because_gone(before: u32) -> String {
    format!(", because line {before} of the Dockerfile is gone above it")
}

/// Why: a variable. Its name follows.
pub const BECAUSE_VARIABLE: &str = ", because it sees another value of ";

/// In front of the changes that cost less, as the first of the parts of a sentence.
pub const SUMMARY: &str = "With the compared Dockerfile, ";
/// In front of the changes that cost less.
pub const SUMMARY_BETTER: &str = "fewer steps rebuild for ";
/// In front of the changes that cost more.
pub const SUMMARY_WORSE: &str = "more steps rebuild for ";
/// In front of the changes that cost as much.
pub const SUMMARY_EQUAL: &str = "as many steps rebuild for ";
/// The same, where every change costs as much.
pub const SUMMARY_ALL_EQUAL: &str = "as many steps rebuild, whatever changes.";
/// In front of the changes of which nobody knows.
pub const SUMMARY_OPEN: &str = "what a command writes decides for ";

/// Joins the last of several.
pub const LAST_JOIN: &str = " and ";
