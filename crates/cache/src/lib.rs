//! What rebuilds.
//!
//! In: two states of the world, the one that the cache was filled with and the one that is built now. Out: for
//! every instruction a [`Verdict`] and the chain of causes that ends in it.
//!
//! Not here: sentences. A [`Cause`] is data; its words are entries of `explain`.

mod change;
mod outcome;

pub use change::Change;
pub use outcome::{Cause, Outcome, Replay, Verdict};
