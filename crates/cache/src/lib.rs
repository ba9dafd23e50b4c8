//! What rebuilds.
//!
//! In: two states of the world, the one that the cache was filled with and the one that is built now. Out: for
//! every instruction a [`Verdict`] and the chain of causes that ends in it.
//!
//! Not here: sentences. A [`Cause`] is data; its words are entries of `explain`.

mod ancestry;
mod blame;
mod bystanders;
mod change;
mod children;
mod dependencies;
mod dependency;
mod differences;
mod effort;
mod entry;
mod file_tree;
mod filter;
mod first_change;
mod found;
mod glob;
mod ignore;
mod in_force;
mod key;
mod op_key;
mod outcome;
mod past;
mod path;
mod path_matcher;
mod pattern;
mod place;
mod reached;
mod readings;
mod replayer;
mod select;
mod selector;
mod simulate;
mod snapshot;
mod taken;
mod trace;
mod uses;
mod wildcard;
mod world;

pub use change::Change;
pub use dependencies::dependencies;
pub use dependency::{Assigned, Bystander, Dependencies, Dependency};
pub use effort::Effort;
pub use entry::{Content, Entry};
pub use file_tree::FileTree;
pub use glob::matches;
pub use ignore::IgnoreFile;
pub use outcome::{Cause, Outcome, Replay, Verdict};
pub use pattern::{Pattern, PatternError, PatternProblem};
pub use reached::reached;
pub use select::{SelectError, Selection};
pub use simulate::{Baseline, simulate};
pub use taken::{Taken, taken_files, taken_of_context};
pub use world::{NoCache, Reruns, World};
