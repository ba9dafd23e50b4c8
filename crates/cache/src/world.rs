use std::collections::BTreeMap;

use onionskin_graph::BuildGraph;

use crate::FileTree;

/// All that decides what a build reuses.
#[derive(Clone, Debug)]
pub struct World<'a> {
    /// The text of the Dockerfile. It is compared only to tell whether there is a difference.
    pub source: &'a str,
    /// The stages and steps.
    pub graph: &'a BuildGraph,
    /// The build context, without what a `.dockerignore` keeps out of it.
    pub files: FileTree,
    /// For images, by the reference that the graph has for them, a text that is equal for equal content. An image that
    /// is not here has the same content as everywhere else it is not.
    pub images: BTreeMap<String, String>,
    /// Build arguments by name.
    pub build_args: &'a BTreeMap<String, String>,
    /// Which steps are not looked for in the cache.
    pub no_cache: NoCache,
}

/// Which steps are run whatever the cache holds. WORKDIR is never among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NoCache {
    /// None.
    #[default]
    None,
    /// All (`--no-cache`).
    All,
    /// Those of stages with these names (`--no-cache-filter`), in small letters.
    Stages(Vec<String>),
}

/// What is known of commands that run again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reruns {
    /// They may write anything.
    #[default]
    Unknown,
    /// They write the same as before.
    Same,
}
