//! How a text of an entry is stored: a string in which control characters stand for what is not plain text.
//!
//! The build script writes it (`build/prose.rs`), `src/render.rs` reads it; this file is part of both. A text is
//! a chain of alternatives: of those whose conditions hold and whose slots have values, the first one is shown.

/// Starts and ends a piece of code.
pub(crate) const CODE: char = '\u{1}';
/// Starts and ends emphasis.
pub(crate) const STRONG: char = '\u{2}';
/// Stands between two alternatives.
pub(crate) const ELSE: char = '\u{3}';
/// Ends the conditions at the start of an alternative. Each is a key, maybe with [`NOT`] in front.
pub(crate) const HOLDS: char = '\u{4}';
/// Turns the condition behind it around.
pub(crate) const NOT: char = '\u{5}';
/// The value of the slot behind it starts with a capital letter.
pub(crate) const CAPITAL: char = '\u{6}';
/// A key: the fact with the index that the next character stands for.
pub(crate) const FACT: char = '\u{7}';
/// A key: the slot with that index.
pub(crate) const SLOT: char = '\u{8}';
/// A key: the option of the entry with that index.
pub(crate) const OPTION: char = '\u{E}';
/// A key: the argument of the entry with that index.
pub(crate) const ARGUMENT: char = '\u{F}';
/// The character that stands for the index 0; the characters behind it stand for the next ones.
pub(crate) const ZERO: char = '0';
