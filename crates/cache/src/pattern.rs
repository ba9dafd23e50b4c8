use std::fmt;

use crate::glob;
use crate::path::clean;
use crate::path_matcher::{PathMatcher, Scratch};

/// One pattern of a list in which later ones overrule earlier ones: a line of `.dockerignore` or a value of `--exclude`.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Its line in the file, counted from 1; in a list of values its place.
    pub line: usize,
    /// As it is written, without blanks around it.
    pub text: String,
    /// Whether it takes back what patterns before it say: it starts with `!`.
    pub is_negated: bool,
    /// The path that it matches, cleaned, without the `!`.
    cleaned: String,
    matcher: PathMatcher,
}

/// What is wrong with a pattern. BuildKit builds nothing then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Its line in the file, counted from 1; in a list of values its place.
    pub line: usize,
    /// What is wrong, in BuildKit's words.
    pub problem: PatternProblem,
}

/// The ways in which a pattern can be wrong; as text in BuildKit's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternProblem {
    /// There is nothing behind the `!`.
    IllegalExclusion,
    /// A `[` has no end, a `\` has nothing behind it, or a range is upside down.
    Syntax,
    /// The line has 64 KiB or more, and BuildKit reads no further.
    TooLong,
}

impl fmt::Display for PatternProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::IllegalExclusion => "illegal exclusion pattern: \"!\"",
            Self::Syntax => "syntax error in pattern",
            Self::TooLong => "bufio.Scanner: token too long",
        })
    }
}

impl Pattern {
    /// The pattern that `value` is to BuildKit; `None` where it is blank. `text` is how it is written.
    pub(crate) fn new(value: &str, line: usize, text: &str) -> Option<Result<Self, PatternError>> {
        let value = value.trim();
        if value.is_empty() {
            return None;
        }
        let wrong = |problem| Some(Err(PatternError { line, problem }));
        // The `!` is in it when it is cleaned, so that `!/` and `!a/../..` lose it or what is behind it.
        let cleaned = clean(value);
        let (is_negated, cleaned) = match cleaned.strip_prefix('!') {
            Some("") => return wrong(PatternProblem::IllegalExclusion),
            Some(behind) => (true, behind.to_owned()),
            None => (false, cleaned),
        };
        let matcher = glob::is_valid(&cleaned).then(|| PathMatcher::new(&cleaned)).flatten();
        let Some(matcher) = matcher else { return wrong(PatternProblem::Syntax) };
        Some(Ok(Self { line, text: text.to_owned(), is_negated, cleaned, matcher }))
    }

    /// Whether it matches `path` itself, whatever it says of the directories above.
    fn matches(&self, path: &str, scratch: &mut Scratch) -> bool {
        self.matcher.matches(path, scratch)
    }

    /// The cleaned pattern without what matches anything at its end, as BuildKit looks at it to find out whether it may
    /// match anything in a directory.
    fn stem(&self) -> &str {
        let stem = self.cleaned.strip_suffix("/**").unwrap_or(&self.cleaned);
        stem.strip_suffix("/*").unwrap_or(stem)
    }
}

/// Patterns of which the last that applies decides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    list: Vec<Pattern>,
    /// Whether a negated pattern may match anywhere, because it has wildcards other than at its end.
    may_match_anywhere: bool,
}

impl Patterns {
    pub(crate) fn new(list: Vec<Pattern>) -> Self {
        let is_inexact = |pattern: &Pattern| pattern.stem().contains(['*', '[', ']', '?', '^', '\\']);
        let may_match_anywhere = list.iter().any(|pattern| pattern.is_negated && is_inexact(pattern));
        Self { list, may_match_anywhere }
    }

    /// The patterns that the values of a flag are.
    pub(crate) fn of_values(values: &[String]) -> Result<Self, PatternError> {
        let pattern = |(at, value): (usize, &String)| Pattern::new(value, at + 1, value.trim());
        let list = values.iter().enumerate().filter_map(pattern).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::new(list))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn list(&self) -> &[Pattern] {
        &self.list
    }

    /// How many steps it takes to decide about a path of `n_bytes`, at worst.
    pub(crate) fn cost(&self, n_bytes: usize) -> usize {
        self.list.iter().map(|pattern| pattern.matcher.cost(n_bytes)).sum()
    }

    /// The pattern that decides about `path`: the last one that applies. The path is selected if there is one and it is
    /// not negated.
    ///
    /// A pattern applies if it matches the path or a directory above it, and if it would change what those before it
    /// say; one that would not is not tried. Adds to `matched` which do; those of the directory above start at `above`
    /// in it. Where there is no `above`, all directories above are looked at. As `MatchesUsingParentResults` of
    /// moby/patternmatcher does it.
    pub(crate) fn decide(
        &self,
        path: &str,
        above: Option<usize>,
        matched: &mut Vec<bool>,
        scratch: &mut Scratch,
    ) -> Option<&Pattern> {
        let mut decided_by: Option<&Pattern> = None;
        for (at, pattern) in self.list.iter().enumerate() {
            let is_selected = decided_by.is_some_and(|pattern| !pattern.is_negated);
            let mut is_match =
                above.and_then(|above| matched.get(above + at)).is_some_and(|is_match| *is_match);
            if !is_match && pattern.is_negated == is_selected {
                is_match = pattern.matches(path, scratch)
                    || above.is_none() && matches_above(pattern, path, scratch);
            }
            matched.push(is_match);
            if is_match {
                decided_by = Some(pattern);
            }
        }
        decided_by
    }

    /// Whether BuildKit looks into `directory`, which is ignored, for what a negated pattern takes back.
    pub(crate) fn look_into(&self, directory: &str) -> bool {
        let may_match_in = |pattern: &Pattern| {
            let rest = pattern.stem().strip_prefix(directory);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.may_match_anywhere || self.list.iter().any(|pattern| pattern.is_negated && may_match_in(pattern))
    }
}

fn matches_above(pattern: &Pattern, path: &str, scratch: &mut Scratch) -> bool {
    let mut directories = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
    directories.any(|directory| pattern.matches(directory, scratch))
}
