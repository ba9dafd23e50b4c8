use std::rc::Rc;

use onionskin_analysis::{Pair, Side};
use onionskin_cache::{Cause, Verdict};
use onionskin_explain::{Inline, Prose, reasons};
use onionskin_graph::Step;
use onionskin_syntax::{Instruction, Keyword};
use onionskin_text::LineRange;

use super::Sides;
use crate::screen::layers::{MAX_ROW_CHARACTERS, root};
use crate::screen::problems::by_instruction;
use crate::words::compare as words;

/// An instruction of both Dockerfiles, or of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// How they differ.
    pub kind: RowKind,
    /// The same in words.
    pub note: String,
    /// The document's.
    pub before: Option<PairSide>,
    /// The other Dockerfile's.
    pub after: Option<PairSide>,
    /// Whether both are written the same, so that one of them says it all.
    pub is_written_same: bool,
    /// What becomes of that of the other Dockerfile after a build of the document; `None` where that has none.
    pub verdict: Option<Verdict>,
    /// The root of the verdict, in a word or two.
    pub cause: String,
    /// The chain of causes, root first.
    pub chain: Vec<Prose>,
    /// Whether it is the first step that is not reused.
    pub is_first: bool,
}

/// How an instruction of one Dockerfile differs from that of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Both have it.
    Same,
    /// It is another one.
    Edited,
    /// Only the document has it.
    Removed,
    /// Only the other Dockerfile has it.
    Added,
    /// It stands elsewhere in the other one.
    Moved,
}

impl RowKind {
    /// The kind as scripts see it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Edited => "edited",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Moved => "moved",
        }
    }
}

/// An instruction of one Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairSide {
    /// Its lines.
    pub lines: LineRange,
    /// The label of its step without brackets; `None` for settings.
    pub step: Option<String>,
    /// What it says, on one line, cut where it is very long.
    pub text: String,
    /// Whether BuildKit refuses it.
    pub has_error: bool,
}

/// The rows, in the order of both files.
pub(super) fn rows(sides: &Sides<'_>) -> Vec<Rc<PairRow>> {
    let comparison = sides.comparison;
    let (one, other) = (Listed::of(&comparison.before), Listed::of(&comparison.after));
    let mut chains = reasons(&sides.after(&comparison.replay));
    let first = first_rebuilt(sides);
    let row = |pair: &Pair| {
        let (before, after) = indices(*pair);
        let outcome = after.and_then(|at| comparison.replay.outcomes.get(at));
        let (before_side, after_side) =
            (before.and_then(|at| one.side(at)), after.and_then(|at| other.side(at)));
        let is_written_same =
            before_side.as_ref().map(|side| &side.text) == after_side.as_ref().map(|side| &side.text);
        let (kind, note) = kind(pair, &one, &other);
        Rc::new(PairRow {
            kind,
            note,
            before: before_side,
            after: after_side,
            is_written_same,
            verdict: outcome.map(|outcome| outcome.verdict),
            cause: outcome.and_then(|outcome| outcome.causes.first()).map(root).unwrap_or_default(),
            chain: after.and_then(|at| chains.get_mut(at)).map(std::mem::take).unwrap_or_default(),
            is_first: after.is_some() && after == first,
        })
    };
    comparison.pairs.iter().map(row).collect()
}

/// How many steps are reused, and why the first one is not that is not.
pub(super) fn totals(sides: &Sides<'_>) -> Prose {
    let comparison = sides.comparison;
    let steps = comparison.after.graph.instructions.iter().zip(&comparison.replay.outcomes);
    let verdicts = steps.filter(|(node, _)| node.step.is_some()).map(|(_, outcome)| outcome.verdict);
    let (mut n_steps, mut n_reused, mut n_open) = (0, 0, 0);
    for verdict in verdicts.filter(|verdict| *verdict != Verdict::NotBuilt) {
        n_steps += 1;
        n_reused += usize::from(verdict == Verdict::Reused);
        n_open += usize::from(verdict == Verdict::RebuildsUnlessSame);
    }
    if n_steps == 0 {
        return text(words::NO_STEPS.to_owned());
    }
    let mut prose = text(words::reused(n_reused, n_open, n_steps));
    if let Some(at) = first_rebuilt(sides) {
        prose.0.extend(first(sides, at).0);
        prose.0.push(Inline::Text(".".to_owned()));
    }
    prose
}

/// The index of the first step of the other Dockerfile that is not reused for certain.
fn first_rebuilt(sides: &Sides<'_>) -> Option<usize> {
    let outcomes = || sides.comparison.replay.outcomes.iter();
    let rebuilds = outcomes().position(|outcome| outcome.verdict == Verdict::Rebuilds);
    rebuilds.or_else(|| outcomes().position(|outcome| outcome.verdict == Verdict::RebuildsUnlessSame))
}

/// The step with index `at`, and why it rebuilds.
fn first(sides: &Sides<'_>, at: usize) -> Prose {
    let comparison = sides.comparison;
    let outcome = comparison.replay.outcomes.get(at);
    let step = comparison.after.graph.instructions.get(at).and_then(|node| node.step.as_ref());
    let name = step.map(step_name).unwrap_or_default();
    let is_certain = outcome.is_some_and(|outcome| outcome.verdict == Verdict::Rebuilds);
    let mut prose = text(if is_certain { words::first(&name) } else { words::first_open(&name) });
    let edited = outcome.into_iter().flat_map(|outcome| &outcome.causes).find_map(|cause| match cause {
        Cause::Edited { instruction, variable } => Some((*instruction, variable.as_deref())),
        Cause::Changed(_)
        | Cause::Reads { .. }
        | Cause::StartsFrom { .. }
        | Cause::TakesFrom { .. }
        | Cause::NothingItReadsChanged
        | Cause::SameBaseImage
        | Cause::StageNotNeeded(_)
        | Cause::OnlySettings => None,
    });
    match edited {
        Some((_, Some(name))) => {
            prose.0.push(Inline::Text(words::BECAUSE_VARIABLE.to_owned()));
            prose.0.push(Inline::Code(name.to_owned()));
        }
        Some((at, None)) => prose.0.extend(because(sides, at).map(Inline::Text)),
        None => {}
    }
    prose
}

/// The edit that makes the instruction with index `at` another one: its own, or the nearest one above it that tells on it.
fn because(sides: &Sides<'_>, at: usize) -> Option<String> {
    let comparison = sides.comparison;
    let (one, other) = (Listed::of(&comparison.before), Listed::of(&comparison.after));
    let row = comparison.pairs.iter().position(|pair| indices(*pair).1 == Some(at))?;
    let tells = |pair: &&Pair| match **pair {
        Pair::Same { .. } => false,
        Pair::Edited { before, after } => one.tells_below(before) || other.tells_below(after),
        Pair::Removed { before, .. } => one.tells_below(before),
        Pair::Added { after, .. } => other.tells_below(after),
    };
    match comparison.pairs.get(..=row)?.iter().rev().find(tells)? {
        Pair::Same { .. } => None,
        Pair::Edited { after, .. } => Some(words::because_edited(other.line(*after))),
        Pair::Removed { before, .. } => Some(words::because_gone(one.line(*before))),
        Pair::Added { after, moved_from: None } => Some(words::because_new(other.line(*after))),
        Pair::Added { after, moved_from: Some(before) } => {
            Some(words::because_moved(other.line(*after), one.line(*before)))
        }
    }
}

/// The instructions of a Dockerfile.
struct Listed<'a> {
    side: &'a Side,
    instructions: Vec<&'a Instruction>,
    has_error: Vec<bool>,
}

impl<'a> Listed<'a> {
    fn of(side: &'a Side) -> Self {
        let instructions: Vec<_> = side.dockerfile.instructions().collect();
        let problems = by_instruction(&side.problems, &instructions);
        let has_error = problems.iter().map(|own| !own.is_empty()).collect();
        Self { side, instructions, has_error }
    }

    /// The first line of the instruction with index `at`.
    fn line(&self, at: usize) -> u32 {
        self.instructions.get(at).map_or(0, |instruction| instruction.lines.first)
    }

    fn step(&self, at: usize) -> Option<&'a Step> {
        self.side.graph.instructions.get(at)?.step.as_ref()
    }

    /// Whether steps below the instruction with index `at` depend on it.
    fn tells_below(&self, at: usize) -> bool {
        let keyword = self.instructions.get(at).and_then(|instruction| instruction.keyword);
        self.step(at).is_some()
            || matches!(
                keyword,
                Some(
                    Keyword::From
                        | Keyword::Arg
                        | Keyword::Env
                        | Keyword::User
                        | Keyword::Shell
                        | Keyword::Workdir
                )
            )
    }

    fn side(&self, at: usize) -> Option<PairSide> {
        let instruction = self.instructions.get(at)?;
        let is_cut = instruction.text.chars().nth(MAX_ROW_CHARACTERS).is_some();
        let text = instruction.text.chars().take(MAX_ROW_CHARACTERS).chain(is_cut.then_some('…'));
        Some(PairSide {
            lines: instruction.lines,
            step: self.step(at).map(|step| step.label.trim_matches(['[', ']']).to_owned()),
            text: text.collect(),
            has_error: self.has_error.get(at) == Some(&true),
        })
    }
}

fn kind(pair: &Pair, one: &Listed<'_>, other: &Listed<'_>) -> (RowKind, String) {
    match pair {
        Pair::Same { .. } => (RowKind::Same, words::SAME.to_owned()),
        Pair::Edited { .. } => (RowKind::Edited, words::EDITED.to_owned()),
        Pair::Removed { moved_to: Some(after), .. } => (RowKind::Moved, words::moved_to(other.line(*after))),
        Pair::Removed { .. } => (RowKind::Removed, words::REMOVED.to_owned()),
        Pair::Added { moved_from: Some(before), .. } => {
            (RowKind::Moved, words::moved_from(one.line(*before)))
        }
        Pair::Added { .. } => (RowKind::Added, words::ADDED.to_owned()),
    }
}

/// The indices of the instructions of a row: the document's and the other Dockerfile's.
fn indices(pair: Pair) -> (Option<usize>, Option<usize>) {
    match pair {
        Pair::Same { before, after } | Pair::Edited { before, after } => (Some(before), Some(after)),
        Pair::Removed { before, .. } => (Some(before), None),
        Pair::Added { after, .. } => (None, Some(after)),
    }
}

/// "step 3", or "step [build 3/5]" where there are several stages.
fn step_name(step: &Step) -> String {
    let label = step.label.split_whitespace().collect::<Vec<_>>().join(" ");
    if label.contains(' ') { format!("step {label}") } else { format!("step {}", step.number) }
}

fn text(text: String) -> Prose {
    Prose(vec![Inline::Text(text)])
}
