use crate::SelectError;
use crate::effort::TooMuch;
use crate::file_tree::{FileTree, Node, Resolved, TooManyLinks};
use crate::key::Key;
use crate::path::push;
use crate::pattern::PatternError;

/// Something that a selection takes.
pub(crate) struct Found<'t> {
    /// The path by which it counts: seen from the source, or from the last directory in front of its first wildcard.
    pub(crate) name: String,
    pub(crate) node: &'t Node,
    pub(crate) extent: Extent,
}

/// How much of a node is taken.
pub(crate) enum Extent {
    /// The node alone, without what is in it.
    Alone,
    /// The node with all that is in it.
    Whole,
    /// The same, of what a link at the name leads to, with the path where that stands.
    Behind(String),
}

/// Why what is selected is not found.
pub(crate) enum Failure {
    Error(SelectError),
    TooMuch,
}

impl<'t> Found<'t> {
    /// What a link stands for that a source names, as it is seen from `directory`; anything else as it is.
    pub(crate) fn behind_link(self, tree: &'t FileTree, directory: &str) -> Result<Self, Failure> {
        if !self.node.is_link() {
            return Ok(self);
        }
        let (path, node) = at(tree, &joined(directory, &self.name))?;
        Ok(Self { node, extent: Extent::Behind(path), ..self })
    }

    /// Stands for what is taken.
    pub(crate) fn content(&self) -> Key {
        match self.extent {
            Extent::Alone => self.node.own_content(),
            Extent::Whole | Extent::Behind(_) => self.node.content,
        }
    }

    /// The same where BuildKit counts it as one entry, and not also each that is in it.
    pub(crate) fn content_of_one(&self) -> Option<Key> {
        match self.extent {
            Extent::Whole if !self.node.children().is_empty() => None,
            Extent::Whole | Extent::Alone => Some(self.node.own_content()),
            Extent::Behind(_) => Some(self.node.content),
        }
    }
}

/// What stands at `path`, with the path without links.
pub(crate) fn at<'t>(tree: &'t FileTree, path: &str) -> Result<(String, &'t Node), Failure> {
    let Resolved { path: real, node } = tree.resolve(path, true)?;
    let node = node.ok_or_else(|| SelectError::missing(path))?;
    Ok((real, node))
}

/// The path of what is called `name` in `directory`; both may be empty.
pub(crate) fn joined(directory: &str, name: &str) -> String {
    let mut path = directory.to_owned();
    if !name.is_empty() {
        push(&mut path, name);
    }
    path
}

impl From<SelectError> for Failure {
    fn from(error: SelectError) -> Self {
        Self::Error(error)
    }
}

impl From<PatternError> for Failure {
    fn from(error: PatternError) -> Self {
        Self::Error(SelectError::Pattern(error.problem))
    }
}

impl From<TooManyLinks> for Failure {
    fn from(_: TooManyLinks) -> Self {
        Self::Error(SelectError::TooManyLinks)
    }
}

impl From<TooMuch> for Failure {
    fn from(_: TooMuch) -> Self {
        Self::TooMuch
    }
}
