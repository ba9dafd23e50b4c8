use crate::FileTree;
use crate::children::{Children, Iter};
use crate::file_tree::Node;
use crate::path::{clean, push};
use crate::path_matcher::Scratch;
use crate::pattern::{Pattern, PatternError, PatternProblem, Patterns};

/// The longest line that BuildKit reads, with its end: what Go's `bufio.Scanner` has room for.
const MAX_LINE_BYTES: usize = 64 * 1024;

/// A `.dockerignore` file: which files of the build context the builder does not receive.
#[derive(Clone, Debug, Default)]
pub struct IgnoreFile {
    patterns: Patterns,
}

impl IgnoreFile {
    /// Reads the text of a file. Beside it all errors, the one first at which BuildKit stops; what is wrong ignores
    /// nothing.
    ///
    /// As moby/patternmatcher reads it: one pattern a line, without the blanks around it. Lines that start with `#` are
    /// comments, but not with a blank in front.
    pub fn parse(text: &str) -> (Self, Vec<PatternError>) {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut patterns = Vec::new();
        let mut errors = Vec::new();
        for (line, text) in (1..).zip(text.split('\n')) {
            if text.len() >= MAX_LINE_BYTES {
                // BuildKit reads the file before it looks at any pattern.
                errors.insert(0, PatternError { line, problem: PatternProblem::TooLong });
                break;
            }
            let written = text.trim();
            if text.starts_with('#') || written.is_empty() {
                continue;
            }
            match Pattern::new(&value(written), line, written) {
                Some(Ok(pattern)) => patterns.push(pattern),
                Some(Err(error)) => errors.push(error),
                None => {}
            }
        }
        (Self { patterns: Patterns::new(patterns) }, errors)
    }

    /// The patterns in the order of the file.
    pub fn patterns(&self) -> &[Pattern] {
        self.patterns.list()
    }

    /// The pattern because of which the builder does not receive the file or directory at `path`, if it is ignored.
    pub fn ignored_by(&self, path: &str) -> Option<&Pattern> {
        let mut scratch = Scratch::default();
        let mut matched = Vec::new();
        let mut above = None;
        let mut ignored_by = None;
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for part in ends.filter_map(|end| path.get(..end)) {
            let start = matched.len();
            ignored_by = self.ignoring(part, above, &mut matched, &mut scratch);
            if ignored_by.is_some() && !self.patterns.look_into(part) {
                break;
            }
            above = Some(start);
        }
        ignored_by
    }

    fn ignoring(
        &self,
        path: &str,
        above: Option<usize>,
        matched: &mut Vec<bool>,
        scratch: &mut Scratch,
    ) -> Option<&Pattern> {
        self.patterns.decide(path, above, matched, scratch).filter(|pattern| !pattern.is_negated)
    }
}

/// The pattern that a line stands for: one `/` in front does not count, and an `!` may have blanks behind it.
fn value(written: &str) -> String {
    let (mark, pattern) = written.strip_prefix('!').map_or(("", written), |rest| ("!", rest.trim()));
    let mut value = mark.to_owned();
    if !pattern.is_empty() {
        let cleaned = clean(pattern);
        let relative = cleaned.strip_prefix('/').filter(|rest| !rest.is_empty());
        value.push_str(relative.unwrap_or(&cleaned));
    }
    value
}

impl FileTree {
    /// The tree that the builder receives where `ignore` is the `.dockerignore`.
    ///
    /// Directories that are ignored are there if something in them is not. As tonistiigi/fsutil walks a context.
    #[must_use]
    pub fn without(&self, ignore: &IgnoreFile) -> Self {
        if ignore.patterns.is_empty() {
            return self.clone();
        }
        let n_patterns = ignore.patterns.len();
        let mut scratch = Scratch::default();
        let mut path = String::new();
        let mut matched = Vec::new();
        let mut walked = vec![Walked::new("", self.root(), 0, false)];
        while let Some(directory) = walked.last_mut() {
            let Some((name, node)) = directory.ahead.next() else {
                path.truncate(directory.n_bytes_above);
                let Some(done) = walked.pop() else { break };
                let Some(above) = walked.last_mut() else { return Self::of_root(done.finished()) };
                if done.is_ignored && done.kept.is_empty() {
                    above.remove(done.name);
                } else if done.is_changed {
                    above.kept.insert(done.name, done.finished());
                    above.is_changed = true;
                }
                matched.truncate(matched.len() - n_patterns);
                continue;
            };
            let n_bytes_above = push(&mut path, name);
            let start = matched.len();
            // The root matches nothing, so that in front of those of its children there are none.
            let above = start.checked_sub(n_patterns);
            let is_ignored = ignore.ignoring(&path, above, &mut matched, &mut scratch).is_some();
            let may_hold_more = node.is_directory() && (!is_ignored || ignore.patterns.look_into(&path));
            if may_hold_more {
                walked.push(Walked::new(name, node, n_bytes_above, is_ignored));
                continue;
            }
            if is_ignored {
                directory.remove(name);
            }
            matched.truncate(start);
            path.truncate(n_bytes_above);
        }
        self.clone()
    }
}

/// A directory on the way.
struct Walked<'t> {
    name: &'t str,
    node: &'t Node,
    /// How long the path of the directory above is.
    n_bytes_above: usize,
    is_ignored: bool,
    ahead: Iter<'t>,
    kept: Children,
    is_changed: bool,
}

impl<'t> Walked<'t> {
    fn new(name: &'t str, node: &'t Node, n_bytes_above: usize, is_ignored: bool) -> Self {
        let children = node.children();
        let (ahead, kept) = (children.iter(), children.clone());
        Self { name, node, n_bytes_above, is_ignored, ahead, kept, is_changed: false }
    }

    fn remove(&mut self, name: &str) {
        self.is_changed |= self.kept.remove(name);
    }

    fn finished(self) -> Node {
        self.node.with_children(self.kept)
    }
}

#[cfg(test)]
mod tests {
    use super::{IgnoreFile, MAX_LINE_BYTES};
    use crate::{Entry, FileTree, Selection};

    /// The files that tests look for; `empty` is a directory.
    const PATHS: [&str; 12] = [
        ".dockerignore",
        "README.md",
        "a/b/c.md",
        "a/b/d.py",
        "a/e.py",
        "docs/x/y.md",
        "empty/",
        "keep",
        "logs/1.log",
        "src/logs/2.log",
        "src/m.py",
        "x.log",
    ];

    fn tree() -> FileTree {
        let entry =
            |path: &str| if path.ends_with('/') { Entry::directory(0o755) } else { Entry::file(b"", 0o644) };
        FileTree::new(PATHS.map(|path| (path.to_owned(), entry(path))))
    }

    /// Checks which of the paths are ignored by `lines`, and that the tree agrees with the question for each path.
    #[track_caller]
    fn check(lines: &str, ignored: &[&str]) {
        let (ignore, errors) = IgnoreFile::parse(lines);
        assert_eq!(errors, [], "{lines:?}");
        let tree = tree().without(&ignore);
        let missing: Vec<_> = PATHS.into_iter().filter(|path| !tree.has(path)).collect();
        assert_eq!(missing, ignored, "{lines:?}");
        for path in PATHS {
            let is_ignored = ignore.ignored_by(path.trim_end_matches('/')).is_some();
            assert_eq!(is_ignored, ignored.contains(&path), "{lines:?} {path}");
        }
    }

    #[test]
    fn lines_are_read_as_buildkit_reads_them() {
        for line in
            ["README.md", "/README.md", "./README.md", "  README.md\t", "a/../README.md", "README.md/"]
        {
            check(line, &["README.md"]);
        }
        check("\u{FEFF}README.md", &["README.md"]);
        check("keep\r\nREADME.md\r\n", &["README.md", "keep"]);
        check("# README.md\n\n   \nkeep", &["keep"]);
        check(" # keep\n#keep", &[]);
        check("README.md\n! /README.md", &[]);
        check("README.md\n!  ./README.md  ", &[]);
        check("//keep\na//e.py", &["a/e.py", "keep"]);
        check("", &[]);
    }

    #[test]
    fn patterns_are_about_paths_from_the_root() {
        check("*.md", &["README.md"]);
        check("**/*.md", &["README.md", "a/b/c.md", "docs/x/y.md"]);
        check("*/*.py", &["a/e.py", "src/m.py"]);
        check("readme.md", &[]);
        check("logs", &["logs/1.log"]);
        check("**/logs", &["logs/1.log", "src/logs/2.log"]);
        check("*logs", &["logs/1.log"]);
        check("[!x]*", &["x.log"]);
        check("[^x]*.log", &[]);
        check("[xy].log", &["x.log"]);
        check("?eep", &["keep"]);
        check(r"x\.log", &["x.log"]);
    }

    #[test]
    fn a_directory_is_ignored_with_all_that_is_in_it() {
        check("a", &["a/b/c.md", "a/b/d.py", "a/e.py"]);
        check("a/b", &["a/b/c.md", "a/b/d.py"]);
        check("a/**", &["a/b/c.md", "a/b/d.py", "a/e.py"]);
        check("a/*", &["a/b/c.md", "a/b/d.py", "a/e.py"]);
        check("a**", &["a/b/c.md", "a/b/d.py", "a/e.py"]);
        check("**/b/**", &["a/b/c.md", "a/b/d.py"]);
        check("empty", &["empty/"]);
        check("empty/*", &[]);
        check("**", &PATHS);
        check("*", &PATHS);
    }

    #[test]
    fn nothing_outside_of_the_context_is_ignored() {
        for line in [".", "/", "..", "../keep", "./", "a/.."] {
            check(line, &[]);
        }
    }

    #[test]
    fn the_last_pattern_that_applies_decides() {
        check("*.md\n!README.md", &[]);
        check("!README.md\n*.md", &["README.md"]);
        check("a\n!a/b", &["a/e.py"]);
        check("!a/b\na", &["a/b/c.md", "a/b/d.py", "a/e.py"]);
        check("a\n!a/b\na/b/*.md", &["a/b/c.md", "a/e.py"]);
        check("a\n!a/b/c.md", &["a/b/d.py", "a/e.py"]);
        check("a\n!**/*.md", &["a/b/d.py", "a/e.py"]);
        check("*\n!keep", &PATHS.iter().copied().filter(|path| *path != "keep").collect::<Vec<_>>());
        check(
            "**\n!a/b\n!src/**\nsrc/logs",
            &[
                ".dockerignore",
                "README.md",
                "a/e.py",
                "docs/x/y.md",
                "empty/",
                "keep",
                "logs/1.log",
                "src/logs/2.log",
                "x.log",
            ],
        );
        check("empty\n!empty", &[]);
        check("a\n!a", &[]);
    }

    #[test]
    fn a_negated_pattern_is_tried_only_where_something_is_ignored() {
        // `!a` says nothing of `a`, which nothing ignores, and so it does not apply to what is in `a` either.
        check("a/*.py\n!a", &["a/e.py"]);
    }

    #[test]
    fn an_ignored_directory_is_looked_into_only_where_a_negated_pattern_begins_with_it() {
        check("docs\n!docs/x/*", &[]);
        check("docs\n!docs/*/y.md", &[]);
        check("docs\n!docs/*/**", &["docs/x/y.md"]);
        check("docs\n!docs/*/**\n!**/no", &[]);
    }

    #[test]
    fn directories_on_the_way_are_kept_with_their_mode() {
        let tree = FileTree::new([
            ("a".to_owned(), Entry::directory(0o700)),
            ("a/b/c".to_owned(), Entry::file(b"", 0o644)),
            ("a/d".to_owned(), Entry::file(b"", 0o644)),
        ]);
        let sent = tree.without(&IgnoreFile::parse("a\n!a/b/c").0);
        assert_eq!((sent.entry("a"), sent.n_entries()), (Some(&Entry::directory(0o700)), 3));
        let sent = tree.without(&IgnoreFile::parse("a/b/c\na/d").0);
        assert_eq!(sent.n_entries(), 2, "directories that are not ignored stay, even if they are empty");
        assert_eq!(tree.without(&IgnoreFile::default()).n_entries(), 4);
    }

    #[test]
    fn links_are_ignored_by_their_paths() {
        let tree = FileTree::new([
            ("link".to_owned(), Entry::link("dir")),
            ("dir/x".to_owned(), Entry::file(b"", 0o644)),
        ]);
        let has = |lines: &str| {
            let sent = tree.without(&IgnoreFile::parse(lines).0);
            (sent.entry("link").is_some(), sent.has("dir/x"), sent.has("link/x"))
        };
        assert_eq!(has("link"), (false, true, false));
        assert_eq!(has("dir"), (true, false, false));
        assert_eq!(has("link/x"), (true, true, true));
    }

    #[test]
    fn the_pattern_that_decides_is_known() {
        let (ignore, _) = IgnoreFile::parse("# what is built\n  target/ \n\n**/*.log\n!x.log\n!y.log\n");
        let decides =
            |path: &str| ignore.ignored_by(path).map(|pattern| (pattern.line, pattern.text.as_str()));
        assert_eq!(decides("target"), Some((2, "target/")));
        assert_eq!(decides("target/a/b.log"), Some((2, "target/")));
        assert_eq!(decides("a/b.log"), Some((4, "**/*.log")));
        assert_eq!(decides("x.log"), None);
        assert_eq!(decides("src"), None);
        let negated: Vec<_> = ignore.patterns().iter().map(|pattern| pattern.is_negated).collect();
        assert_eq!(negated, [false, false, true, true]);
    }

    #[test]
    fn wrong_patterns_are_told_in_buildkits_words() {
        let cases = [
            ("a\n!\n[\n", "2: illegal exclusion pattern: \"!\", 3: syntax error in pattern"),
            ("! \n!/", "1: illegal exclusion pattern: \"!\", 2: illegal exclusion pattern: \"!\""),
            ("a[", "1: syntax error in pattern"),
            ("![z-a]", "1: syntax error in pattern"),
            ("bin\\", "1: syntax error in pattern"),
            (r"obj\config", "1: syntax error in pattern"),
            ("[-x]", "1: syntax error in pattern"),
        ];
        for (lines, expected) in cases {
            let (_, errors) = IgnoreFile::parse(lines);
            let errors: Vec<_> =
                errors.iter().map(|error| format!("{}: {}", error.line, error.problem)).collect();
            assert_eq!(errors.join(", "), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_line_may_be_as_long_as_buildkit_reads() {
        let errors = |n: usize| IgnoreFile::parse(&format!("a[\n{}\nkeep", "x".repeat(n))).1;
        assert_eq!(errors(MAX_LINE_BYTES - 1).len(), 1);
        let errors = errors(MAX_LINE_BYTES);
        assert_eq!(
            (errors.len(), errors[0].line),
            (2, 2),
            "BuildKit stops there before it looks at any pattern"
        );
        assert_eq!(errors[0].problem.to_string(), "bufio.Scanner: token too long");
    }

    #[test]
    fn a_literal_source_that_is_ignored_is_missing() {
        let tree = tree().without(&IgnoreFile::parse("keep\n*.md").0);
        let files = |path: &str| Selection::of(path).files(&tree, &mut crate::Effort::default());
        assert_eq!(files("keep").unwrap_err().to_string(), "\"/keep\": not found");
        assert_eq!(files("*.md"), Ok(Some(Vec::new())));
    }

    #[test]
    fn large_contexts_take_time_in_proportion() {
        for n in [300, 3_000, 30_000] {
            let path = |number: usize| {
                (format!("d{}/e{}/f{number}.x", number % 7, number % 77), Entry::file(b"", 0o644))
            };
            let tree = FileTree::new((0..n).map(path));
            let mut lines = "**/*.y\n**/x*\n".repeat(25);
            lines.push_str("**/f1*\n!**/f11*\nd3\n!d3/e3\n");
            let sent = tree.without(&IgnoreFile::parse(&lines).0);
            assert!(sent.n_entries() > n / 3 && sent.n_entries() < tree.n_entries());
        }
    }
}
