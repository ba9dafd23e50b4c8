use std::collections::BTreeMap;

use onionskin_graph::BuildGraph;

use crate::FileTree;

/// All that decides what a build reuses.
#[derive(Clone, Debug)]
pub struct World<'a> {
    /// The stages and steps.
    pub graph: &'a BuildGraph,
    /// The build context, without what a `.dockerignore` keeps out of it.
    pub files: FileTree,
    /// For images, by the name that the graph has for them, a text that is equal for equal content. An image that
    /// is not here has the same content as everywhere else it is not.
    pub images: BTreeMap<String, String>,
}
