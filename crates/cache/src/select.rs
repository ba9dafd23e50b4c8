use std::collections::HashSet;
use std::ptr;

use crate::file_tree::{FileTree, Node};
use crate::glob::{has_wildcards, matches};
use crate::key::Key;

/// What a step takes of a build context: a path and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Selection<'a> {
    /// Relative to the root, maybe with wildcards; empty for all.
    pub(crate) path: &'a str,
    /// What stays behind of it.
    pub(crate) excludes: &'a [String],
    /// Whether `**` may stand for any number of directories, and the names of the directories above count.
    pub(crate) keeps_parents: bool,
}

impl<'a> Selection<'a> {
    /// All of `path`, as a mount takes it.
    pub(crate) fn all_of(path: &'a str) -> Self {
        Self { path, excludes: &[], keeps_parents: false }
    }

    /// Whether it is one file or directory with all that is in it.
    pub(crate) fn is_plain(&self) -> bool {
        self.excludes.is_empty() && !self.keeps_parents && !has_wildcards(self.path)
    }

    /// The content of what it selects in `tree`: names, bytes, modes. Names count from the selected directory on;
    /// the name of a file that is selected alone does not.
    pub(crate) fn content(&self, tree: &FileTree) -> Key {
        if self.is_plain() {
            return Key::of(("path", tree.find(self.path).map(|node| node.content)));
        }
        let mut found = Vec::new();
        for (path, node) in self.roots(tree) {
            if self.excludes.is_empty() {
                found.push((path, node.content));
            } else {
                self.add_kept(tree, node, &path, &mut found);
            }
        }
        found.sort();
        Key::of(("paths", found))
    }

    /// The files and directories that the path itself selects, each with its path as far as it counts.
    fn roots<'t>(&self, tree: &'t FileTree) -> Vec<(String, &'t Node)> {
        if !has_wildcards(self.path) && !self.keeps_parents {
            return tree.find(self.path).map(|node| (String::new(), node)).into_iter().collect();
        }
        let mut found = find_matches(tree, self.path, self.keeps_parents);
        if !self.keeps_parents {
            // The directories in front of the first wildcard do not count.
            let literal: usize =
                self.path.split('/').take_while(|part| !has_wildcards(part)).map(|part| part.len() + 1).sum();
            for (path, _) in &mut found {
                *path = path.get(literal..).unwrap_or_default().to_owned();
            }
        }
        found
    }

    /// Adds all that is in `root` and is not excluded.
    fn add_kept(&self, tree: &FileTree, root: &Node, prefix: &str, found: &mut Vec<(String, Key)>) {
        let mut waiting = vec![(String::new(), root)];
        while let Some((path, node)) = waiting.pop() {
            if !path.is_empty() && is_excluded(self.excludes, &path) {
                // What is in an excluded directory may be taken in again by a later pattern.
                if !self.excludes.iter().any(|pattern| pattern.trim_start().starts_with('!')) {
                    continue;
                }
            } else {
                found.push((format!("{prefix}/{path}"), node.own_content()));
            }
            let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            waiting.extend(tree.children(node).map(|(name, child)| (join(name), child)));
        }
    }
}

/// All that `pattern` matches in `tree`, with its path; part by part, so that `*` does not match a `/`.
fn find_matches<'t>(tree: &'t FileTree, pattern: &str, has_double_stars: bool) -> Vec<(String, &'t Node)> {
    let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    let mut found = Vec::new();
    let mut waiting: Vec<_> = tree.root().map(|root| (String::new(), root, 0)).into_iter().collect();
    // Several `**` reach the same place in many ways; one is enough.
    let mut seen = HashSet::new();
    while let Some((path, node, n_matched)) = waiting.pop() {
        if !seen.insert((ptr::from_ref(node), n_matched)) {
            continue;
        }
        let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        match parts.get(n_matched) {
            None => found.push((path, node)),
            Some(&"**") if has_double_stars => {
                waiting.extend(tree.children(node).map(|(name, child)| (join(name), child, n_matched)));
                waiting.push((path, node, n_matched + 1));
            }
            Some(part) => {
                let is_match = |(name, _): &(&str, &Node)| matches(part, name);
                let children = tree.children(node).filter(is_match);
                waiting.extend(children.map(|(name, child)| (join(name), child, n_matched + 1)));
            }
        }
    }
    found
}

/// Whether the last pattern that matches `path` or a directory above it excludes it; `!` in front of a pattern
/// takes in again.
fn is_excluded(patterns: &[String], path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    patterns.iter().fold(false, |is_excluded, pattern| {
        let (pattern, excludes) = match pattern.trim().strip_prefix('!') {
            Some(pattern) => (pattern.trim_start(), false),
            None => (pattern.trim(), true),
        };
        if is_excluded != excludes && matches_start(pattern, &parts) { excludes } else { is_excluded }
    })
}

/// Whether `pattern` matches the path of `parts` or a directory above it.
fn matches_start(pattern: &str, parts: &[&str]) -> bool {
    let pattern: Vec<&str> = pattern.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    // The numbers of pattern parts that are used up in front of the current part of the path.
    let mut reached: HashSet<usize> = HashSet::from([0]);
    for part in parts {
        let mut next = HashSet::new();
        let mut waiting: Vec<usize> = reached.into_iter().collect();
        while let Some(n_used) = waiting.pop() {
            match pattern.get(n_used) {
                Some(&"**") => {
                    next.insert(n_used);
                    // At the end of a pattern it stands for at least one part.
                    next.insert(n_used + usize::from(n_used + 1 == pattern.len()));
                    if n_used + 1 < pattern.len() {
                        waiting.push(n_used + 1);
                    }
                }
                Some(wanted) if matches(wanted, part) => {
                    next.insert(n_used + 1);
                }
                Some(_) | None => {}
            }
        }
        if next.contains(&pattern.len()) {
            return true;
        }
        reached = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Selection, is_excluded};
    use crate::{Entry, FileTree};

    fn tree(paths: &[&str], changed: &str) -> FileTree {
        let content = |path: &str| if path == changed { "new" } else { "old" };
        FileTree::new(paths.iter().map(|path| ((*path).to_owned(), Entry::File(content(path).to_owned()))))
    }

    /// Which of the files `selection` sees a change of.
    fn seen(selection: &Selection<'_>) -> Vec<&'static str> {
        const PATHS: [&str; 6] = ["a.txt", "b.md", "src/m.py", "src/n.md", "src/sub/o.py", "other/m.py"];
        let before = selection.content(&tree(&PATHS, ""));
        PATHS.into_iter().filter(|path| selection.content(&tree(&PATHS, path)) != before).collect()
    }

    #[track_caller]
    fn check(path: &str, excludes: &[&str], keeps_parents: bool, expected: &[&str]) {
        let excludes: Vec<_> = excludes.iter().map(|&pattern| pattern.to_owned()).collect();
        assert_eq!(seen(&Selection { path, excludes: &excludes, keeps_parents }), expected, "{path}");
    }

    #[test]
    fn a_path_selects_all_under_it() {
        check("", &[], false, &["a.txt", "b.md", "src/m.py", "src/n.md", "src/sub/o.py", "other/m.py"]);
        check("src", &[], false, &["src/m.py", "src/n.md", "src/sub/o.py"]);
        check("src/m.py", &[], false, &["src/m.py"]);
        check("missing", &[], false, &[]);
    }

    #[test]
    fn wildcards_select_what_they_match() {
        check("*.md", &[], false, &["b.md"]);
        check("*/m.py", &[], false, &["src/m.py", "other/m.py"]);
        check("s*", &[], false, &["src/m.py", "src/n.md", "src/sub/o.py"]);
        check("**/m.py", &[], false, &["src/m.py", "other/m.py"]);
    }

    #[test]
    fn parents_know_double_stars() {
        check("**/*.py", &[], true, &["src/m.py", "src/sub/o.py", "other/m.py"]);
        check("src/**/*.py", &[], true, &["src/m.py", "src/sub/o.py"]);
        check("src/m.py", &[], true, &["src/m.py"]);
    }

    #[test]
    fn excluded_files_do_not_count() {
        check("src", &["*.md"], false, &["src/m.py", "src/sub/o.py"]);
        check("", &["**/*.md", "src/sub"], false, &["a.txt", "src/m.py", "other/m.py"]);
        check("", &["src", "!src/sub"], false, &["a.txt", "b.md", "src/sub/o.py", "other/m.py"]);
    }

    #[test]
    fn the_last_pattern_that_applies_decides() {
        let is_excluded = |patterns: &[&str], path: &str| {
            let patterns: Vec<_> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
            is_excluded(&patterns, path)
        };
        assert!(is_excluded(&["a"], "a/b/c"));
        assert!(!is_excluded(&["*.md"], "a/b.md"));
        assert!(is_excluded(&["**/*.md"], "b.md"));
        assert!(is_excluded(&["a/**/c"], "a/c"));
        assert!(is_excluded(&["a/**"], "a/b") && !is_excluded(&["a/**"], "a"));
        assert!(!is_excluded(&["a", "!a/b"], "a/b/c"));
        assert!(is_excluded(&["a", "!a/b", "**/c"], "a/b/c"));
    }
}
