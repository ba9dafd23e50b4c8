use std::ptr;
use std::rc::Rc;

use onionskin_analysis::Context;
use onionskin_cache::{IgnoreFile, PatternError};

use super::path::Why;

/// The most times that a pattern of an ignore file is held against a path, about: 200,000 files with 100 patterns. It
/// takes a browser a second.
const MAX_PATTERN_TESTS: usize = 20_000_000;

/// The names of the files of a build context.
#[derive(Debug)]
pub struct Listing {
    /// What the folder is called; `None` for a list.
    pub name: Option<Rc<str>>,
    /// In order, each once; directories with nothing in them end with a `/`.
    pub paths: Vec<String>,
    /// Some of what is left out of it, and why.
    pub left_out: Vec<(String, Why)>,
    /// How much is left out of it.
    pub n_left_out: usize,
    all: Context,
    /// How many of the paths in front of each index, and of all paths, are files.
    n_files_before: Vec<u32>,
}

/// The text of an ignore file.
#[derive(Debug)]
pub struct IgnoreInput {
    /// What it is called.
    pub name: Rc<str>,
    /// What is in it.
    pub text: Rc<str>,
    /// Whether it came with a folder, and goes with it.
    pub is_from_folder: bool,
    /// What it says.
    pub file: IgnoreFile,
    /// What is wrong with it; BuildKit builds nothing then.
    pub errors: Vec<PatternError>,
}

/// A build context that the reader gave: names of files, and what of them is ignored. Equal only to itself, as it may
/// be large.
#[derive(Debug)]
pub struct ContextInput {
    /// The files.
    pub listing: Rc<Listing>,
    /// The ignore file, if any.
    pub ignore: Option<Rc<IgnoreInput>>,
    /// Whether the ignore file has so many patterns for so many files that it is left out.
    pub ignores_too_much: bool,
    /// What the builder receives.
    pub sent: Context,
    /// How many of the files in front of each index, and of all paths, are ignored.
    n_ignored_before: Vec<u32>,
}

impl Listing {
    pub(crate) fn new(
        name: Option<&str>,
        paths: Vec<String>,
        all: Context,
        left_out: Vec<(String, Why)>,
        n_left_out: usize,
    ) -> Self {
        let n_files_before = counts(&paths, |path| !path.ends_with('/'));
        Self { name: name.map(Into::into), paths, left_out, n_left_out, all, n_files_before }
    }

    /// How many files there are.
    pub fn n_files(&self) -> usize {
        self.n_files_in(0, self.paths.len())
    }

    /// How many of the paths from index `start` to `end` are files.
    pub(crate) fn n_files_in(&self, start: usize, end: usize) -> usize {
        difference(&self.n_files_before, start, end)
    }
}

impl IgnoreInput {
    /// The ignore file `name` with this text.
    pub fn new(name: &str, text: Rc<str>, is_from_folder: bool) -> Self {
        let (file, errors) = IgnoreFile::parse(&text);
        Self { name: name.into(), text, is_from_folder, file, errors }
    }
}

impl ContextInput {
    /// The files of `listing` without what `ignore` keeps out of the build.
    pub fn new(listing: Rc<Listing>, ignore: Option<Rc<IgnoreInput>>) -> Self {
        let n_patterns = ignore.as_ref().map_or(0, |ignore| ignore.file.patterns().len());
        let ignores_too_much = is_too_much(n_patterns, listing.paths.len());
        let applied = ignore.as_ref().filter(|_| n_patterns > 0 && !ignores_too_much);
        let (sent, n_ignored_before) = match applied {
            None => (listing.all.clone(), vec![0; listing.paths.len() + 1]),
            Some(ignore) => {
                let sent = listing.all.without(&ignore.file);
                let left = sent.files().files_below("");
                let mut left = left.iter().peekable();
                let is_ignored =
                    |path: &str| !path.ends_with('/') && left.next_if(|next| *next == path).is_none();
                let counts = counts(&listing.paths, is_ignored);
                (sent, counts)
            }
        };
        Self { listing, ignore, ignores_too_much, sent, n_ignored_before }
    }

    /// How many files the builder does not receive.
    pub fn n_ignored(&self) -> usize {
        self.n_ignored_in(0, self.listing.paths.len())
    }

    /// How many files of the paths from index `start` to `end` the builder does not receive.
    pub(crate) fn n_ignored_in(&self, start: usize, end: usize) -> usize {
        difference(&self.n_ignored_before, start, end)
    }
}

fn is_too_much(n_patterns: usize, n_paths: usize) -> bool {
    n_patterns.saturating_mul(n_paths) > MAX_PATTERN_TESTS
}

impl PartialEq for ContextInput {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl Eq for ContextInput {}

impl PartialEq for IgnoreInput {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl Eq for IgnoreInput {}

/// How many in front of each of `paths`, and how many of all, are counted.
fn counts(paths: &[String], mut is_counted: impl FnMut(&str) -> bool) -> Vec<u32> {
    let mut counts = Vec::with_capacity(paths.len() + 1);
    let mut n = 0;
    counts.push(n);
    for path in paths {
        n += u32::from(is_counted(path));
        counts.push(n);
    }
    counts
}

fn difference(counts: &[u32], start: usize, end: usize) -> usize {
    let at = |index: usize| counts.get(index).copied().unwrap_or_default();
    usize::try_from(at(end).saturating_sub(at(start))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{ContextInput, IgnoreInput, MAX_PATTERN_TESTS, is_too_much};
    use crate::Intake;

    fn context(paths: impl IntoIterator<Item = String>, ignore: &str) -> ContextInput {
        let mut intake = Intake::default();
        for path in paths {
            intake.add(&path).unwrap();
        }
        intake.sort();
        intake.finish(None, Some(Rc::new(IgnoreInput::new(".dockerignore", ignore.into(), false))))
    }

    #[test]
    fn files_and_what_is_ignored_are_counted() {
        let paths = ["a-b", "a.md", "a/b.md", "a/c.rs", "empty/", "z.md"].map(str::to_owned);
        let context = context(paths, "**/*.md\n!z.md\n");
        assert_eq!((context.listing.n_files(), context.n_ignored()), (5, 2));
        assert_eq!((context.listing.n_files_in(2, 4), context.n_ignored_in(2, 4)), (2, 1));
        assert!(context.sent.files().has("empty") && !context.sent.files().has("a.md"));
    }

    #[test]
    fn as_many_patterns_as_can_be_tried_are_and_one_more_is_not() {
        let n_paths = 2_000;
        let n_most = MAX_PATTERN_TESTS / n_paths;
        assert!(!is_too_much(n_most, n_paths) && is_too_much(n_most + 1, n_paths));
        let paths = || (0..n_paths).map(|at| format!("f{at}"));
        let more = context(paths(), &"f1\n".repeat(n_most + 1));
        assert_eq!((more.ignores_too_much, more.n_ignored()), (true, 0));
        let few = context(paths(), "f1\n");
        assert_eq!((few.ignores_too_much, few.n_ignored()), (false, 1));
    }
}
