//! How long it takes to build the tree of a build context, to change it, to leave out what a `.dockerignore` ignores and
//! to find what copies take, for contexts of several sizes. The fastest of several rounds.
//!
//! `cargo bench -p onionskin-cache --bench context`

#![expect(clippy::print_stdout, reason = "a benchmark reports to a terminal")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use onionskin_cache::{Effort, Entry, FileTree, IgnoreFile, Selection};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const N_ROUNDS: usize = 5;
const N_PATTERNS: usize = 100;

fn main() {
    for n_files in SIZES {
        let entries: Vec<_> = (0..n_files).map(entry).collect();
        let flat: Vec<_> = (0..n_files).map(|at| (format!("file{at}.rs"), file(at))).collect();
        let tree = FileTree::new(entries.iter().cloned());
        let flat_tree = FileTree::new(flat.iter().cloned());
        let (ignore, errors) = IgnoreFile::parse(&patterns());
        assert!(errors.is_empty(), "the patterns are fine");
        let change = |tree: &FileTree, path: &str| tree.with_changes([(path.to_owned(), Some(file(0)))]);
        let files = |selection: &Selection| selection.files(&tree, &mut Effort::default());
        let excluding = Selection::of("").excluding(&["**/*.md".to_owned(), "src/**/test".to_owned()]);
        let plain: Vec<_> = entries.iter().take(10_000).map(|(path, _)| Selection::of(path)).collect();
        println!("{n_files} files, {} of them and their directories left", tree.without(&ignore).n_entries());
        let mut sorted = entries.clone();
        sorted.sort_by(|one, other| one.0.cmp(&other.0));
        report("build", &|| FileTree::new(sorted.iter().cloned()));
        report("build, paths in any order", &|| FileTree::new(entries.iter().cloned()));
        report("build, all in one directory", &|| FileTree::new(flat.iter().cloned()));
        report("change a file", &|| change(&tree, "src/module7/part7/file777.rs"));
        report("change a file, all in one directory", &|| change(&flat_tree, "file777.rs"));
        report("ignore with 100 patterns", &|| tree.without(&ignore));
        report("list everything", &|| files(&Selection::of("")));
        report("list `*/*/*/*.rs`", &|| files(&Selection::of("*/*/*/*.rs")));
        report("list `--parents **/*9.rs`", &|| files(&Selection::with_parents("**/*9.rs")));
        report("list with two `--exclude`", &|| files(&excluding));
        report("list 10,000 plain paths", &|| plain.iter().map(files).collect::<Vec<_>>());
    }
}

/// A file in a tree of directories, as the projects that have so many files have them.
fn entry(at: usize) -> (String, Entry) {
    let ending = ["rs", "rs", "rs", "md", "json"].get(at % 5).copied().unwrap_or_default();
    (format!("src/module{}/part{}/file{at}.{ending}", at % 50, at % 700), file(at))
}

fn file(at: usize) -> Entry {
    Entry::named_file(&at.to_string(), 0o644)
}

/// A `.dockerignore` with all kinds of patterns.
fn patterns() -> String {
    let mut lines = String::new();
    for at in 0..N_PATTERNS / 5 {
        let pattern = |start: &str, end: &str| format!("{start}{at}{end}\n");
        lines += &pattern("dist", "");
        lines += &pattern("**/cache", "");
        lines += &pattern("**/*.tmp", "");
        lines += &pattern("**/node_modules", "/**");
        lines.push_str(if at % 2 == 0 { "**/file1*.md\n" } else { "!**/file11*.md\n" });
    }
    lines
}

fn report<T>(name: &str, run: &dyn Fn() -> T) {
    let round = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    let fastest: Duration = (0..N_ROUNDS).map(round).min().unwrap_or_default();
    println!("  {name:37} {:10.3} ms", fastest.as_secs_f64() * 1e3);
}
