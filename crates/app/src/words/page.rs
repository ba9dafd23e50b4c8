//! The words of the frame: headings, the change bar, what the build is told, the editor, the stack, the footer.

use crate::Verdict;

/// What the page is called.
pub const NAME: &str = "Onionskin";
/// What the page says that it follows.
pub const MODEL: &str = "Follows BuildKit with Dockerfile frontend 1.26 (August 2026).";
/// What becomes of what the reader types.
pub const PRIVACY: &str = "Nothing you type leaves this browser.";
/// What the choice of a change is called.
pub const WHAT_CHANGED: &str = "What changed?";

/// The list of stages to build.
pub const TARGET: &str = "Target";
/// Values for what the file declares with ARG.
pub const BUILD_ARGUMENTS: &str = "Build arguments";
/// Leads to the name of a build argument.
pub const ARG: &str = "ARG";
/// What stands in the field of an argument that the file gives no value.
pub const NO_DEFAULT: &str = "no default";
/// What is said of an argument that nothing declares.
pub const NOT_DECLARED: &str = "not declared in this build";
/// How many build arguments have a value from the reader.
pub fn given(n_given: usize) -> String {
    format!("{n_given} given")
}

/// What the editor is called.
pub const DOCKERFILE: &str = "Dockerfile";
/// Leads to the errors behind the first.
pub const NEXT_ERRORS: &str = "BuildKit stops there. Next it would say:";

/// What the stack is called.
pub const LAYERS: &str = "Layers";
/// The order of the stack.
pub const BASE_FIRST: &str = "base first, as in the file";
/// What is said of a line that BuildKit refuses, in place of a verdict.
pub const ERROR: &str = "error";
/// How many stages the stack has.
pub fn stages(n_stages: usize) -> String {
    format!("{n_stages} stages")
}

/// A verdict in words, in two parts: where there is little room, the first may not be seen.
pub const fn verdict(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Reused => ("", "reused"),
        Verdict::Rebuilds => ("", "rebuilds"),
        Verdict::RebuildsUnlessSame => ("rebuilds ", "unless same"),
        Verdict::NotBuilt => ("", "not built"),
        Verdict::Settings => ("", "setting"),
    }
}
