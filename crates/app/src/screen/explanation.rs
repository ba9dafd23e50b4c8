use onionskin_analysis::Problem;
use onionskin_cache::{Cause, Verdict};
use onionskin_explain::{Explanation, Heading, Prose, Subject, WordNote, explain_first, heading};
use onionskin_notes::{About, Notes};
use onionskin_text::{Span, sorted_by};

use super::costs::{DurationField, Durations};
use super::problems::told;
use crate::later::Explain;
use crate::notes::authors_note;
use crate::{Arrival, AuthorsNote, State, words};

/// The most bytes of an instruction that the explanation quotes, and explains word by word; longer ones are in the editor
/// to be read.
const MAX_CODE_BYTES: usize = 4_000;

/// The most problems of an instruction that are told; the first is the one that a build stops at.
const MAX_PROBLEMS: usize = 4;

/// The explanation of the selected instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Its index.
    pub at: usize,
    /// Which document it is in, as [`State::n_documents`] counts them.
    pub document: u32,
    /// The byte offset of its first byte.
    pub start: u32,
    /// What its author says of it; `None` until notes are loaded.
    pub note: Option<AuthorsNote>,
    /// Which instruction: "Step 4 of 5".
    pub title: String,
    /// What kind of instruction it is.
    pub kind: &'static str,
    /// The instruction as written, cut where a word is explained.
    pub code: Vec<CodePiece>,
    /// What BuildKit refuses in it, in its words; empty where nothing is wrong.
    pub problems: Vec<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// The heading above the causes: "Why it rebuilds".
    pub why_heading: &'static str,
    /// What there is to say.
    pub text: Explanation,
    /// The causes, root first.
    pub chain: Vec<Link>,
    /// How long its step takes; `None` where it has none.
    pub duration: Option<DurationField>,
    /// Why that is not all; `None` once the explanations are loaded.
    pub missing: Option<Missing>,
}

/// A link of the chain of causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What happens.
    pub sentence: Prose,
    /// The step that it happens to, where that is not the selected one.
    pub step: Option<LinkedStep>,
}

/// A step that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedStep {
    /// Its name, as the heading of its explanation has it: "Step 2 of 5 in build".
    pub name: String,
    /// The byte offset of the first byte of its instruction.
    pub start: u32,
}

/// Why an explanation is not whole. What is there of it at once are its causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The explanations are being loaded.
    Loading,
    /// They are being loaded again.
    LoadingAgain,
    /// They could not be loaded, as this says.
    Failed(String),
}

/// A piece of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePiece {
    /// The text.
    pub text: String,
    /// The innermost of the explained words that it is part of, by its place among them.
    pub word: Option<usize>,
}

/// The explanation of the instruction with index `at`, which has these `problems`, given how long steps take and what is noted
/// of them.
pub(crate) fn explanation(
    state: &State,
    subject: &Subject<'_>,
    problems: &[&Problem],
    at: usize,
    (durations, notes): (&Durations<'_>, Option<&Notes>),
) -> Option<Explained> {
    let instruction = subject.dockerfile.instructions().nth(at)?;
    let Heading { title, kind } = heading(subject, at)?;
    let verdict = subject.replay.outcomes.get(at).map_or(Verdict::Settings, |outcome| outcome.verdict);

    let explain = state.explanations.later.map_or(explain_first as Explain, |later| later.explain);
    let mut text = explain(subject, at).unwrap_or_default();
    let quoted = shortened(&state.source, instruction.whole_span(&state.source));
    text.words.retain(|word| word.places.first().is_some_and(|place| place.end <= quoted.end));
    Some(Explained {
        at,
        document: state.n_documents,
        start: instruction.span.start,
        note: notes.map(|notes| authors_note(state, notes, About::Instruction(at))),
        title,
        kind,
        code: code(&state.source, quoted, &text.words),
        problems: problems.iter().take(MAX_PROBLEMS).map(|problem| told(problem)).collect(),
        verdict,
        why_heading: words::explanation::why(verdict),
        chain: chain(subject, at, &text.causes),
        text,
        duration: durations.field(at),
        missing: missing(state.explanations.arrival),
    })
}

fn chain(subject: &Subject<'_>, at: usize, sentences: &[Prose]) -> Vec<Link> {
    let causes = subject.replay.outcomes.get(at).map_or(&[][..], |outcome| &outcome.causes);
    // As a rule there is a sentence for each cause; otherwise nobody can say what which of them is about.
    let is_paired = causes.len() == sentences.len();
    let cause_of = |index: usize| causes.get(index).filter(|_| is_paired);
    let link = |(index, sentence): (usize, &Prose)| Link {
        sentence: sentence.clone(),
        step: cause_of(index)
            .and_then(instruction_of)
            .filter(|it| *it != at)
            .and_then(|it| linked(subject, it)),
    };
    sentences.iter().enumerate().map(link).collect()
}

/// The instruction that a cause is about.
fn instruction_of(cause: &Cause) -> Option<usize> {
    match cause {
        Cause::Edited { instruction, .. }
        | Cause::Reads { instruction, .. }
        | Cause::StartsFrom { instruction, .. }
        | Cause::TakesFrom { instruction, .. } => Some(*instruction),
        Cause::Changed(_)
        | Cause::NothingItReadsChanged
        | Cause::SameBaseImage
        | Cause::StageNotNeeded(_)
        | Cause::OnlySettings => None,
    }
}

fn linked(subject: &Subject<'_>, at: usize) -> Option<LinkedStep> {
    let start = subject.dockerfile.instructions().nth(at)?.span.start;
    Some(LinkedStep { name: heading(subject, at)?.title, start })
}

/// Why what is loaded once the page is shown is not there.
pub(crate) fn missing(arrival: Arrival) -> Option<Missing> {
    match arrival {
        Arrival::Awaited => Some(Missing::Loading),
        Arrival::Retried => Some(Missing::LoadingAgain),
        Arrival::Done => None,
        Arrival::Failed(error) => Some(Missing::Failed(words::explanation::not_loaded(error))),
    }
}

/// The text of `span`, cut where one of `words` starts or ends.
fn code(source: &str, span: Span, words: &[WordNote]) -> Vec<CodePiece> {
    let mut pieces: Vec<CodePiece> = Vec::new();
    let mut done = span.start;
    let mut push = |end: u32, word: Option<usize>| {
        let text = Span { start: done, end }.text(source);
        if end > done && !text.is_empty() {
            pieces.push(CodePiece { text: text.to_owned(), word });
            done = end;
        }
    };
    // The words that the text is in: their ends and places.
    let mut open: Vec<(u32, usize)> = Vec::new();
    let places =
        words.iter().enumerate().flat_map(|(at, word)| word.places.iter().map(move |place| (*place, at)));
    let order = |(place, at): &(Span, usize)| (place.start, u32::MAX - place.end, *at);
    let shown = places.filter(|(place, _)| place.end <= span.end).collect();
    for (place, at) in sorted_by(shown, |one, other| order(one).cmp(&order(other))) {
        while let Some((end, outer)) = open.pop_if(|(end, _)| *end <= place.start) {
            push(end, Some(outer));
        }
        push(place.start, open.last().map(|(_, outer)| *outer));
        // What reaches over the end of the word that it starts in belongs to that one.
        let end = open.last().map_or(place.end, |(end, _)| place.end.min(*end));
        open.push((end, at));
    }
    while let Some((end, outer)) = open.pop() {
        push(end, Some(outer));
    }
    push(span.end, None);
    pieces
}

/// The first [`MAX_CODE_BYTES`] of `span`, and less where a character would be cut.
fn shortened(source: &str, span: Span) -> Span {
    let start = span.start as usize;
    let mut end = (span.end as usize).min(start + MAX_CODE_BYTES);
    while !source.is_char_boundary(end) && end > start {
        end -= 1;
    }
    Span::new(start, end)
}
