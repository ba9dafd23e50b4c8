//! What the commands do, one file each.

mod explain;
mod graph;
mod shortened;
mod simulate;
mod source;
mod table;

pub(crate) use explain::explain;
pub(crate) use graph::graph;
pub(crate) use simulate::simulate;
