//! What a Dockerfile means to a build.
//!
//! In: a parsed [`Dockerfile`] and the [`Inputs`] of a build. Out: a [`BuildGraph`]: its stages, and for every
//! instruction the step that BuildKit numbers for it, with everything that the step reads.
//!
//! Not here: what is in the build context, and which steps are in the cache.

mod build;
mod check_options;
mod checksum;
mod chmod;
mod config;
mod connect;
mod contexts;
mod copy;
mod copy_source;
mod definition;
mod effect;
mod env;
mod epoch;
mod error;
mod expand;
mod git_url;
mod history;
mod image;
mod inputs;
mod instruction;
mod mount_options;
mod mounts;
mod name;
mod number;
mod onbuild;
mod outline;
mod owner;
mod path;
mod platform;
mod port;
mod reference;
mod run;
mod scope;
mod sequence;
mod shared_map;
mod signal;
mod source;
mod stage;
mod state;
mod tree;
mod url;
mod value;
mod vertex;
mod walk;

pub use chmod::Chmod;
pub use config::{Healthcheck, ImageConfig};
pub use definition::{Definition, DefinitionStep, definition};
pub use effect::{Copied, Effect};
pub use env::{EnvList, Variable};
pub use error::GraphError;
pub use history::HistoryEntry;
pub use image::{Image, image};
pub use inputs::{Inputs, KnownImages, OtherImages};
pub use mount_options::Sharing;
pub use owner::{Account, Owner};
pub use path::has_wildcards;
pub use port::{Port, Ports, Protocol};
pub use tree::{Base, BuildGraph, InstructionNode, Mount, Operation, Source, Stage, Step};
pub use value::Value;
pub use vertex::{
    CopyAction, ExecMount, ExecMountKind, ExecOp, FileAction, FileOp, Op, Origin, Place, SecretEnv,
    SecretFile, SourceOp, Vertex,
};

use onionskin_syntax::Dockerfile;

/// Builds the graph of `file`.
///
/// A broken instruction has a node without a step. What a base image sets (its variables, its working directory)
/// is not known here: a path that depends on it stays as it is written.
pub fn build(file: &Dockerfile, inputs: &Inputs) -> BuildGraph {
    build::build(file, inputs)
}

/// BuildKit's message about check options (`# check=…`) that it cannot read. It comes in front of all other errors, those
/// of the syntax among them.
pub fn check_options_error(file: &Dockerfile, inputs: &Inputs) -> Option<String> {
    check_options::error(file, inputs)
}

/// The full reference of an image as people write it: `docker.io/library/alpine:latest` for `alpine`. A text that is
/// no reference stays as it is.
pub fn full_reference(image: &str) -> String {
    reference::normalize(image).unwrap_or_else(|_| image.to_owned())
}

/// What `docker build` calls a stage: its name, else `stage-1` and the like.
pub fn stage_name(graph: &BuildGraph, stage: usize) -> String {
    let name = graph.stages.get(stage).and_then(|stage| stage.name.clone());
    name.unwrap_or_else(|| format!("stage-{stage}"))
}
