use std::collections::HashSet;

use onionskin_graph::BuildGraph;
use onionskin_text::sorted;

use crate::{Effort, FileTree, Selection, uses};

/// Which files a selection takes, to be asked for one file after the other. Nothing is listed where the path alone tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken(Rule);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    /// What stands at this path, and all that is in it; everything where it is empty.
    At(String),
    /// These, in order.
    Listed(Vec<String>),
}

impl Taken {
    /// What `selection` takes of `files`; nothing where BuildKit fails.
    pub fn of(selection: &Selection, files: &FileTree) -> Self {
        if selection.is_plain() && !files.has_links() {
            return Self(Rule::At(selection.path().to_owned()));
        }
        let listed = selection.files(files, &mut Effort::default());
        Self(Rule::Listed(sorted(listed.ok().flatten().unwrap_or_default())))
    }

    /// Whether the file at `path`, one of those that the selection was looked up in, is taken.
    pub fn has(&self, path: &str) -> bool {
        match &self.0 {
            Rule::At(place) => is_in(path, place),
            Rule::Listed(paths) => paths.binary_search_by(|taken| taken.as_str().cmp(path)).is_ok(),
        }
    }

    /// Whether anything may be taken of the directory at `path`, one of those that the selection was looked up in.
    pub fn reaches(&self, path: &str) -> bool {
        match &self.0 {
            Rule::At(place) => is_in(path, place) || is_in(place, path),
            Rule::Listed(paths) => {
                let start = [path, "/"].concat();
                let first = paths.get(paths.partition_point(|taken| *taken < start));
                first.is_some_and(|taken| taken.starts_with(&start))
            }
        }
    }
}

/// Whether `path` is `place` or stands in it.
fn is_in(path: &str, place: &str) -> bool {
    let rest = path.strip_prefix(place);
    place.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What each instruction takes of the build context, for the stages that the target needs: indices of instructions with
/// selections. An instruction comes once for each of its sources.
pub fn taken_of_context(graph: &BuildGraph) -> Vec<(usize, Selection)> {
    let mut taken = Vec::new();
    for vertex in &graph.vertices {
        let Some(at) = vertex.origin.instruction() else { continue };
        let stage = graph.instructions.get(at).and_then(|node| graph.stages.get(node.stage?));
        if !stage.is_some_and(|stage| stage.is_needed) {
            continue;
        }
        let selections = uses::taken_of_context(&graph.vertices, vertex);
        taken.extend(selections.into_iter().map(|selection| (at, selection)));
    }
    taken
}

/// The paths of all files of `files` that one of `selections` takes, in order, each once.
pub fn taken_files<'s>(files: &FileTree, selections: impl IntoIterator<Item = &'s Selection>) -> Vec<String> {
    let mut effort = Effort::default();
    let mut paths = Vec::new();
    let mut seen = HashSet::new();
    for selection in selections {
        if seen.insert(selection)
            && let Ok(Some(taken)) = selection.files(files, &mut effort)
        {
            paths.extend(taken);
        }
    }
    let mut paths = sorted(paths);
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    use super::Taken;
    use crate::{Entry, FileTree, Selection};

    fn tree(paths: &[&str], link: Option<(&str, &str)>) -> FileTree {
        let file = |path: &&str| ((*path).to_owned(), Entry::named_file("x", 0o644));
        let link = link.map(|(path, target)| (path.to_owned(), Entry::link(target)));
        FileTree::new(paths.iter().map(file).chain(link))
    }

    #[test]
    fn what_is_taken_is_what_is_listed() {
        let paths = ["a", "ab/c", "b/a", "b/c.rs", "b/c/d.rs"];
        let excluding = Selection::of("").excluding(&["b/c".to_owned()]);
        let plain = ["", "a", "b", "b/c", "b/c/d.rs", "ab", "missing"].map(Selection::of);
        let others = [Selection::of("a*"), Selection::with_parents("**/*.rs"), excluding];
        for tree in [tree(&paths, None), tree(&paths, Some(("link", "b")))] {
            for selection in plain.iter().chain(&others) {
                let taken = Taken::of(selection, &tree);
                let listed = super::taken_files(&tree, [selection]);
                let asked: Vec<_> = paths.into_iter().filter(|path| taken.has(path)).collect();
                let listed: Vec<_> = listed.iter().filter(|path| *path != "link").collect();
                assert_eq!(asked, listed, "{selection:?}");
            }
        }
    }

    #[test]
    fn a_directory_is_reached_by_what_holds_it_and_by_what_stands_in_it() {
        let tree = tree(&["a/b/c.rs", "ab/d.md", "e"], None);
        let reached = |selection: &Selection| {
            let taken = Taken::of(selection, &tree);
            ["a", "a/b", "ab"].map(|path| taken.reaches(path))
        };
        assert_eq!(reached(&Selection::of("")), [true, true, true]);
        assert_eq!(reached(&Selection::of("a")), [true, true, false]);
        assert_eq!(reached(&Selection::of("a/b/c.rs")), [true, true, false]);
        assert_eq!(reached(&Selection::of("a*")), [true, true, true]);
        assert_eq!(reached(&Selection::with_parents("**/*.md")), [false, false, true]);
    }

    #[test]
    fn a_link_is_looked_through() {
        let tree = tree(&["b/c"], Some(("link", "b")));
        assert!(Taken::of(&Selection::of("link"), &tree).has("b/c"));
    }
}
