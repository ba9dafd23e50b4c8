use std::fmt;

use onionskin_graph::has_wildcards;

use crate::FileTree;
use crate::effort::{Effort, TooMuch};
use crate::file_tree::Node;
use crate::filter::Filter;
use crate::found::{Extent, Failure, Found, at, joined};
use crate::key::Key;
use crate::path::{base_name, from_root, push};
use crate::pattern::PatternProblem;
use crate::wildcard::{self, Matching};

/// What a step takes of a build context: one source of a COPY or ADD, or of a mount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Cleaned, seen from the root of the context, maybe with wildcards; empty for the root.
    path: String,
    /// With `--parents`: the pattern of what is taken of it.
    include: Option<String>,
    /// The values of `--exclude`: what is not taken of it.
    excludes: Vec<String>,
    /// A path that something must be selected at: what `--parents` names without wildcards.
    required: Option<String>,
}

/// Why BuildKit cannot say what is selected, so that the build fails; as text in its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectError {
    /// Nothing stands at a path, which starts with a `/`.
    Missing(String),
    /// Symbolic links lead round in circles.
    TooManyLinks,
    /// A pattern is wrong.
    Pattern(PatternProblem),
}

impl SelectError {
    pub(crate) fn missing(path: &str) -> Self {
        Self::Missing(["/", path].concat())
    }
}

impl fmt::Display for SelectError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(formatter, "\"{path}\": not found"),
            Self::TooManyLinks => formatter.write_str("too many links"),
            Self::Pattern(problem) => problem.fmt(formatter),
        }
    }
}

impl Selection {
    /// `path` with all that is in it, as a mount takes it, or a COPY without flags. It is seen from the root of the
    /// context.
    pub fn of(path: &str) -> Self {
        Self { path: from_root(path), ..Self::default() }
    }

    /// What `COPY --parents` takes for `source` as it is written: of the directory in front of the first `/./`, or else
    /// of the root, what the rest says.
    pub fn with_parents(source: &str) -> Self {
        let (directory, pattern) = source.split_once("/./").unwrap_or(("", source));
        let (path, include) = (from_root(directory), from_root(pattern));
        let is_named = !has_wildcards(directory) && !has_wildcards(pattern);
        let required = is_named.then(|| joined(&path, &include));
        Self { path, include: Some(include), excludes: Vec::new(), required }
    }

    /// The same without what `--exclude=PATTERN` keeps out of it, for each of `patterns`. These match the paths of what
    /// is in the source, seen from there.
    #[must_use]
    pub fn excluding(mut self, patterns: &[String]) -> Self {
        self.excludes.extend_from_slice(patterns);
        self
    }

    /// The path, cleaned, without a `/` in front; maybe with wildcards; empty for the root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path as people write it: `.` for the root, with what `--parents` takes of it.
    pub(crate) fn shown(&self) -> String {
        match (&self.include, self.path.as_str()) {
            (Some(include), "") => include.clone(),
            (Some(include), path) => [path, "/./", include].concat(),
            (None, "") => ".".to_owned(),
            (None, path) => path.to_owned(),
        }
    }

    /// Whether it takes something else of one tree than of the other.
    pub fn differs(&self, before: &FileTree, after: &FileTree) -> bool {
        let content = |tree| self.content(tree, &mut Effort::default());
        content(before) != content(after)
    }

    /// Whether it is one file or directory with all that is in it, so that it is found at once.
    pub fn is_plain(&self) -> bool {
        !self.has_filters() && !has_wildcards(&self.path)
    }

    fn has_filters(&self) -> bool {
        self.include.is_some() || !self.excludes.is_empty()
    }

    /// The paths of the files and links that it takes, in the order of the tree; of a link that the source names, those
    /// that it leads to. `None` where `effort` does not suffice to find out.
    ///
    /// # Errors
    ///
    /// Where BuildKit fails. That wildcards match nothing is no error.
    pub fn files(&self, tree: &FileTree, effort: &mut Effort) -> Result<Option<Vec<String>>, SelectError> {
        let listed = self.find(tree, effort).and_then(|(directory, found)| {
            let mut files = Vec::new();
            for Found { name, node, extent } in found {
                match extent {
                    Extent::Behind(path) => add_files(node, path, &mut files, effort)?,
                    Extent::Alone if node.is_directory() => {}
                    Extent::Alone | Extent::Whole => {
                        add_files(node, joined(&directory, &name), &mut files, effort)?;
                    }
                }
            }
            Ok(files)
        });
        match listed {
            Ok(files) => Ok(Some(files)),
            Err(Failure::TooMuch) => Ok(None),
            Err(Failure::Error(error)) => Err(error),
        }
    }

    /// Stands for what it takes: names, bytes, modes. Names count from the source on, or from the last directory in front
    /// of its first wildcard; the name of a file that is taken alone does not count.
    ///
    /// Where `effort` does not suffice to find out, all of `tree` counts. So does all that is not listed of a directory
    /// where the path leads into it.
    ///
    /// # Errors
    ///
    /// Where BuildKit fails. That wildcards match nothing is no error.
    pub(crate) fn content(&self, tree: &FileTree, effort: &mut Effort) -> Result<Key, SelectError> {
        // What is plain is found so fast that there is nothing to remember.
        if self.is_plain() {
            return self.found_content(tree, effort).unwrap_or_else(|| Ok(all_of(tree)));
        }
        if let Some(content) = tree.remembered(self) {
            return content;
        }
        let Some(content) = self.found_content(tree, effort) else { return Ok(all_of(tree)) };
        tree.remember(self, &content);
        content
    }

    /// The content as it is found; `None` where `effort` does not suffice.
    fn found_content(&self, tree: &FileTree, effort: &mut Effort) -> Option<Result<Key, SelectError>> {
        let found = match self.find(tree, effort) {
            Ok((_, found)) => found,
            Err(Failure::TooMuch) => return None,
            Err(Failure::Error(error)) => {
                let unlisted = tree.unlisted(&self.path).filter(|_| self.is_plain());
                return Some(unlisted.map(|content| Key::of(("in", content, &self.path))).ok_or(error));
            }
        };
        if let [one] = found.as_slice() {
            let name = if one.name.is_empty() { &self.path } else { &one.name };
            let is_same_name = base_name(name) == base_name(&self.path);
            let content = if self.is_plain() { Some(one.content()) } else { one.content_of_one() };
            if let Some(content) = content.filter(|_| is_same_name) {
                return Some(Ok(content));
            }
        }
        let contents: Vec<_> = found.iter().map(|found| (&found.name, found.content())).collect();
        Some(Ok(Key::of(("files", contents))))
    }

    /// All that it takes, with the directory from which it counts.
    fn find<'t>(&self, tree: &'t FileTree, effort: &mut Effort) -> Result<(String, Vec<Found<'t>>), Failure> {
        if self.is_plain() {
            let (path, node) = at(tree, &self.path)?;
            return Ok((path, vec![Found { name: String::new(), node, extent: Extent::Whole }]));
        }
        let Matching { directory, nodes } = if has_wildcards(&self.path) {
            wildcard::find(&self.path, tree, effort)?
        } else {
            let source = tree.resolve(&self.path, false)?;
            let nodes = source.node.map(|node| (String::new(), node));
            Matching { directory: source.path, nodes: nodes.into_iter().collect() }
        };
        let mut found = Vec::new();
        if self.has_filters() {
            let filter = Filter::new(self.include.as_deref(), &self.excludes)?;
            let is_root = self.path.is_empty();
            for (name, node) in nodes {
                if is_root && node.is_unlisted() {
                    found.push((Found { name: String::new(), node, extent: Extent::Alone }, false));
                }
                filter.find(&name, node, is_root, effort, &mut found)?;
            }
        } else {
            let whole = |(name, node)| (Found { name, node, extent: Extent::Whole }, true);
            found.extend(nodes.into_iter().map(whole));
        }
        let followed =
            found.into_iter().map(
                |(found, is_followed)| {
                    if is_followed { found.behind_link(tree, &directory) } else { Ok(found) }
                },
            );
        let found = followed.collect::<Result<Vec<_>, _>>()?;
        if let Some(required) = &self.required {
            let is_there = |found: &Found<'_>| joined(&self.path, &found.name).starts_with(required.as_str());
            if !found.iter().any(is_there) {
                return Err(SelectError::missing(required).into());
            }
        }
        Ok((directory, found))
    }
}

/// Stands for what is taken where it takes too long to find that out.
fn all_of(tree: &FileTree) -> Key {
    Key::of(("all", tree.root().content))
}

/// Adds the paths of all files and links that are `node` or in it.
fn add_files(node: &Node, path: String, files: &mut Vec<String>, effort: &mut Effort) -> Result<(), TooMuch> {
    if !node.is_directory() {
        // The root is no file, even if nothing in it is listed.
        files.extend(Some(path).filter(|path| !path.is_empty()));
        return Ok(());
    }
    let mut path = path;
    let mut levels = vec![(path.len(), node.children().iter())];
    while let Some((n_bytes, ahead)) = levels.last_mut() {
        path.truncate(*n_bytes);
        let Some((name, node)) = ahead.next() else {
            levels.pop();
            continue;
        };
        effort.visit()?;
        push(&mut path, name);
        if node.is_directory() {
            levels.push((path.len(), node.children().iter()));
        } else {
            files.push(path.clone());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{SelectError, Selection};
    use crate::effort::Effort;
    use crate::{Entry, FileTree};

    const PATHS: [&str; 7] =
        ["a.txt", "b.md", "other/m.py", "src/m.py", "src/n.md", "src/sub/n.md", "src/sub/o.py"];

    fn entry(text: &str) -> Entry {
        text.strip_prefix("-> ").map_or_else(|| Entry::file(text.as_bytes(), 0o644), Entry::link)
    }

    fn tree(files: &[(&str, &str)]) -> FileTree {
        FileTree::new(files.iter().map(|(path, text)| ((*path).to_owned(), entry(text))))
    }

    fn content(selection: &Selection, tree: &FileTree) -> Result<crate::key::Key, SelectError> {
        selection.content(tree, &mut Effort::default())
    }

    fn excluding(selection: Selection, patterns: &[&str]) -> Selection {
        let patterns: Vec<_> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        selection.excluding(&patterns)
    }

    /// Checks which of the files a selection takes, and that it sees their changes and no others.
    #[track_caller]
    fn check(selection: &Selection, expected: &[&str]) {
        let before = tree(&PATHS.map(|path| (path, "old")));
        let files = selection.files(&before, &mut Effort::default());
        assert_eq!(files.unwrap().unwrap(), expected, "{selection:?}");
        for path in PATHS {
            let after = before.with_changes([(path.to_owned(), Some(entry("new")))]);
            let is_same = content(selection, &before) == content(selection, &after);
            assert_eq!(is_same, !expected.contains(&path), "{selection:?} {path}");
        }
    }

    #[test]
    fn a_path_takes_all_that_is_in_it() {
        for root in ["", ".", "/", "./", "a/..", "../.."] {
            check(&Selection::of(root), &PATHS);
        }
        check(&Selection::of("src"), &["src/m.py", "src/n.md", "src/sub/n.md", "src/sub/o.py"]);
        check(&Selection::of("/src/sub/"), &["src/sub/n.md", "src/sub/o.py"]);
        check(&Selection::of("./src/m.py"), &["src/m.py"]);
    }

    #[test]
    fn wildcards_take_what_they_match() {
        check(&Selection::of("*.md"), &["b.md"]);
        check(&Selection::of("*/m.py"), &["other/m.py", "src/m.py"]);
        check(&Selection::of("s*"), &["src/m.py", "src/n.md", "src/sub/n.md", "src/sub/o.py"]);
        check(&Selection::of("src/s*"), &["src/sub/n.md", "src/sub/o.py"]);
        check(&Selection::of("*/*/n.md"), &["src/sub/n.md"]);
        check(&Selection::of("?.[a-t]*"), &["a.txt", "b.md"]);
        check(&Selection::of("**/m.py"), &["other/m.py", "src/m.py"]);
        check(&Selection::of("**/n.md"), &["src/n.md"]);
        check(&Selection::of("*.none"), &[]);
        check(&Selection::of("none/*"), &[]);
        check(&Selection::of(r"s\rc/*"), &[]);
        check(&Selection::of(r"*/s\ub/n.md"), &["src/sub/n.md"]);
    }

    #[test]
    fn parents_take_what_their_patterns_match() {
        check(&Selection::with_parents("**/*.py"), &["other/m.py", "src/m.py", "src/sub/o.py"]);
        check(&Selection::with_parents("src/**/*.py"), &["src/m.py", "src/sub/o.py"]);
        check(&Selection::with_parents("./src/m.py"), &["src/m.py"]);
        check(&Selection::with_parents("src/sub"), &["src/sub/n.md", "src/sub/o.py"]);
        check(&Selection::with_parents("src/./sub"), &["src/sub/n.md", "src/sub/o.py"]);
        check(&Selection::with_parents("/src/./**/n.md"), &["src/n.md", "src/sub/n.md"]);
        check(&Selection::with_parents("s*/./*.py"), &["src/m.py"]);
        check(&Selection::with_parents("*.none"), &[]);
        check(&excluding(Selection::with_parents("**/*.py"), &["src"]), &["other/m.py"]);
        check(
            &excluding(Selection::with_parents("**/*.py"), &["src", "!src/sub"]),
            &["other/m.py", "src/sub/o.py"],
        );
    }

    #[test]
    fn excluded_files_do_not_count() {
        let src = || Selection::of("src");
        check(&excluding(src(), &["*.md"]), &["src/m.py", "src/sub/n.md", "src/sub/o.py"]);
        check(&excluding(src(), &["**/*.md"]), &["src/m.py", "src/sub/o.py"]);
        check(&excluding(src(), &["src"]), &["src/m.py", "src/n.md", "src/sub/n.md", "src/sub/o.py"]);
        check(&excluding(src(), &["./sub/", " "]), &["src/m.py", "src/n.md"]);
        check(&excluding(src(), &["*", "!sub/*.md"]), &["src/sub/n.md"]);
        check(&excluding(src(), &["*"]), &[]);
        check(&excluding(Selection::of(""), &["**/*.md", "src/sub"]), &["a.txt", "other/m.py", "src/m.py"]);
        check(
            &excluding(Selection::of(""), &["src", "!src/sub"]),
            &["a.txt", "b.md", "other/m.py", "src/sub/n.md", "src/sub/o.py"],
        );
        // Behind a wildcard, patterns are about what is in each match, and a file that matches is not in itself.
        check(&excluding(Selection::of("s*"), &["*.md"]), &["src/m.py", "src/sub/n.md", "src/sub/o.py"]);
        check(&excluding(Selection::of("*.md"), &["*.md"]), &["b.md"]);
        check(&excluding(Selection::of("*.md"), &["*"]), &[]);
    }

    #[test]
    fn names_count_from_the_source_on() {
        let before =
            tree(&[("a/x", "1"), ("a/y", "2"), ("k/a/x", "1"), ("k/a/y", "2"), ("b/x", "1"), ("e/z", "1")]);
        let same = [
            ("a", "k/a"),
            ("a/x", "k/a/x"),
            ("a/x", "b/x"),
            ("a/x", "e/z"),
            ("a/*", "k/a/*"),
            ("a/[x]", "b/[x]"),
            ("*/z", "e/z"),
            ("none*", "k/none*"),
        ];
        for (one, two) in same {
            let content = |path: &str| content(&Selection::of(path), &before);
            assert_eq!(content(one), content(two), "{one} and {two}");
        }
        let other =
            [("a", "b"), ("a/x", "a/y"), ("a/*", "b/*"), ("a/x", "a/[x]"), ("b/*", "e/*"), ("*/x", "b/x")];
        for (one, two) in other {
            let content = |path: &str| content(&Selection::of(path), &before);
            assert_ne!(content(one), content(two), "{one} and {two}");
        }
        // A file that matches alone under the name at the end of the pattern counts like one that is named.
        let one_match = tree(&[("a/x", "1"), ("b/x", "1"), ("c/y", "1")]);
        let renamed =
            one_match.with_changes([("c/y".to_owned(), None), ("d/y".to_owned(), Some(entry("1")))]);
        for (path, is_same) in [("*/y", true), ("*/[y]", false), ("*/x", true), ("[cd]", false)] {
            let selection = Selection::of(path);
            assert_eq!(content(&selection, &one_match) == content(&selection, &renamed), is_same, "{path}");
        }
    }

    #[test]
    fn names_of_directories_that_match_count() {
        let content = |path: &str, directory: &str, names: [&str; 2]| {
            let files = names.map(|name| ([directory, "/", name, "/x"].concat(), entry("1")));
            content(&Selection::of(path), &FileTree::new(files))
        };
        assert_eq!(content("p/*/x", "p", ["a", "b"]), content("q/*/x", "q", ["a", "b"]));
        assert_ne!(content("p/*/x", "p", ["a", "b"]), content("p/*/x", "p", ["a", "c"]));
        assert_ne!(
            content("*/a/x", "p", ["a", "b"]),
            content("*/b/x", "p", ["b", "c"]).map(|_| crate::key::Key::default())
        );
    }

    #[test]
    fn modes_of_directories_count_where_they_are_taken() {
        let before = tree(&[("d/e/x", "1"), ("d/e/y.md", "1")]);
        let after = before.with_changes([("d".to_owned(), Some(Entry::directory(0o700)))]);
        let inner = before.with_changes([("d/e".to_owned(), Some(Entry::directory(0o700)))]);
        let of = Selection::of;
        let cases = [
            (of(""), true, true),
            (of("d"), true, true),
            (of("d*"), true, true),
            (of("d/*"), false, true),
            (of("d/e/x"), false, false),
            (of("d/*/x"), false, false),
            (excluding(of("d"), &["**/*.md"]), true, true),
            (excluding(of("d"), &["e"]), true, false),
            (excluding(of("d"), &["*", "!e/x"]), true, true),
            (Selection::with_parents("d/e/x"), true, true),
            (Selection::with_parents("d/e/./x"), false, true),
        ];
        for (selection, sees_outer, sees_inner) in cases {
            let is_changed = |tree: &FileTree| content(&selection, &before) != content(&selection, tree);
            assert_eq!((is_changed(&after), is_changed(&inner)), (sees_outer, sees_inner), "{selection:?}");
        }
    }

    #[test]
    fn a_link_is_followed_where_a_source_names_it() {
        let before = tree(&[
            ("one", "1"),
            ("two", "1"),
            ("three", "3"),
            ("link", "-> one"),
            ("d/x", "1"),
            ("d/inner", "-> ../one"),
            ("dir", "-> d"),
        ]);
        let retargeted =
            |path: &str, target: &str| before.with_changes([(path.to_owned(), Some(Entry::link(target)))]);
        let (same, other) = (retargeted("link", "two"), retargeted("link", "three"));
        let (inner, file) = (retargeted("d/inner", "../two"), retargeted("dir", "two"));
        let of = Selection::of;
        let parents = Selection::with_parents;
        let cases = [
            (of("link"), [false, true, false, false]),
            (of("lin*"), [false, true, false, false]),
            (of("dir/x"), [false, false, false, true]),
            (of("dir/*"), [false, false, false, true]),
            (of("dir"), [false, false, true, true]),
            (of("d"), [false, false, true, false]),
            (of("*"), [false, true, true, true]),
            (of(""), [true, true, true, true]),
            (excluding(of(""), &["three"]), [false, true, true, true]),
            (excluding(of("d"), &["x"]), [false, false, true, false]),
            (parents("link"), [false, true, false, false]),
        ];
        for (selection, expected) in cases {
            let is_changed = |tree: &FileTree| content(&selection, &before) != content(&selection, tree);
            let changed = [&same, &other, &inner, &file].map(is_changed);
            // What `dir/x` names is missing where `dir` is a file.
            assert_eq!(changed, expected, "{selection:?}");
        }
        let files = |path: &str| of(path).files(&before, &mut Effort::default()).unwrap().unwrap();
        assert_eq!(files("link"), ["one"]);
        assert_eq!(files("dir"), ["d/inner", "d/x"]);
        assert_eq!(files("dir/*"), ["one", "d/x"]);
        assert_eq!(content(&of("link"), &before), content(&of("one"), &before));
        assert_eq!(content(&of("dir"), &before), content(&of("d"), &before));
    }

    #[test]
    fn failures_are_told_in_buildkits_words() {
        let tree = tree(&[("d/x", "1"), ("loop", "-> loop"), ("broken", "-> none"), ("d/inner", "-> none")]);
        let cases = [
            (Selection::of("missing"), "\"/missing\": not found"),
            (Selection::of("d/../x"), "\"/x\": not found"),
            (Selection::of(r"\d"), "\"/\\d\": not found"),
            (Selection::of("broken"), "\"/broken\": not found"),
            (Selection::of("b*"), "\"/broken\": not found"),
            (Selection::of("d/*"), "\"/d/inner\": not found"),
            (Selection::of("loop"), "too many links"),
            (Selection::of("d/["), "syntax error in pattern"),
            (excluding(Selection::of("d"), &["["]), "syntax error in pattern"),
            (excluding(Selection::of("d"), &["!"]), "illegal exclusion pattern: \"!\""),
            (Selection::with_parents("d/y"), "\"/d/y\": not found"),
            (Selection::with_parents("d/./y"), "\"/d/y\": not found"),
            (Selection::with_parents("."), "\"/\": not found"),
            (excluding(Selection::with_parents("d/x"), &["d"]), "\"/d/x\": not found"),
        ];
        for (selection, expected) in cases {
            let error = content(&selection, &tree).expect_err(expected);
            assert_eq!(error.to_string(), expected, "{selection:?}");
            assert_eq!(selection.files(&tree, &mut Effort::default()), Err(error), "{selection:?}");
        }
        let fine = [
            Selection::of("d"),
            Selection::of("none*"),
            excluding(Selection::of("missing"), &["x"]),
            Selection::with_parents("d/y*"),
            Selection::with_parents("d/x"),
        ];
        assert!(fine.iter().all(|selection| content(selection, &tree).is_ok()));
    }

    #[test]
    fn what_is_not_listed_counts_for_all_that_may_be_in_it() {
        let tree = |path: &str, text: &str| FileTree::new([(path.to_owned(), Entry::unlisted(text))]);
        let cases = [("src", false), ("src/a", false), ("", false), ("s*", false), ("other*", true)];
        for (path, is_same) in cases {
            let content = |text: &str| content(&Selection::of(path), &tree("src", text)).unwrap();
            assert_eq!(content("1") == content("2"), is_same, "{path}");
        }
        for selection in [Selection::of(""), excluding(Selection::of(""), &["x"]), Selection::of("src")] {
            let content = |text: &str| content(&selection, &tree("", text)).unwrap();
            assert_ne!(content("1"), content("2"), "{selection:?}");
            let files = selection.files(&tree("", "1"), &mut Effort::default());
            assert!(files.is_err() || files == Ok(Some(Vec::new())), "{files:?}");
        }
    }

    #[test]
    fn everything_counts_where_finding_out_takes_too_long() {
        let content = |changed: &str| {
            let mut effort = Effort::default();
            assert!(effort.spend(usize::MAX).is_err());
            let tree =
                tree(&["a.md", "b.txt"].map(|path| (path, if path == changed { "new" } else { "old" })));
            assert_eq!(Selection::of("").files(&tree, &mut effort), Ok(None));
            Selection::of("*.md").content(&tree, &mut effort)
        };
        assert_ne!(content(""), content("b.txt"));
    }

    #[test]
    fn many_copies_of_a_large_context_end() {
        for n in [30, 300, 3_000] {
            let path = |number: usize| (format!("d{}/f{number}", number % 100), entry("1"));
            let tree = FileTree::new((0..n).map(path));
            let mut effort = Effort::default();
            for number in 0..n {
                let plain = Selection::of(&format!("d{}/f{number}", number % 100));
                assert_eq!(plain.files(&tree, &mut effort), Ok(Some(vec![plain.path().to_owned()])));
                assert!(Selection::of(&format!("*/f{number}")).content(&tree, &mut effort).is_ok());
            }
            for number in 0..n.min(30) {
                let excluding = excluding(Selection::of(""), &[&format!("*x{number}")]);
                let mut content = |tree: &FileTree| excluding.content(tree, &mut effort);
                let other = tree.with_changes([(format!("d{number}"), None)]);
                assert_ne!(content(&tree), content(&other));
            }
        }
    }
}
