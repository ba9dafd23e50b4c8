use std::rc::Rc;

use onionskin_analysis::{Analysis, FileCost, file_costs};
use onionskin_cache::{SelectError, taken_of_context};

use onionskin_syntax::Instruction;

use super::file_rows::{self, Walked};
use crate::words::files as words;
use crate::{ContextInput, FilesState, IgnoreInput, MAX_CHANGED_FILES, State};

/// How many rows are drawn, and how many more whenever more are asked for: more than anybody reads at once, and few
/// enough to be there at once.
pub(crate) const ROWS_AT_ONCE: usize = 200;

/// The most rows that are drawn. With more, a browser takes longer than a moment for each change of the page.
pub const MAX_ROWS: usize = 2_000;

/// The most steps that are named beside a file.
const MAX_TAKERS: usize = 4;

/// The most characters of an instruction that are told with its step.
const MAX_INSTRUCTION: usize = 80;

/// The most messages of a kind; the first ones are what a build stops at.
const MAX_MESSAGES: usize = 5;

/// What the view of the build context shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// What is known of the context, in words.
    pub known: Option<String>,
    /// What is wrong with it: BuildKit stops at that.
    pub errors: Vec<String>,
    /// What else there is to know about it.
    pub notes: Vec<String>,
    /// The text of the ignore file.
    pub ignore_text: Rc<str>,
    /// How many patterns it has.
    pub n_patterns: usize,
    /// The files, where they are known.
    pub listed: Option<ListedFiles>,
}

/// The files of the context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedFiles {
    /// Those at the root, or all that contain what is looked for.
    pub rows: Vec<FileRow>,
    /// What is looked for.
    pub filter: Rc<str>,
    /// How much was found, in words; empty where nothing is looked for.
    pub found: String,
    /// What is not drawn.
    pub rest: Rest,
}

/// Whether there are more rows than are drawn, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// All are drawn.
    #[default]
    None,
    /// More can be asked for.
    More(String),
    /// More would be too many.
    TooMany(String),
}

/// A row of the list of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// The path in the context.
    pub path: Rc<str>,
    /// What is shown of it, on one line.
    pub name: String,
    /// What takes it, or anything in it.
    pub takers: Vec<Taker>,
    /// How many more there are.
    pub n_more_takers: usize,
    /// What it is.
    pub kind: FileRowKind,
}

/// What a row of the list of files is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRowKind {
    /// A directory.
    Directory {
        /// What is in it, in words.
        inside: String,
        /// Whether nothing in it is sent.
        is_ignored: bool,
        /// What is in it where it is unfolded.
        rows: Option<Vec<FileRow>>,
    },
    /// A file.
    File {
        /// What becomes of it.
        fate: Fate,
        /// The same in words.
        words: String,
        /// Whether it is among what has changed.
        is_changed: bool,
        /// Whether it can be added to what has changed.
        can_be_added: bool,
    },
}

/// What a change of a file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Steps rebuild.
    Rebuilds,
    /// Steps rebuild unless an output is the same.
    RebuildsUnlessSame,
    /// Nothing rebuilds.
    Nothing,
    /// The builder does not see the file.
    Ignored,
}

/// A step that takes a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taker {
    /// Its number, as `docker build` prints it: "3/5", "build 3/5".
    pub step: String,
    /// What its instruction says, cut where it is long.
    pub text: String,
    /// The byte offset of the instruction.
    pub start: u32,
}

/// The view of the build context.
pub(crate) fn files(state: &State, analysis: Option<&Analysis>) -> Files {
    let FilesState { context, ignore, .. } = &state.files;
    let ignore = ignore.as_deref();
    let mut files = Files {
        ignore_text: ignore.map(|ignore| Rc::clone(&ignore.text)).unwrap_or_default(),
        n_patterns: ignore.map_or(0, |ignore| ignore.file.patterns().len()),
        ..Files::default()
    };
    if let Some(ignore) = ignore {
        let errors = ignore.errors.iter().take(MAX_MESSAGES);
        let told = |error: &onionskin_cache::PatternError| {
            words::ignore_error(&ignore.name, error.line, &error.problem.to_string())
        };
        files.errors.extend(errors.map(told));
    }
    let Some(context) = context else {
        if let Some(ignore) = ignore {
            files.notes.push(words::IGNORE_WAITS.to_owned());
            files
                .errors
                .extend(analysis.into_iter().flat_map(|analysis| named_and_ignored(analysis, ignore)));
        }
        return files;
    };
    let listing = &context.listing;
    files.known = Some(words::known(listing.name.as_deref(), listing.n_files(), context.n_ignored()));
    if context.ignores_too_much {
        files.notes.extend(ignore.map(|ignore| words::ignores_too_much(&ignore.name)));
    }
    if listing.n_left_out > 0 {
        files.notes.push(words::left_out(listing.n_left_out, &listing.left_out));
    }
    files.errors.extend(analysis.into_iter().flat_map(|analysis| build_errors(analysis, ignore)));
    files.listed = Some(listed(state, context, analysis));
    files
}

/// What BuildKit says of files that are not there, and whether they are ignored.
fn build_errors(analysis: &Analysis, ignore: Option<&IgnoreInput>) -> Vec<String> {
    let failures = analysis.failures();
    if failures.is_empty() {
        return Vec::new();
    }
    let problems = analysis.problems.iter().take(MAX_MESSAGES);
    let mut errors: Vec<_> =
        problems.map(|problem| words::build_error(problem.line, &problem.message)).collect();
    for (_, failure) in failures.iter().take(MAX_MESSAGES) {
        if let SelectError::Missing(path) = failure {
            errors.extend(ignore.and_then(|ignore| ignored(path.trim_start_matches('/'), ignore)));
        }
    }
    errors
}

/// What the file names and `ignore` keeps out of the context.
fn named_and_ignored(analysis: &Analysis, ignore: &IgnoreInput) -> Vec<String> {
    let taken = taken_of_context(&analysis.graph);
    let plain = taken.iter().map(|(_, selection)| selection).filter(|selection| selection.is_plain());
    let named = plain.map(onionskin_cache::Selection::path).filter(|path| !path.is_empty());
    named.filter_map(|path| ignored(path, ignore)).take(MAX_MESSAGES).collect()
}

fn ignored(path: &str, ignore: &IgnoreInput) -> Option<String> {
    let pattern = ignore.file.ignored_by(path)?;
    Some(words::named_and_ignored(path, pattern.line, &pattern.text))
}

fn listed(state: &State, context: &ContextInput, analysis: Option<&Analysis>) -> ListedFiles {
    let files = &state.files;
    let max_rows = files.max_rows.min(MAX_ROWS);
    let Walked { mut rows, paths, n_found, is_cut } = if files.filter.is_empty() {
        file_rows::unfolded(context, &files.unfolded, max_rows)
    } else {
        file_rows::containing(context, &files.filter, max_rows)
    };
    if let Some(analysis) = analysis {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let costs = file_costs(&state.source, analysis, &state.setup(), &paths);
        let instructions = analysis.dockerfile.instructions().collect();
        let mut filler = Filler { state, analysis, instructions, costs: costs.into_iter() };
        filler.fill(&mut rows);
    }
    ListedFiles {
        rows,
        filter: Rc::clone(&files.filter),
        found: n_found.map(words::found).unwrap_or_default(),
        rest: match is_cut {
            false => Rest::None,
            true if max_rows < MAX_ROWS => Rest::More(words::not_drawn(max_rows)),
            true => Rest::TooMany(words::too_many_rows(max_rows)),
        },
    }
}

/// Fills rows, in the order in which they are drawn, with what takes them and what their change costs.
struct Filler<'a> {
    state: &'a State,
    analysis: &'a Analysis,
    instructions: Vec<&'a Instruction>,
    costs: std::vec::IntoIter<FileCost>,
}

impl Filler<'_> {
    fn fill(&mut self, rows: &mut [FileRow]) {
        let changed = self.state.change.files();
        for row in rows {
            let Some(told) = self.costs.next() else { return };
            row.n_more_takers = told.takers.len().saturating_sub(MAX_TAKERS);
            row.takers = told.takers.iter().take(MAX_TAKERS).filter_map(|at| self.taker(*at)).collect();
            match &mut row.kind {
                FileRowKind::Directory { rows, is_ignored, .. } => {
                    if *is_ignored {
                        // The directory itself may be sent, which nobody asks about.
                        (row.takers, row.n_more_takers) = (Vec::new(), 0);
                    }
                    if let Some(rows) = rows {
                        self.fill(rows);
                    }
                }
                FileRowKind::File { fate, words, is_changed, can_be_added } => {
                    if let Some(cost) = told.cost.filter(|_| *fate != Fate::Ignored) {
                        *words = words::costs(cost.n_certain, cost.n_maybe, cost.n_steps);
                        *fate = match (cost.n_certain, cost.n_maybe) {
                            (0, 0) => Fate::Nothing,
                            (0, _) => Fate::RebuildsUnlessSame,
                            _ => Fate::Rebuilds,
                        };
                    }
                    *is_changed = changed.iter().any(|path| **path == *row.path);
                    let has_room = !changed.is_empty() && changed.len() < MAX_CHANGED_FILES;
                    *can_be_added = has_room && !*is_changed && *fate != Fate::Ignored;
                }
            }
        }
    }

    fn taker(&self, at: usize) -> Option<Taker> {
        let instruction = self.instructions.get(at)?;
        let step = self.analysis.graph.instructions.get(at)?.step.as_ref()?;
        Some(Taker {
            step: step.label.trim_matches(['[', ']']).to_owned(),
            text: instruction.text.chars().take(MAX_INSTRUCTION).collect(),
            start: instruction.span.start,
        })
    }
}
