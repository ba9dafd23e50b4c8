use std::collections::HashSet;

use onionskin_text::sorted;

use crate::effort::Effort;
use crate::key::Key;
use crate::{FileTree, SelectError, Selection};

/// Finds what steps take of a build context. The tree remembers what is costly to find.
pub(crate) struct Selector<'t> {
    tree: &'t FileTree,
    effort: Effort,
}

impl<'t> Selector<'t> {
    pub(crate) fn new(tree: &'t FileTree) -> Self {
        Self { tree, effort: Effort::default() }
    }

    /// Stands for what `selection` takes; see [`Selection::content`].
    ///
    /// # Errors
    ///
    /// Where BuildKit fails.
    pub(crate) fn content(&mut self, selection: &Selection) -> Result<Key, SelectError> {
        selection.content(self.tree, &mut self.effort)
    }

    /// Stands for what all sources of one step that are in this context take.
    ///
    /// As in BuildKit their order does not count but for that of their paths, nor does a plain source that stands twice
    /// or in another one.
    ///
    /// # Errors
    ///
    /// Where BuildKit fails for one of them.
    pub(crate) fn content_of_all(&mut self, selections: &[Selection]) -> Result<Key, SelectError> {
        let plain = selections.iter().filter(|selection| selection.is_plain()).map(Selection::path);
        let plain: HashSet<&str> = plain.collect();
        // No path counts as one in the root, as BuildKit looks for those that start with `//` then.
        let is_in_another = |path: &str| {
            let mut directories = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
            directories.any(|directory| plain.contains(directory))
        };
        let mut counted: Vec<(&str, usize)> = Vec::new();
        let mut seen = HashSet::new();
        for (at, selection) in selections.iter().enumerate() {
            let path = selection.path();
            if !selection.is_plain() || !is_in_another(path) && seen.insert(path) {
                counted.push((path, at));
            }
        }
        let mut contents = Vec::new();
        for selection in sorted(counted).iter().filter_map(|(_, at)| selections.get(*at)) {
            contents.push(self.content(selection)?);
        }
        Ok(Key::of_all(&contents))
    }
}

#[cfg(test)]
mod tests {
    use super::Selector;
    use crate::{Entry, FileTree, Selection};

    #[test]
    fn the_sources_of_a_step_count_in_the_order_of_their_paths() {
        let files = [("a/x", "1"), ("a/y", "2"), ("a-b", "3"), ("c", "4")];
        let files = files.map(|(path, text)| (path.to_owned(), Entry::file(text.as_bytes(), 0o644)));
        let tree = FileTree::new(files);
        let mut selector = Selector::new(&tree);
        let mut content = |paths: &[&str]| {
            let selections: Vec<_> = paths.iter().map(|path| Selection::of(path)).collect();
            selector.content_of_all(&selections)
        };
        let same: [(&[&str], &[&str]); 5] = [
            (&["a", "c"], &["c", "a"]),
            (&["a", "c"], &["a", "a/x", "c", "a"]),
            (&["a", "a-b"], &["a", "a-b", "a/y"]),
            (&["*", "c"], &["c", "*"]),
            (&["a*", "a"], &["a", "a*"]),
        ];
        for (one, two) in same {
            assert!(content(one).is_ok());
            assert_eq!(content(one), content(two), "{one:?} and {two:?}");
        }
        let other: [(&[&str], &[&str]); 4] =
            [(&["a"], &["a", "c"]), (&["."], &[".", "c"]), (&["a"], &["a", "a*"]), (&["a*"], &["a*", "a*"])];
        for (one, two) in other {
            assert_ne!(content(one), content(two), "{one:?} and {two:?}");
        }
        assert!(content(&["a", "missing"]).is_err());
    }
}
