//! What the commands do, one file each.

mod graph;
mod simulate;
mod source;
mod table;

pub(crate) use graph::graph;
pub(crate) use simulate::simulate;
