use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use onionskin_text::sorted;

use crate::children::{Children, Total};
use crate::key::Key;
use crate::{Entry, SelectError, Selection};

/// How many selections a tree remembers the contents of. A build has few that are costly to find; while somebody edits
/// them, each keystroke makes new ones.
const MAX_REMEMBERED: usize = 256;

/// How many symbolic links may lead to a file; BuildKit follows no more either (`maxSymlinkLimit`).
const MAX_LINKS: usize = 255;

/// How many names a path may have. No context is nested so deeply, and each level takes stack when a tree is dropped.
const MAX_DEPTH: usize = 500;

/// The files of a build context by their paths, as a tree that knows the content of each directory.
///
/// A copy costs nothing, and one with changes shares what is the same.
#[derive(Clone, Debug, Default)]
pub struct FileTree {
    root: Rc<Node>,
    /// What selections that are costly to find take of it; shared with copies.
    remembered: Rc<RefCell<HashMap<Selection, Result<Key, SelectError>>>>,
}

/// An entry with all that is in it.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// `None` for a directory that is known only from what is in it.
    entry: Option<Entry>,
    children: Children,
    /// Stands for the entry and, in a directory, for the names and the contents of all that is in it.
    pub(crate) content: Key,
}

/// Where a path leads.
pub(crate) struct Resolved<'t> {
    /// The path without links.
    pub(crate) path: String,
    /// What stands there, if anything.
    pub(crate) node: Option<&'t Node>,
}

/// More than [`MAX_LINKS`] links follow one another.
pub(crate) struct TooManyLinks;

impl FileTree {
    /// The tree of `entries`, each with its path relative to the root of the context, parts between `/`.
    ///
    /// Directories need no entry of their own if there is something in them. Of two entries that cannot both be
    /// there, the later one is. Paths with a `..` in them and those that are nested more than 500 times are left out. So
    /// is the root, as its mode does not count, unless it is [`Entry::Unlisted`].
    pub fn new(entries: impl IntoIterator<Item = (String, Entry)>) -> Self {
        Self::default().with_changes(entries.into_iter().map(|(path, entry)| (path, Some(entry))))
    }

    /// This tree with other entries at some paths, or none where a change is `None`: then nothing is left of what was in
    /// it either, nor of directories that had no entry of their own and nothing else in them.
    #[must_use]
    pub fn with_changes(&self, changes: impl IntoIterator<Item = (String, Option<Entry>)>) -> Self {
        let mut editor = Editor::new(self);
        for (path, entry) in changes {
            editor.change(&path, entry);
        }
        editor.finish()
    }

    /// How many entries there are, with directories that have none of their own.
    pub fn n_entries(&self) -> usize {
        self.root.children.total().n_entries
    }

    /// The entry at `path`; links on the way are not followed. A directory without an entry of its own has none.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        let mut node = self.root();
        for part in parts(path) {
            node = node.child(part)?;
        }
        node.entry.as_ref()
    }

    /// The paths of all files and links in the directory `path`, in order; none where it is no directory.
    pub fn files_below(&self, path: &str) -> Vec<String> {
        let mut files = Vec::new();
        let mut waiting = vec![(path.to_owned(), self.find(path))];
        while let Some((path, node)) = waiting.pop() {
            for (name, child) in node.into_iter().flat_map(|node| node.children().iter()) {
                let below = if path.is_empty() { name.to_owned() } else { [&path, "/", name].concat() };
                if child.is_directory() {
                    waiting.push((below, Some(child)));
                } else {
                    files.push(below);
                }
            }
        }
        sorted(files)
    }

    /// Whether anything stands at `path`, to which symbolic links may lead.
    pub fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    pub(crate) fn of_root(root: Node) -> Self {
        Self { root: Rc::new(root), remembered: Rc::default() }
    }

    /// What was found before to be the content of `selection`.
    pub(crate) fn remembered(&self, selection: &Selection) -> Option<Result<Key, SelectError>> {
        self.remembered.try_borrow().ok()?.get(selection).cloned()
    }

    pub(crate) fn remember(&self, selection: &Selection, content: &Result<Key, SelectError>) {
        if let Ok(mut remembered) = self.remembered.try_borrow_mut() {
            if remembered.len() >= MAX_REMEMBERED {
                remembered.clear();
            }
            remembered.insert(selection.clone(), content.clone());
        }
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Whether there is any symbolic link.
    pub(crate) fn has_links(&self) -> bool {
        self.root.children.total().n_links > 0
    }

    /// What stands at `path`, to which symbolic links may lead.
    pub(crate) fn find(&self, path: &str) -> Option<&Node> {
        self.resolve(path, true).ok()?.node
    }

    /// Where `path` leads over symbolic links; one at its end is followed if `follows_last`.
    ///
    /// As in BuildKit a `..` in a target undoes the name before it, whether anything stands there or not.
    pub(crate) fn resolve(&self, path: &str, follows_last: bool) -> Result<Resolved<'_>, TooManyLinks> {
        let mut n_links = 0;
        let mut ahead: Vec<&str> = parts(path).rev().collect();
        let mut behind: Vec<(&str, Option<&Node>)> = Vec::new();
        while let Some(part) = ahead.pop() {
            if part == ".." {
                behind.pop();
                continue;
            }
            let parent = behind.last().map_or(Some(self.root()), |(_, node)| *node);
            let node = parent.and_then(|parent| parent.child(part));
            match node.and_then(|node| node.entry.as_ref()) {
                Some(Entry::Link(target)) if follows_last || !ahead.is_empty() => {
                    n_links += 1;
                    if n_links > MAX_LINKS {
                        return Err(TooManyLinks);
                    }
                    if target.starts_with('/') {
                        behind.clear();
                    }
                    ahead.extend(parts(target).rev());
                }
                _ => behind.push((part, node)),
            }
        }
        let node = behind.last().map_or(Some(self.root()), |(_, node)| *node);
        let names: Vec<&str> = behind.iter().map(|(name, _)| *name).collect();
        Ok(Resolved { path: names.join("/"), node })
    }

    /// What is not listed at `path`: that of the last directory on the way whose files are all that is known of it.
    pub(crate) fn unlisted(&self, path: &str) -> Option<Key> {
        let mut node = self.root();
        for part in parts(path) {
            let Some(child) = node.child(part) else { break };
            node = child;
        }
        node.is_unlisted().then(|| node.own_content())
    }
}

impl Default for Node {
    fn default() -> Self {
        Self::new(None, Children::default())
    }
}

impl Node {
    pub(crate) fn new(entry: Option<Entry>, children: Children) -> Self {
        let own = Entry::own_content(entry.as_ref());
        let is_directory = matches!(entry, None | Some(Entry::Directory(_)));
        let content = if is_directory || !children.is_empty() {
            Key::of(("in", own, children.total().content))
        } else {
            own
        };
        Self { entry, children, content }
    }

    /// Stands where a node is taken out for a while.
    pub(crate) fn placeholder() -> Self {
        Self { entry: None, children: Children::default(), content: Key::default() }
    }

    /// This node with other children.
    pub(crate) fn with_children(&self, children: Children) -> Self {
        Self::new(self.entry.clone(), children)
    }

    pub(crate) fn children(&self) -> &Children {
        &self.children
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.get(name)
    }

    /// Whether it is a directory or has something in it.
    pub(crate) fn is_directory(&self) -> bool {
        matches!(self.entry, None | Some(Entry::Directory(_))) || !self.children.is_empty()
    }

    /// Whether there is more in it than is listed, or may be.
    pub(crate) fn is_unlisted(&self) -> bool {
        matches!(self.entry, Some(Entry::Unlisted(_)))
    }

    /// Whether it certainly is a file.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.entry, Some(Entry::File(_)))
    }

    pub(crate) fn is_link(&self) -> bool {
        matches!(self.entry, Some(Entry::Link(_)))
    }

    /// Stands for the node itself, without what is in it.
    pub(crate) fn own_content(&self) -> Key {
        Entry::own_content(self.entry.as_ref())
    }

    /// It and all that is in it.
    pub(crate) fn total(&self) -> Total {
        let inner = self.children.total();
        Total {
            content: self.content,
            n_entries: inner.n_entries.wrapping_add(1),
            n_links: inner.n_links.wrapping_add(usize::from(self.is_link())),
        }
    }
}

/// Changes a tree path by path. A directory is put back into the one above it only when a path outside of it comes, so
/// that paths in order take little more than one step each.
struct Editor {
    root: Opened,
    /// The directories that are changed, each in the one before it.
    opened: Vec<(String, Opened)>,
}

/// A directory that is being changed.
#[derive(Default)]
struct Opened {
    entry: Option<Entry>,
    children: Children,
    /// Whether something in it was taken away.
    has_lost: bool,
}

impl Editor {
    fn new(tree: &FileTree) -> Self {
        Self { root: Opened::new(tree.root().clone()), opened: Vec::new() }
    }

    fn change(&mut self, path: &str, entry: Option<Entry>) {
        let parts: Vec<&str> = parts(path).collect();
        let Some((name, directories)) = parts.split_last() else {
            // The builder gives the root of what it receives a mode of its own.
            if let Some(Entry::Unlisted(_)) = entry {
                self.root.entry = entry;
            }
            return;
        };
        if parts.len() > MAX_DEPTH || parts.contains(&"..") {
            return;
        }
        let is_open = |((name, _), directory): &(&(String, Opened), &&str)| name == *directory;
        let n_common = self.opened.iter().zip(directories).take_while(is_open).count();
        self.close_down_to(n_common);
        for directory in directories.iter().skip(n_common) {
            let siblings = &mut self.innermost().children;
            let old = siblings.get(directory);
            let unlisted = old.and_then(|node| node.entry.as_ref());
            let unlisted = unlisted.filter(|entry| matches!(entry, Entry::Unlisted(_)));
            let opened = if old.is_some_and(Node::is_directory) {
                siblings.take(directory).map(Opened::new).unwrap_or_default()
            } else if entry.is_some() {
                Opened { entry: unlisted.cloned(), ..Opened::default() }
            } else {
                return;
            };
            self.opened.push(((*directory).to_owned(), opened));
        }
        let directory = self.innermost();
        let Some(entry) = entry else {
            directory.has_lost |= directory.children.remove(name);
            return;
        };
        let inner = match entry {
            Entry::File(_) | Entry::Link(_) => None,
            Entry::Directory(_) | Entry::Unlisted(_) => directory.children.get(name),
        };
        let inner = inner.map(|node| node.children.clone()).unwrap_or_default();
        directory.children.insert(name, Node::new(Some(entry), inner));
    }

    fn innermost(&mut self) -> &mut Opened {
        self.opened.last_mut().map_or(&mut self.root, |(_, opened)| opened)
    }

    /// Puts all opened directories but the outermost `n` back to where they belong.
    fn close_down_to(&mut self, n: usize) {
        while self.opened.len() > n
            && let Some((name, closed)) = self.opened.pop()
        {
            let parent = self.innermost();
            if closed.has_lost && closed.entry.is_none() && closed.children.is_empty() {
                parent.has_lost |= parent.children.remove(&name);
            } else {
                parent.children.insert(&name, Node::new(closed.entry, closed.children));
            }
        }
    }

    fn finish(mut self) -> FileTree {
        self.close_down_to(0);
        FileTree::of_root(Node::new(self.root.entry, self.root.children))
    }
}

impl Opened {
    fn new(node: Node) -> Self {
        Self { entry: node.entry, children: node.children, has_lost: false }
    }
}

/// The parts of a path that lead somewhere.
fn parts(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|part| !matches!(*part, "" | "."))
}

#[cfg(test)]
mod tests {
    use super::{FileTree, MAX_DEPTH};
    use crate::Entry;

    /// The entry that `text` stands for: a link if it starts with `-> `, a directory if it starts with `d`, else a file.
    fn entry(text: &str) -> Entry {
        let mode = |text: &str| u32::from_str_radix(text, 8).expect("a mode");
        match (text.strip_prefix("-> "), text.strip_prefix('d')) {
            (Some(target), _) => Entry::link(target),
            (_, Some(digits)) => Entry::directory(mode(digits)),
            _ => Entry::file(text.as_bytes(), 0o644),
        }
    }

    fn tree(entries: &[(&str, &str)]) -> FileTree {
        FileTree::new(entries.iter().map(|(path, text)| ((*path).to_owned(), entry(text))))
    }

    fn changed(tree: &FileTree, changes: &[(&str, Option<&str>)]) -> FileTree {
        tree.with_changes(changes.iter().map(|(path, text)| ((*path).to_owned(), text.map(entry))))
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
    fn what_counts_of_an_entry_changes_the_tree() {
        let content = |entry: Entry| FileTree::new([("d/x".to_owned(), entry)]).root().content;
        let entries = || {
            [
                Entry::file(b"a", 0o644),
                Entry::file(b"b", 0o644),
                Entry::file(b"a", 0o664),
                Entry::file(b"a", 0o4644),
                Entry::named_file("a", 0o644),
                Entry::link("a"),
                Entry::directory(0o755),
                Entry::directory(0o700),
                Entry::unlisted("a"),
            ]
        };
        for (at, one) in entries().into_iter().enumerate() {
            for (other_at, other) in entries().into_iter().enumerate() {
                assert_eq!(content(one.clone()) == content(other), at == other_at, "{at} and {other_at}");
            }
        }
        assert_eq!(content(Entry::file(b"a", 0o100_644)), content(Entry::file(b"a", 0o644)));
    }

    #[test]
    fn a_directory_without_an_entry_is_like_one_with_the_usual_mode() {
        let implied = tree(&[("d/x", "1")]);
        let explicit = tree(&[("d/", "d755"), ("d/x", "1")]);
        let other = tree(&[("d/x", "1"), ("d", "d700")]);
        assert_eq!(implied.root().content, explicit.root().content);
        assert_ne!(implied.root().content, other.root().content);
        assert!(implied.entry("d").is_none() && explicit.entry("d").is_some());
    }

    type Changes = [(&'static str, Option<&'static str>)];

    #[test]
    fn changes_lead_to_the_tree_that_has_them_from_the_start() {
        let before = tree(&[("a/b/c", "1"), ("a/d", "1"), ("e", "1"), ("f/", "d755"), ("f/g", "1")]);
        let cases: [(&Changes, &[(&str, &str)]); 7] = [
            (&[], &[("a/b/c", "1"), ("a/d", "1"), ("e", "1"), ("f/", "d755"), ("f/g", "1")]),
            (&[("a/b/c", None)], &[("a/d", "1"), ("e", "1"), ("f/", "d755"), ("f/g", "1")]),
            (&[("a", None), ("f/g", None), ("no/no", None)], &[("e", "1"), ("f", "d755")]),
            (&[("e", None), ("e/x", Some("2")), ("a", None), ("f", None)], &[("e/x", "2")]),
            (&[("a", Some("1")), ("a/b/c", None), ("a/d", None), ("f", None)], &[("a", "1"), ("e", "1")]),
            (
                &[("f", Some("d700")), ("a", None), ("e/", Some("d700"))],
                &[("e", "d700"), ("f", "d700"), ("f/g", "1")],
            ),
            (
                &[("z/y", Some("1")), ("a", None), ("b", Some("-> z")), ("z/x", Some("1")), ("f", None)],
                &[("e", "1"), ("b", "-> z"), ("z/x", "1"), ("z/y", "1")],
            ),
        ];
        let content = before.root().content;
        for (changes, expected) in cases {
            let (after, expected) = (changed(&before, changes), tree(expected));
            assert_eq!(after.root().content, expected.root().content, "{changes:?}");
            assert_eq!(after.n_entries(), expected.n_entries(), "{changes:?}");
            assert_eq!(after.has_links(), expected.has_links(), "{changes:?}");
        }
        assert_eq!(before.root().content, content, "a copy with changes leaves the tree as it is");
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
            ("over", "-> missing/../dir/file"),
            ("root", "-> /"),
        ]);
        let file = tree.find("dir/file").unwrap().content;
        for path in ["direct", "dir/up", "d/file", "d/up", "out", "over", "root/dir/file", "root/d/../direct"]
        {
            assert_eq!(tree.find(path).map(|node| node.content), Some(file), "{path}");
        }
        assert!(tree.find("loop").is_none() && tree.find("direct/x").is_none());
        assert!(tree.has("d") && !tree.has("e"));
    }

    #[test]
    fn paths_that_lead_nowhere_are_left_out() {
        let deep = |n: usize| vec!["d"; n].join("/");
        let tree = tree(&[("../a", "1"), ("", "1"), ("/", "d700"), (&deep(MAX_DEPTH + 1), "1")]);
        assert_eq!((tree.n_entries(), tree.root().content), (0, FileTree::default().root().content));
        let deepest = self::tree(&[(&deep(MAX_DEPTH), "1")]);
        assert_eq!(deepest.n_entries(), MAX_DEPTH);
    }
}
