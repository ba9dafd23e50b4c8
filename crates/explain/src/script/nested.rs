//! What a command is handed to run: scripts (`sh -c '…'`, `eval '…'`) and commands (`find -exec`).

use std::borrow::Cow;

use onionskin_entries::{Entry, Takes, Trait};
use onionskin_text::Span;

use super::MAX_DEPTH;
use super::element::{Element, Rank, SimpleCommand, Start};
use super::text::ShellText;
use super::walker::Walker;
use super::windows::Shell;
use crate::Subject;
use crate::invocation::{Invocation, invocations, program};
use crate::places::Places;
use crate::term::Term;

/// Adds the command `terms`, and what it is handed to run. Returns the places of the words that are read as scripts, in
/// order.
pub(super) fn push_command<'t>(
    subject: &Subject<'_>,
    terms: Vec<Term<'t>>,
    rank: Rank,
    depth: usize,
    elements: &mut Vec<Element<'t>>,
) -> Vec<Span> {
    if terms.is_empty() {
        return Vec::new();
    }
    let are_runs_read = depth < MAX_DEPTH;
    let mut handed = Vec::new();
    let read =
        if are_runs_read { push_handed(subject, &terms, rank, depth + 1, &mut handed) } else { Vec::new() };
    elements.push(Element::Command(SimpleCommand { terms, rank, are_runs_read }));
    elements.extend(handed);
    read
}

/// Adds the elements of a script for a shell of Windows, with what its commands are handed.
pub(super) fn walk_windows(
    subject: &Subject<'_>,
    shell: Shell,
    text: &ShellText<'_>,
    rank: Rank,
    elements: &mut Vec<Element<'_>>,
) {
    let mut found = Vec::new();
    shell.walk(text, rank, &mut found);
    for element in found {
        if let Element::Command(SimpleCommand { terms, rank, .. }) = element {
            push_command(subject, terms, rank, 0, elements);
        } else {
            elements.push(element);
        }
    }
}

/// Adds what the command `terms` is handed. Returns the places of the words that are read as scripts.
fn push_handed(
    subject: &Subject<'_>,
    terms: &[Term<'_>],
    rank: Rank,
    depth: usize,
    elements: &mut Vec<Element<'static>>,
) -> Vec<Span> {
    if let Some(script) = Shell::script_in_quotes(terms) {
        let text = text_of(subject, script);
        let mut inside = Vec::new();
        Shell::PowerShell.walk(&text, rank.of_nested(), &mut inside);
        return push_script(script, inside, elements);
    }
    // Most commands are handed nothing, and then there is nothing to look for.
    let is_handed = |entry: &Entry| {
        entry.is(Trait::Shell)
            || entry.is(Trait::ShellText)
            || entry.options.iter().any(|option| option.takes == Takes::Command)
    };
    let may_be_handed = terms.iter().any(|term| term.is_option() || term.text == "eval");
    if !may_be_handed || !program(subject.registry, terms).is_some_and(is_handed) {
        return Vec::new();
    }
    let (known, _) = invocations(subject.registry, terms);
    let Some(last) = known.last() else { return Vec::new() };
    if let Some(script) = script_of(last) {
        let text = text_of(subject, script);
        let mut inside = Vec::new();
        Walker::walk_nested(subject, &text, rank.of_nested(), depth, &mut inside);
        return push_script(script, inside, elements);
    }
    push_runs(subject, last, depth, elements)
}

/// Adds the elements `inside` of `script`. Returns its place, unless there are none.
fn push_script(
    script: &Term<'_>,
    inside: Vec<Element<'_>>,
    elements: &mut Vec<Element<'static>>,
) -> Vec<Span> {
    if inside.is_empty() {
        return Vec::new();
    }
    elements.push(Element::Enter(Start::Handed));
    elements.extend(inside.into_iter().map(Element::into_owned));
    elements.push(Element::Leave);
    vec![script.span]
}

/// Adds the commands that options of `invocation` run. Returns the places of the words in them that are read as scripts.
fn push_runs(
    subject: &Subject<'_>,
    invocation: &Invocation<'_, '_>,
    depth: usize,
    elements: &mut Vec<Element<'static>>,
) -> Vec<Span> {
    let mut read = Vec::new();
    for group in &invocation.groups.known {
        let run = group.run(invocation.entry);
        if run.is_empty() {
            continue;
        }
        let is_elsewhere = group.is_option(invocation.entry, "-execdir");
        elements.push(Element::Enter(if is_elsewhere { Start::Elsewhere } else { Start::Handed }));
        let terms = run.iter().map(|term| Term::clone(term).into_owned()).collect();
        read.extend(push_command(subject, terms, Rank::Inner, depth, elements));
        elements.push(Element::Leave);
    }
    read
}

/// The text of the script `term`.
fn text_of<'a>(subject: &Subject<'a>, term: &Term<'_>) -> ShellText<'a> {
    let places = Places::of_quoted(&term.text, term.span, subject.source, subject.dockerfile.escape);
    ShellText { text: Cow::Owned(term.text.clone().into_owned()), places }
}

/// The script that a command is handed.
fn script_of<'t>(invocation: &Invocation<'_, 't>) -> Option<&'t Term<'t>> {
    let Invocation { entry, groups, terms, .. } = invocation;
    if entry.is(Trait::ShellText) {
        // Several words are joined, and where the pieces of a script stand would be lost.
        return if let [_, script] = terms { Some(script) } else { None };
    }
    entry.is(Trait::Shell).then_some(())?;
    groups.known.iter().find_map(|group| match group.terms.as_slice() {
        [_, script] if group.is_option(entry, "-c") => Some(*script),
        _ => None,
    })
}
