use onionskin_cache::{Cause, Verdict};
use onionskin_explain::{Explanation, Prose, Subject, WordNote, explain};
use onionskin_graph::{BuildGraph, Step};
use onionskin_syntax::{Instruction, Keyword};
use onionskin_text::Span;

use crate::{Arrival, State};
use onionskin_graph::stage_name;

/// The most bytes of an instruction that the explanation quotes; longer ones are in the editor to be read.
const MAX_CODE_BYTES: usize = 4_000;

/// The most words that are explained one by one. The reader scrolls through all of them, and nobody reads more.
const MAX_WORDS: usize = 120;

/// The most characters of an unknown word that the title has.
const MAX_TITLE_CHARACTERS: usize = 30;

/// The explanation of the selected instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Which instruction: "Step 4 of 5".
    pub title: String,
    /// What kind of instruction it is.
    pub kind: &'static str,
    /// The instruction as written, cut where a word is explained.
    pub code: Vec<CodePiece>,
    /// The verdict.
    pub verdict: Verdict,
    /// The heading above the causes: "Why it rebuilds".
    pub why_heading: &'static str,
    /// What there is to say.
    pub text: Explanation,
    /// The causes, root first.
    pub chain: Vec<Link>,
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
    /// Whether it is one of the words that are explained.
    pub is_word: bool,
}

/// The explanation of the instruction with index `at`.
pub(crate) fn explanation(state: &State, subject: &Subject<'_>, at: usize) -> Option<Explained> {
    let instruction = subject.dockerfile.instructions().nth(at)?;
    let step = subject.graph.instructions.get(at).and_then(|node| node.step.as_ref());
    let verdict = subject.replay.outcomes.get(at).map_or(Verdict::Settings, |outcome| outcome.verdict);
    let mut text = explain(subject, at).unwrap_or_default();
    text.words.truncate(MAX_WORDS);
    Some(Explained {
        title: title(instruction, step, subject.graph, at),
        kind: kind(instruction, step, verdict),
        code: code(&state.source, instruction, &text.words),
        verdict,
        why_heading: why_heading(verdict),
        chain: chain(subject, at, &text.causes),
        text,
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
    let instruction = subject.dockerfile.instructions().nth(at)?;
    let step = subject.graph.instructions.get(at).and_then(|node| node.step.as_ref());
    Some(LinkedStep { name: title(instruction, step, subject.graph, at), start: instruction.span.start })
}

fn missing(arrival: Arrival) -> Option<Missing> {
    match arrival {
        Arrival::Awaited => Some(Missing::Loading),
        Arrival::Retried => Some(Missing::LoadingAgain),
        Arrival::Done => None,
        Arrival::Failed(error) => Some(Missing::Failed(format!(
            "The explanations could not be loaded: {error}. Everything else on this page works without them."
        ))),
    }
}

fn title(instruction: &Instruction, step: Option<&Step>, graph: &BuildGraph, at: usize) -> String {
    let Some(step) = step else {
        let as_written = || instruction.word.text.chars().take(MAX_TITLE_CHARACTERS).collect();
        return instruction.keyword.map_or_else(as_written, |keyword| keyword.name().to_owned());
    };
    let place = format!("Step {} of {}", step.number, step.total);
    match graph.instructions.get(at).and_then(|node| node.stage) {
        Some(stage) if graph.stages.len() > 1 => format!("{place} in {}", stage_name(graph, stage)),
        Some(_) | None => place,
    }
}

fn kind(instruction: &Instruction, step: Option<&Step>, verdict: Verdict) -> &'static str {
    match (step, instruction.keyword) {
        (_, _) if verdict == Verdict::NotBuilt => "not part of this build",
        (Some(step), _) if step.makes_layer => "runs at build time, makes a layer",
        (Some(_), _) => "runs at build time, makes no layer",
        (None, None) => "not an instruction that BuildKit knows",
        (None, Some(Keyword::From)) => "starts from an earlier stage: no step, no layer",
        (None, Some(_)) => "a setting: no step, no layer",
    }
}

fn why_heading(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reused => "Why it is reused",
        Verdict::Rebuilds => "Why it rebuilds",
        Verdict::RebuildsUnlessSame => "Why it rebuilds, unless the output is the same",
        Verdict::NotBuilt => "Why it is not built",
        Verdict::Settings => "Why it has no step",
    }
}

/// The text of `instruction`, cut at `words`, which stand in the order written.
fn code(source: &str, instruction: &Instruction, words: &[WordNote]) -> Vec<CodePiece> {
    let span = shortened(source, instruction.span);
    let mut pieces = Vec::new();
    let mut done = span.start;
    let mut push = |start: u32, end: u32, is_word: bool| {
        let text = Span { start, end }.text(source);
        if !text.is_empty() {
            pieces.push(CodePiece { text: text.to_owned(), is_word });
        }
    };
    for word in words {
        let is_whole = source.get(word.span.range()).is_some_and(|text| !text.is_empty());
        if word.span.start >= done && word.span.end <= span.end && is_whole {
            push(done, word.span.start, false);
            push(word.span.start, word.span.end, true);
            done = word.span.end;
        }
    }
    push(done, span.end, false);
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
