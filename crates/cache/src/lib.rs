//! What rebuilds.
//!
//! In: two states of the world, the one that the cache was filled with and the one that is built now. Out: for
//! every instruction a [`Verdict`] and the chain of causes that ends in it.
//!
//! Not here: sentences. A [`Cause`] is data; its words are entries of `explain`.

mod change;
mod effort;
mod exclude;
mod file_tree;
mod glob;
mod key;
mod outcome;
mod past;
mod path_pattern;
mod place;
mod reading;
mod replayer;
mod select;
mod simulate;
mod snapshot;
mod trace;
mod world;

pub use change::Change;
pub use file_tree::{Entry, FileTree};
pub use glob::{has_wildcards, matches};
pub use outcome::{Cause, Outcome, Replay, Verdict};
pub use simulate::simulate;
pub use world::World;
