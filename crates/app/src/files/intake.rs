use std::mem;
use std::rc::Rc;

use onionskin_analysis::{Context, ContextBuilder};
use onionskin_text::sorted;

use super::path::{Why, cleaned};
use crate::{ContextInput, FileProblem, IgnoreInput, Listing};

/// The most files of a build context. With these, a page takes some seconds to list them and as long as ever for
/// everything else; a browser that has to hold many more runs out of memory.
pub const MAX_FILES: usize = 300_000;

/// How many paths are dealt with before the browser may do something else: a few hundredths of a second.
pub const BATCH: usize = 4_000;

/// Takes in the paths of a build context. It takes long for many, so that it is done in steps.
#[derive(Debug, Default)]
pub struct Intake {
    paths: Vec<String>,
    left_out: Vec<(String, Why)>,
    n_left_out: usize,
    builder: ContextBuilder,
    n_built: usize,
}

/// How many of the paths that are left out are named.
const MAX_EXAMPLES: usize = 3;

impl Intake {
    /// Takes a path, as it is seen from the root of the context; one that ends with `/` is a directory.
    ///
    /// # Errors
    /// Where there are more than [`MAX_FILES`].
    pub fn add(&mut self, path: &str) -> Result<(), FileProblem> {
        match cleaned(path) {
            Ok(None) => {}
            Ok(Some(_)) if self.paths.len() >= MAX_FILES => return Err(FileProblem::TooMany),
            Ok(Some(path)) => self.paths.push(path),
            Err(why) => self.leave_out(path, why),
        }
        Ok(())
    }

    /// Notes that something at `path` is not part of the context.
    pub fn leave_out(&mut self, path: &str, why: Why) {
        self.n_left_out += 1;
        if self.left_out.len() < MAX_EXAMPLES {
            self.left_out.push((path.to_owned(), why));
        }
    }

    /// How many paths there are.
    pub fn n_paths(&self) -> usize {
        self.paths.len()
    }

    /// Puts the paths in order, each once, without files that must be directories since something is in them.
    pub fn sort(&mut self) {
        let mut paths = sorted(mem::take(&mut self.paths));
        paths.dedup();
        let is_directory = |at: usize, path: &str| {
            // What is in it need not follow at once: `a.b` stands in front of `a/b`.
            let may_be = paths.get(at + 1).is_some_and(|next| next.starts_with(path));
            let has_any = |inside: String| {
                let first = paths.get(paths.partition_point(|other| *other < inside));
                first.is_some_and(|other| other.starts_with(&inside))
            };
            may_be && (path.ends_with('/') || has_any([path, "/"].concat()))
        };
        let keeps: Vec<bool> = paths.iter().enumerate().map(|(at, path)| !is_directory(at, path)).collect();
        let mut keeps = keeps.into_iter();
        paths.retain(|_| keeps.next().unwrap_or(true));
        self.paths = paths;
    }

    /// Makes the next [`BATCH`] of sorted paths part of the context and says how many are; `None` once all are.
    pub fn build(&mut self) -> Option<usize> {
        let end = self.n_built.saturating_add(BATCH).min(self.paths.len());
        let batch = self.paths.get(self.n_built..end).filter(|batch| !batch.is_empty())?;
        self.builder.add(batch.iter().map(String::as_str));
        self.n_built = end;
        Some(end)
    }

    /// The context of all paths. `name` is what the folder is called; a list has none.
    pub fn finish(mut self, name: Option<&str>, ignore: Option<Rc<IgnoreInput>>) -> ContextInput {
        while self.build().is_some() {}
        let all: Context = self.builder.finish();
        let listing = Listing::new(name, self.paths, all, self.left_out, self.n_left_out);
        ContextInput::new(Rc::new(listing), ignore)
    }
}

#[cfg(test)]
mod tests {
    use super::{BATCH, Intake, MAX_FILES};
    use crate::FileProblem;

    fn sorted(paths: &[&str]) -> Vec<String> {
        let mut intake = Intake::default();
        for path in paths {
            intake.add(path).unwrap();
        }
        intake.sort();
        intake.paths
    }

    #[test]
    fn paths_are_in_order_and_each_is_there_once() {
        assert_eq!(sorted(&["b", "./a", "a", "c/../b"]), ["a", "b"]);
    }

    #[test]
    fn what_has_something_in_it_is_no_file() {
        assert_eq!(
            sorted(&["src", "src/a", "src.txt", "src-x", "srcs"]),
            ["src-x", "src.txt", "src/a", "srcs"]
        );
        assert_eq!(sorted(&["a/", "a/b/", "a/b"]), ["a/b/"]);
        assert_eq!(sorted(&["empty/", "empty"]), ["empty/"]);
        assert_eq!(sorted(&["empty/", "emptyx"]), ["empty/", "emptyx"]);
    }

    #[test]
    fn the_most_files_are_taken_and_one_more_is_not() {
        let mut intake = Intake::default();
        for at in 0..MAX_FILES {
            assert_eq!(intake.add(&at.to_string()), Ok(()));
        }
        assert_eq!(intake.add("one more"), Err(FileProblem::TooMany));
        assert_eq!(intake.add("."), Ok(()));
    }

    #[test]
    fn a_context_is_made_batch_by_batch() {
        let mut intake = Intake::default();
        for at in 0..=BATCH {
            intake.add(&format!("{at:05}")).unwrap();
        }
        intake.sort();
        assert_eq!([intake.build(), intake.build(), intake.build()], [Some(BATCH), Some(BATCH + 1), None]);
        assert_eq!(intake.finish(None, None).listing.n_files(), BATCH + 1);
    }
}
