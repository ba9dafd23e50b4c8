//! What could ever rebuild a step and what never does, as data, and whether the replay of builds says the same.

#[cfg(test)]
mod draw;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod reached;
#[cfg(test)]
mod worlds;

use onionskin_graph::{BuildGraph, Inputs, build};

/// The graph of a build of `source`.
#[cfg(test)]
fn graph(source: &str, inputs: &Inputs) -> BuildGraph {
    build(&onionskin_syntax::parse(source).dockerfile, inputs)
}

/// The index of the last instruction that is a step.
#[cfg(test)]
fn last_step(graph: &BuildGraph) -> usize {
    graph.instructions.iter().rposition(|node| node.step.is_some()).expect("a step")
}
