//! What the commands do, one file each.

mod explain;
mod graph;
mod link;
mod open;
mod refused;
mod render;
mod shortened;
mod simulate;
mod source;
mod table;

pub(crate) use explain::explain;
pub(crate) use graph::graph;
pub(crate) use link::link;
pub(crate) use open::open;
pub(crate) use render::render;
pub(crate) use simulate::simulate;
