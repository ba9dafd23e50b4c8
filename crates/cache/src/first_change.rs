use crate::FileTree;
use crate::file_tree::Node;
use crate::path::push;

/// The path of the first file, link or directory in `directory` that is in one tree only or is not the same in both; that
/// of `directory` itself where it is one of these. Neither tree is walked but where they differ.
pub(crate) fn first_change(before: &FileTree, after: &FileTree, directory: &str) -> Option<String> {
    let (mut before, mut after) = (Some(before.root()), Some(after.root()));
    for name in directory.split('/').filter(|name| !name.is_empty()) {
        before = before.and_then(|node| node.child(name));
        after = after.and_then(|node| node.child(name));
    }
    let mut path = directory.to_owned();
    loop {
        let content = |node: Option<&Node>| node.map(|node| node.content);
        if content(before) == content(after) {
            return None;
        }
        let own = |node: Option<&Node>| node.map(Node::own_content);
        let is_leaf = |node: Option<&Node>| node.is_none_or(|node| node.children().is_empty());
        let is_changed_itself = own(before) != own(after) && (before.is_some() && after.is_some());
        if is_changed_itself || is_leaf(before) && is_leaf(after) {
            return Some(path);
        }
        // The first child that differs; both lists are in the order of the names.
        let in_before = before.and_then(|node| first_other(node, after));
        let in_after = after.and_then(|node| first_other(node, before));
        let name = match (in_before, in_after) {
            (Some(one), Some(two)) => one.min(two),
            (name, None) | (None, name) => name?,
        };
        push(&mut path, name);
        before = before.and_then(|node| node.child(name));
        after = after.and_then(|node| node.child(name));
    }
}

/// The name of the first child of `node` that is not the same in `other`.
fn first_other<'a>(node: &'a Node, other: Option<&Node>) -> Option<&'a str> {
    let is_same = |name: &str, child: &Node| {
        other.and_then(|other| other.child(name)).is_some_and(|other| other.content == child.content)
    };
    node.children().iter().find(|(name, child)| !is_same(name, child)).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::first_change;
    use crate::{Entry, FileTree};

    fn tree(files: &[(&str, &str)]) -> FileTree {
        let file = |&(path, text): &(&str, &str)| (path.to_owned(), Entry::file(text.as_bytes(), 0o644));
        FileTree::new(files.iter().map(file))
    }

    #[test]
    fn the_first_file_that_changes_comes_or_goes_is_found() {
        let before = tree(&[("a", "1"), ("d/b", "1"), ("d/c", "1"), ("e/f/g", "1"), ("x", "1")]);
        let after = tree(&[("a", "1"), ("d/b", "2"), ("d/x", "1"), ("h/i", "1"), ("x/y", "1")]);
        for (directory, expected) in [
            ("", Some("d/b")),
            ("d", Some("d/b")),
            ("d/b", Some("d/b")),
            ("d/c", Some("d/c")),
            ("d/x", Some("d/x")),
            ("e", Some("e/f/g")),
            ("h", Some("h/i")),
            ("x", Some("x")),
            ("a", None),
            ("none/none", None),
        ] {
            assert_eq!(first_change(&before, &after, directory).as_deref(), expected, "{directory}");
        }
        assert_eq!(first_change(&before, &before, ""), None);
    }
}
