//! What a Dockerfile means to a build.
//!
//! In: a parsed [`Dockerfile`] and the [`Inputs`] of a build. Out: a [`BuildGraph`]: its stages, and for every
//! instruction the step that BuildKit numbers for it, with everything that the step reads.
//!
//! Not here: what is in the build context, and which steps are in the cache.

mod build;
mod checksum;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod chmod;
mod copy;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod copy_source;
mod definition;
mod effect;
mod env;
mod expand;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod git_url;
mod mount;
mod mount_options;
mod number;
mod outline;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod owner;
mod path;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod platform;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod port;
mod reach;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod reference;
mod run;
mod scope;
mod shared_map;
#[cfg_attr(not(test), expect(dead_code, reason = "not called yet"))]
mod signal;
mod source;
mod state;
mod tree;
mod url;

pub use definition::Definition;
pub use tree::{Base, BuildGraph, Inputs, InstructionNode, Mount, Operation, Source, Stage, Step};

use onionskin_syntax::Dockerfile;

/// Builds the graph of `file`.
///
/// A broken instruction has a node without a step. What a base image sets (its variables, its working directory)
/// is not known here: a path that depends on it stays as it is written.
pub fn build(file: &Dockerfile, inputs: &Inputs) -> BuildGraph {
    build::build(file, inputs)
}
