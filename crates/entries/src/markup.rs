//! How a text of an entry is stored: a string in which control characters stand for what is not plain text.
//!
//! Reading Markdown writes it (`markdown/prose.rs`), `crates/explain` renders it. A text is a chain of alternatives: of those whose conditions hold and whose slots have values, the first one is shown.

/// Starts and ends a piece of code.
pub const CODE: char = '\u{1}';
/// Starts and ends emphasis.
pub const STRONG: char = '\u{2}';
/// Stands between two alternatives.
pub const ELSE: char = '\u{3}';
/// Ends the conditions at the start of an alternative. Each is a key, maybe with [`NOT`] in front.
pub const HOLDS: char = '\u{4}';
/// Turns the condition behind it around.
pub const NOT: char = '\u{5}';
/// The value of the slot behind it starts with a capital letter.
pub const CAPITAL: char = '\u{6}';
/// A key: the fact with the index that the next character stands for.
pub const FACT: char = '\u{7}';
/// A key: the slot with that index.
pub const SLOT: char = '\u{8}';
/// A key: the option of the entry with that index.
pub const OPTION: char = '\u{E}';
/// A key: the argument of the entry with that index.
pub const ARGUMENT: char = '\u{F}';
/// The character that stands for the index 0; the characters behind it stand for the next ones.
pub const ZERO: char = '0';
