use std::collections::BTreeSet;

use crate::FileTree;
use crate::file_tree::Node;
use crate::path::push;

/// How many changed paths are kept. They are told to readers, who want one and maybe a count; a new checkout changes all.
const MAX_PATHS: usize = 10_000;

/// The paths of files, links and directories that are in one tree only or are not the same in both.
pub(crate) fn changed_paths(before: &FileTree, after: &FileTree) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut waiting = vec![(String::new(), Some(before.root()), Some(after.root()))];
    while let Some((path, before, after)) = waiting.pop() {
        if paths.len() >= MAX_PATHS || before.map(|node| node.content) == after.map(|node| node.content) {
            continue;
        }
        let own = |node: Option<&Node>| node.map(Node::own_content);
        let is_leaf = |node: Option<&Node>| node.is_none_or(|node| node.children().is_empty());
        if own(before) != own(after)
            && (is_leaf(before) && is_leaf(after) || before.is_some() && after.is_some())
        {
            paths.insert(path.clone());
        }
        for (name, node) in before.into_iter().flat_map(|node| node.children().iter()) {
            waiting.push((below(&path, name), Some(node), after.and_then(|after| after.child(name))));
        }
        let is_new = |name: &str| before.and_then(|before| before.child(name)).is_none();
        for (name, node) in after.into_iter().flat_map(|node| node.children().iter()) {
            if is_new(name) {
                waiting.push((below(&path, name), None, Some(node)));
            }
        }
    }
    paths
}

fn below(path: &str, name: &str) -> String {
    let mut path = path.to_owned();
    push(&mut path, name);
    path
}

#[cfg(test)]
mod tests {
    use super::changed_paths;
    use crate::{Entry, FileTree};

    fn tree(files: &[(&str, &str)]) -> FileTree {
        let file = |&(path, text): &(&str, &str)| (path.to_owned(), Entry::file(text.as_bytes(), 0o644));
        FileTree::new(files.iter().map(file))
    }

    #[test]
    fn files_that_differ_come_and_go() {
        let before = tree(&[("a", "1"), ("d/b", "1"), ("d/c", "1"), ("e/f/g", "1")]);
        let after = tree(&[("a", "1"), ("d/b", "2"), ("d/x", "1"), ("h/i", "1")]);
        let paths: Vec<_> = changed_paths(&before, &after).into_iter().collect();
        assert_eq!(paths, ["d/b", "d/c", "d/x", "e/f/g", "h/i"]);
        assert!(changed_paths(&before, &before).is_empty());
    }
}
