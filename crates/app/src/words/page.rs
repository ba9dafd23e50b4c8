//! The words of the frame: headings, the change bar, what the build is told, the editor, the stack, the footer.

/// What the page is called.
pub const NAME: &str = "Onionskin";
/// The title of the page of a Dockerfile whose final image is built from `image`.
pub fn title(image: &str) -> String {
    format!("Dockerfile from {image} · {NAME}")
}
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

/// Leads to the errors behind the first.
pub const NEXT_ERRORS: &str = "BuildKit stops there. Next it would say:";

/// The order of the stack.
pub const BASE_FIRST: &str = "base first, as in the file";
/// Why the build that is shown is not the one that would be.
pub const STOPS: &str = "As it is, the build stops at an error.";
/// The same, where a line is left out of it.
pub const STOPS_AND_LEFT_OUT: &str =
    "As it is, the build stops at an error; here, lines that cannot be read are left out.";
/// Why a file is not explained: it has `n_found` of a `unit`, which is more than `limit`.
pub fn too_large(n_found: usize, limit: usize, unit: &str) -> String {
    format!(
        "This file is too large to explain: it has {n_found} {unit}, and the limit is {limit}. Its text stays in the \
         editor."
    )
}
