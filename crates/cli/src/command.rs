//! What the commands do, one file each.

mod graph;
mod shortened;
mod simulate;
mod source;
mod table;

pub(crate) use graph::graph;
pub(crate) use simulate::simulate;
