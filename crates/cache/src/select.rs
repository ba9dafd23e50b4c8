use crate::effort::Effort;
use crate::exclude::Excludes;
use crate::file_tree::{FileTree, Node};
use crate::glob::has_wildcards;
use crate::key::Key;
use crate::path_pattern::PathPattern;

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
    ///
    /// Where `effort` does not suffice to find out, all of `tree` counts as selected.
    pub(crate) fn content(&self, tree: &FileTree, effort: &mut Effort) -> Key {
        if self.is_plain() {
            return Key::of(("path", tree.find(self.path).map(|node| node.content)));
        }
        match self.find(tree, effort) {
            Some(mut found) => {
                found.sort_unstable();
                Key::of(("paths", found))
            }
            None => Key::of(("all", tree.root().map(|root| root.content))),
        }
    }

    /// All that it selects, each with its path as far as it counts.
    fn find(&self, tree: &FileTree, effort: &mut Effort) -> Option<Vec<(String, Key)>> {
        let roots = self.roots(tree, effort)?;
        if self.excludes.is_empty() {
            return Some(roots.into_iter().map(|(path, node)| (path, node.content)).collect());
        }
        let excludes = Excludes::new(self.excludes);
        let mut found = Vec::new();
        for (prefix, root) in roots {
            let mut waiting = vec![(String::new(), root)];
            while let Some((path, node)) = waiting.pop() {
                effort.visit()?;
                let is_excluded = !path.is_empty() && excludes.exclude(&path, effort)?;
                if !is_excluded {
                    found.push((format!("{prefix}/{path}"), node.own_content()));
                }
                if !is_excluded || excludes.take_in_again() {
                    let join =
                        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
                    waiting.extend(tree.children(node, "").map(|(name, child)| (join(name), child)));
                }
            }
        }
        Some(found)
    }

    /// The files and directories that the path itself selects, each with its path as far as it counts.
    fn roots<'t>(&self, tree: &'t FileTree, effort: &mut Effort) -> Option<Vec<(String, &'t Node)>> {
        if !has_wildcards(self.path) && !self.keeps_parents {
            return Some(tree.find(self.path).map(|node| (String::new(), node)).into_iter().collect());
        }
        let mut found = PathPattern::new(self.path, self.keeps_parents).find(tree, effort)?;
        if !self.keeps_parents {
            // The directories in front of the first wildcard do not count.
            let literal = self.path.split('/').take_while(|part| !has_wildcards(part));
            let n_bytes: usize = literal.map(|part| part.len() + 1).sum();
            for (path, _) in &mut found {
                *path = path.get(n_bytes..).unwrap_or_default().to_owned();
            }
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;
    use crate::effort::Effort;
    use crate::{Entry, FileTree};

    fn tree(paths: &[&str], changed: &str) -> FileTree {
        let content = |path: &str| if path == changed { "new" } else { "old" };
        FileTree::new(paths.iter().map(|path| ((*path).to_owned(), Entry::File(content(path).to_owned()))))
    }

    /// Which of the files `selection` sees a change of.
    fn seen(selection: &Selection<'_>) -> Vec<&'static str> {
        const PATHS: [&str; 6] = ["a.txt", "b.md", "src/m.py", "src/n.md", "src/sub/o.py", "other/m.py"];
        let content = |changed: &str| selection.content(&tree(&PATHS, changed), &mut Effort::default());
        let before = content("");
        PATHS.into_iter().filter(|path| content(path) != before).collect()
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
    fn everything_counts_where_finding_out_takes_too_long() {
        let content = |changed: &str| {
            let mut effort = Effort::default();
            assert!(effort.spend(usize::MAX).is_none());
            Selection::all_of("*.md").content(&tree(&["a.md", "b.txt"], changed), &mut effort)
        };
        assert_ne!(content(""), content("b.txt"));
    }
}
