//! The words around an explanation.

use onionskin_cache::Verdict;

use crate::LoadError;

/// What the explanation of an instruction is called.
pub const EXPLANATION: &str = "Explanation";
/// What stands where explanations will be.
pub const LOADING: &str = "Loading explanations…";
/// Loads the explanations again.
pub const RETRY: &str = "Retry";
/// Heads what an instruction does.
pub const WHAT_IT_DOES: &str = "What it does";
/// Heads the words of an instruction.
pub const WORD_BY_WORD: &str = "Word by word";
/// Heads why an instruction stands where it stands.
pub const WHY_IT_MATTERS: &str = "Why it matters";
/// Heads all that could ever rebuild a step.
pub const COULD_REBUILD: &str = "What could ever rebuild it";
/// Heads what never rebuilds a step although the world changes.
pub const NEVER_REBUILDS: &str = "What never rebuilds it";
/// What the instruction as written is called, whose words can be pointed at.
pub const THE_INSTRUCTION: &str = "The instruction, word by word";
/// How to see what a word means.
pub const POINT_AT_A_WORD: &str = "Point at a word to see what it means.";
/// Heads the ideas that a file shows.
pub const KEY_IDEAS: &str = "Key ideas";
/// Leads to the step with this name.
pub fn go_to(step: &str) -> String {
    format!("Go to {step}")
}
/// Heads the causes of a verdict.
pub const fn why(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reused => "Why it is reused",
        Verdict::Rebuilds => "Why it rebuilds",
        Verdict::RebuildsUnlessSame => "Why it rebuilds, unless the output is the same",
        Verdict::NotBuilt => "Why it is not built",
        Verdict::Settings => "Why it has no step",
    }
}
/// What stands where explanations would be.
pub fn not_loaded(error: LoadError) -> String {
    format!("The explanations could not be loaded: {error}. Everything else on this page works without them.")
}
/// There was no answer: no connection, or something on the way, such as a browser extension, blocks it.
pub const NO_ANSWER: &str = "there was no answer, or something blocked the request";
/// The server does not have the file.
pub const GONE: &str = "the server no longer has this file. If the page was updated, reload it";
/// What came is not what was asked for, or not all of it.
pub const DAMAGED: &str = "what arrived is damaged";
/// The server answered with `status`.
pub fn answered(status: u16) -> String {
    format!("the server answered with status {status}")
}
