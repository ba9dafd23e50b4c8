//! The words around an explanation.

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
