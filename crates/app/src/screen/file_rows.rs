use std::collections::BTreeSet;
use std::rc::Rc;

use super::files::{Fate, FileRow, FileRowKind};
use crate::ContextInput;
use crate::words::files as words;

/// How deep lists stand in lists. What is nested more deeply stands in the innermost one with its path.
const MAX_NESTING: usize = 12;

/// Rows that are drawn.
pub(crate) struct Walked {
    /// The outermost of them.
    pub(crate) rows: Vec<FileRow>,
    /// The paths of all of them in the order in which they are drawn; those of directories end with a `/`.
    pub(crate) paths: Vec<String>,
    /// How many files there are of what was looked for.
    pub(crate) n_found: Option<usize>,
    /// Whether there would be more.
    pub(crate) is_cut: bool,
}

/// The root and what is unfolded, `max_rows` at most; directories first.
pub(crate) fn unfolded(context: &ContextInput, unfolded: &BTreeSet<Rc<str>>, max_rows: usize) -> Walked {
    let mut walk = Walk { context, unfolded, n_left: max_rows, is_cut: false, paths: Vec::new() };
    let rows = walk.rows("", 0, context.listing.paths.len(), 0);
    Walked { rows, paths: walk.paths, n_found: None, is_cut: walk.is_cut }
}

/// The files whose paths contain `text`, whatever the case of its ASCII letters, `max_rows` at most.
pub(crate) fn containing(context: &ContextInput, text: &str, max_rows: usize) -> Walked {
    let mut rows = Vec::new();
    let mut paths = Vec::new();
    let mut n_found = 0;
    for (at, path) in context.listing.paths.iter().enumerate() {
        if path.ends_with('/') || !contains(path, text) {
            continue;
        }
        n_found += 1;
        if rows.len() < max_rows {
            rows.push(file(context, at, path, path));
            paths.push(path.clone());
        }
    }
    Walked { is_cut: n_found > rows.len(), rows, paths, n_found: Some(n_found) }
}

fn contains(path: &str, text: &str) -> bool {
    path.as_bytes().windows(text.len().max(1)).any(|part| part.eq_ignore_ascii_case(text.as_bytes()))
}

struct Walk<'a> {
    context: &'a ContextInput,
    unfolded: &'a BTreeSet<Rc<str>>,
    n_left: usize,
    is_cut: bool,
    paths: Vec<String>,
}

/// What stands in a directory.
enum Child<'a> {
    /// The directory with this name, and where the paths in it end.
    Directory(&'a str, usize),
    /// A file, by the part of its path behind that of the directory.
    File(&'a str),
}

impl<'a> Walk<'a> {
    /// What is in the directory whose paths start with `prefix` and have indices from `start` to `end`.
    fn rows(&mut self, prefix: &str, start: usize, end: usize, depth: usize) -> Vec<FileRow> {
        let children = self.children(prefix, start, end, depth);
        let is_directory = |child: &Child<'_>| matches!(child, Child::Directory(..));
        let directories = children.iter().filter(|(_, child)| is_directory(child));
        let files = children.iter().filter(|(_, child)| !is_directory(child));
        let mut rows = Vec::new();
        for (at, child) in directories.chain(files) {
            if self.n_left == 0 {
                self.is_cut = true;
                break;
            }
            self.n_left -= 1;
            rows.push(match child {
                Child::File(name) => {
                    let path = [prefix, name].concat();
                    self.paths.push(path.clone());
                    file(self.context, *at, &path, name)
                }
                Child::Directory(name, end) => {
                    self.directory([prefix, name].concat(), name, (*at, *end), depth)
                }
            });
        }
        rows
    }

    fn children(&self, prefix: &str, start: usize, end: usize, depth: usize) -> Vec<(usize, Child<'a>)> {
        let paths = self.context.listing.paths.get(start..end).unwrap_or_default();
        let mut children = Vec::new();
        let mut at = 0;
        while let Some(path) = paths.get(at) {
            let rest = path.get(prefix.len()..).unwrap_or_default();
            let end = rest.find('/').filter(|_| depth < MAX_NESTING);
            if let Some(name) = end.and_then(|end| rest.get(..end)) {
                let inside = [prefix, name, "/"].concat();
                let n = paths.get(at..).unwrap_or_default().partition_point(|path| path.starts_with(&inside));
                children.push((start + at, Child::Directory(name, start + at + n)));
                at += n.max(1);
            } else {
                // The directory itself is among its paths where there is nothing in it.
                if !rest.is_empty() && !rest.ends_with('/') {
                    children.push((start + at, Child::File(rest)));
                }
                at += 1;
            }
        }
        children
    }

    fn directory(&mut self, path: String, name: &str, (start, end): (usize, usize), depth: usize) -> FileRow {
        let prefix = [&path, "/"].concat();
        self.paths.push(prefix.clone());
        let n_files = self.context.listing.n_files_in(start, end);
        let n_ignored = self.context.n_ignored_in(start, end);
        let is_ignored = n_files > 0 && n_ignored == n_files;
        let mut inside = words::inside(n_files, n_ignored);
        if let Some((line, pattern)) = is_ignored.then(|| ignored_by(self.context, &path)).flatten() {
            inside = format!("{}, {}", words::n_files(n_files), words::ignored_by(line, pattern));
        }
        let is_unfolded = self.unfolded.contains(path.as_str());
        let rows = is_unfolded.then(|| self.rows(&prefix, start, end, depth + 1));
        FileRow {
            path: path.into(),
            name: words::one_line(name),
            takers: Vec::new(),
            n_more_takers: 0,
            kind: FileRowKind::Directory { inside, is_ignored, rows },
        }
    }
}

/// The row of the file with the index `at`. What it costs is not known here.
fn file(context: &ContextInput, at: usize, path: &str, name: &str) -> FileRow {
    let is_ignored = context.n_ignored_in(at, at + 1) > 0;
    let pattern = is_ignored.then(|| ignored_by(context, path)).flatten();
    FileRow {
        path: path.into(),
        name: words::one_line(name),
        takers: Vec::new(),
        n_more_takers: 0,
        kind: FileRowKind::File {
            fate: if is_ignored { Fate::Ignored } else { Fate::Nothing },
            words: pattern.map(|(line, pattern)| words::ignored_by(line, pattern)).unwrap_or_default(),
            is_changed: false,
            can_be_added: false,
        },
    }
}

fn ignored_by<'c>(context: &'c ContextInput, path: &str) -> Option<(usize, &'c str)> {
    let pattern = context.ignore.as_ref()?.file.ignored_by(path)?;
    Some((pattern.line, pattern.text.as_str()))
}
