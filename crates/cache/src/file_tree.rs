use std::collections::BTreeMap;
use std::ops::Bound;

use crate::key::Key;

/// How many symbolic links may lead to a file; Linux follows no more either.
const MAX_LINKS: usize = 40;

/// What stands at a path of a build context.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A file; the text stands for its bytes and its mode, and is equal for equal ones.
    File(String),
    /// A directory, for those that are empty: the others follow from the paths of what is in them.
    Directory,
    /// A symbolic link with its target.
    Link(String),
    /// A file or a directory, whichever it is, with more in it than is listed: the text stands for all that is not,
    /// and is equal for equal content.
    Unlisted(String),
}

/// The files of a build context by their paths, as a tree that knows the content of each directory.
#[derive(Clone, Debug)]
pub struct FileTree {
    /// The first is the root. A child stands behind its parent.
    nodes: Vec<Node>,
    has_links: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    children: BTreeMap<String, usize>,
    entry: Option<Entry>,
    /// Stands for the entry and, in a directory, for the names and the contents of all that is in it.
    pub(crate) content: Key,
}

impl Default for FileTree {
    fn default() -> Self {
        Self::new([])
    }
}

impl FileTree {
    /// The tree of `entries`, each with its path relative to the root of the context, parts between `/`.
    pub fn new(entries: impl IntoIterator<Item = (String, Entry)>) -> Self {
        let mut tree = Self { nodes: vec![Node::new()], has_links: false };
        for (path, entry) in entries {
            let mut at = 0;
            for part in parts(&path) {
                at = tree.child_or_new(at, part);
            }
            tree.has_links |= matches!(entry, Entry::Link(_));
            if let Some(node) = tree.nodes.get_mut(at) {
                node.entry = Some(entry);
            }
        }
        tree.fill_contents();
        tree
    }

    fn child_or_new(&mut self, parent: usize, name: &str) -> usize {
        let new = self.nodes.len();
        let Some(node) = self.nodes.get_mut(parent) else { return parent };
        if let Some(child) = node.children.get(name) {
            return *child;
        }
        node.children.insert(name.to_owned(), new);
        self.nodes.push(Node::new());
        new
    }

    /// Contents are found from the last node to the first, so those of children are there before they are used.
    fn fill_contents(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(at) else { continue };
            let child =
                |(name, child): (&String, &usize)| Some((name.clone(), self.nodes.get(*child)?.content));
            let children: Vec<_> = node.children.iter().filter_map(child).collect();
            let file = node.entry.as_ref().filter(|entry| **entry != Entry::Directory);
            let content = Key::of(("node", file, children));
            if let Some(node) = self.nodes.get_mut(at) {
                node.content = content;
            }
        }
    }

    /// What stands at `path`, to which symbolic links may lead.
    pub(crate) fn find(&self, path: &str) -> Option<&Node> {
        let mut n_links = 0;
        let mut ahead: Vec<String> = parts(path).rev().map(str::to_owned).collect();
        let mut behind = vec![0];
        loop {
            let node = self.nodes.get(*behind.last()?)?;
            if let Some(Entry::Link(target)) = &node.entry {
                n_links += 1;
                if n_links > MAX_LINKS {
                    return None;
                }
                behind.truncate(if target.starts_with('/') { 1 } else { behind.len() - 1 });
                ahead.extend(parts(target).rev().map(str::to_owned));
                continue;
            }
            match ahead.pop().as_deref() {
                None => return Some(node),
                Some("..") => behind.truncate(behind.len().max(2) - 1),
                Some(part) => behind.push(*node.children.get(part)?),
            }
        }
    }

    /// What is not listed at `path`: that of the last directory on the way whose files are all that is known of it.
    pub(crate) fn unlisted(&self, path: &str) -> Option<Key> {
        let mut node = self.nodes.first()?;
        for part in parts(path) {
            let Some(child) = node.children.get(part).and_then(|child| self.nodes.get(*child)) else { break };
            node = child;
        }
        matches!(node.entry, Some(Entry::Unlisted(_))).then(|| node.own_content())
    }

    /// Whether there is any symbolic link.
    pub(crate) fn has_links(&self) -> bool {
        self.has_links
    }

    pub(crate) fn root(&self) -> Option<&Node> {
        self.nodes.first()
    }

    /// The children of `node` whose names start with `prefix`, with their names, in the order of these.
    pub(crate) fn children<'a, 'p>(
        &'a self,
        node: &'a Node,
        prefix: &'p str,
    ) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a, 'p> {
        let range = (Bound::Included(prefix), Bound::Unbounded);
        let children =
            node.children.range::<str, _>(range).map(|(name, child)| (name.as_str(), self.nodes.get(*child)));
        children.map_while(
            move |(name, child)| if name.starts_with(prefix) { Some((name, child?)) } else { None },
        )
    }

    /// The child of `node` with `name`.
    pub(crate) fn child<'a>(&'a self, node: &Node, name: &str) -> Option<&'a Node> {
        self.nodes.get(*node.children.get(name)?)
    }
}

impl Node {
    fn new() -> Self {
        Self { children: BTreeMap::new(), entry: None, content: Key::of("nothing") }
    }

    /// Whether it certainly is a file.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.entry, Some(Entry::File(_))) && self.children.is_empty()
    }

    /// Stands for the node itself, without what is in it.
    pub(crate) fn own_content(&self) -> Key {
        Key::of(("own", self.entry.as_ref().filter(|entry| **entry != Entry::Directory)))
    }
}

/// The parts of a path that lead somewhere.
fn parts(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|part| !matches!(*part, "" | "."))
}

#[cfg(test)]
mod tests {
    use super::{Entry, FileTree};

    fn tree(files: &[(&str, &str)]) -> FileTree {
        let entry = |&(path, text): &(&str, &str)| {
            let entry =
                text.strip_prefix("-> ").map_or(Entry::File(text.into()), |to| Entry::Link(to.into()));
            (path.to_owned(), entry)
        };
        FileTree::new(files.iter().map(entry))
    }

    #[test]
    fn a_directory_changes_with_what_is_in_it() {
        let before = tree(&[("a/b/c", "1"), ("a/d", "1"), ("e", "1")]);
        let after = tree(&[("a/b/c", "2"), ("a/d", "1"), ("e", "1")]);
        let is_same = |path: &str| {
            let content = |tree: &FileTree| tree.find(path).map(|node| node.content);
            content(&before) == content(&after)
        };
        assert!(["a/d", "e", "missing"].iter().all(|path| is_same(path)));
        assert!(!["", "/", "a", "a/b", "a/b/c"].iter().any(|path| is_same(path)));
        let renamed = tree(&[("a/b/x", "1"), ("a/d", "1"), ("e", "1")]);
        assert_ne!(renamed.find("a").unwrap().content, before.find("a").unwrap().content);
    }

    #[test]
    fn links_lead_to_their_targets() {
        let tree = tree(&[
            ("dir/file", "1"),
            ("direct", "-> dir/file"),
            ("dir/up", "-> ../direct"),
            ("d", "-> /dir"),
            ("loop", "-> loop"),
            ("out", "-> ../../dir/file"),
        ]);
        let file = tree.find("dir/file").unwrap().content;
        for path in ["direct", "dir/up", "d/file", "d/up", "out"] {
            assert_eq!(tree.find(path).map(|node| node.content), Some(file), "{path}");
        }
        assert!(tree.find("loop").is_none());
    }
}
