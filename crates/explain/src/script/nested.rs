//! Scripts in scripts: `sh -c '…'`, `eval '…'`.

use std::borrow::Cow;

use onionskin_entries::Trait;

use super::element::{Command, Element, Rank};
use super::text::ShellText;
use super::walker::Walker;
use super::windows::Shell;
use crate::Subject;
use crate::arguments::Role;
use crate::invocation::{Invocation, invocations};
use crate::places::Places;
use crate::term::Term;

/// How deep scripts may stand in each other: nobody reads further, and each one is read again.
const MAX_DEPTH: usize = 3;

/// Adds the command `terms`, and what stands in the scripts that it is handed.
pub(super) fn push_command<'t>(
    subject: &Subject<'_>,
    terms: Vec<Term<'t>>,
    rank: Rank,
    depth: usize,
    elements: &mut Vec<Element<'t>>,
) {
    if terms.is_empty() {
        return;
    }
    let scripts = scripts(subject, &terms);
    let for_powershell = for_powershell(subject, &terms);
    elements.push(Element::Command(Command { terms, rank }));
    if let Some(script) = for_powershell {
        Shell::PowerShell.push(&script, rank.of_nested(), elements);
    }
    if depth == MAX_DEPTH {
        return;
    }
    for script in scripts {
        let inner = rank.of_nested();
        let mut nested = Vec::new();
        Walker::walk_nested(subject, &script, inner, depth + 1, &mut nested);
        elements.push(Element::Enter);
        elements.extend(nested.into_iter().map(Element::into_owned));
        elements.push(Element::Leave);
    }
}

/// Adds the elements of a script for a shell of Windows, with those of the scripts that it hands to PowerShell.
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
        let script = if let (Element::Command(command), Shell::Cmd) = (&element, shell) {
            for_powershell(subject, &command.terms)
        } else {
            None
        };
        elements.push(element.into_owned());
        if let Some(script) = script {
            Shell::PowerShell.push(&script, rank.of_nested(), elements);
        }
    }
}

/// The script in quotes that the command `terms` hands to PowerShell: its last word, where that is several.
fn for_powershell<'a>(subject: &Subject<'a>, terms: &[Term<'_>]) -> Option<ShellText<'a>> {
    let (first, others) = terms.split_first()?;
    let is_script = |term: &&Term<'_>| term.text.contains(char::is_whitespace);
    let term = others.last().filter(is_script).filter(|_| Shell::is_powershell(&first.text))?;
    if Shell::n_in_front_of_script(terms).is_some() {
        return None;
    }
    let places = Places::of_quoted(&term.text, term.span, subject.source, subject.dockerfile.escape);
    Some(ShellText { text: Cow::Owned(term.text.clone().into_owned()), places })
}

/// The scripts that the command `terms` is handed.
fn scripts<'a>(subject: &Subject<'a>, terms: &[Term<'_>]) -> Vec<ShellText<'a>> {
    let may_hand = |term: &Term<'_>| {
        let text = &*term.text;
        text == "eval" || text == "--command" || text.starts_with('-') && text.ends_with('c')
    };
    if !terms.iter().any(may_hand) {
        return Vec::new();
    }
    let (known, _) = invocations(subject.registry, terms);
    let text = |term: &Term<'_>| {
        let places = Places::of_quoted(&term.text, term.span, subject.source, subject.dockerfile.escape);
        ShellText { text: Cow::Owned(term.text.clone().into_owned()), places }
    };
    known.iter().filter_map(script_of).map(text).collect()
}

fn script_of<'t>(invocation: &Invocation<'_, 't>) -> Option<&'t Term<'t>> {
    let Invocation { entry, groups, .. } = invocation;
    if entry.is(Trait::ShellText) {
        // Several words are joined, and where the pieces of a script stand would be lost.
        let [group] = groups.known.as_slice() else { return None };
        return if let [term] = group.terms.as_slice() { Some(term) } else { None };
    }
    let is_script = |indices: &[usize]| {
        let last = indices.last().and_then(|&index| entry.options.get(index));
        last.is_some_and(|option| option.names.iter().any(|name| name == "-c"))
    };
    entry.is(Trait::Shell).then_some(())?;
    let mut handed = groups.known.iter().filter_map(|group| match (&group.role, group.terms.as_slice()) {
        (Role::Options(indices), [_, term]) if is_script(indices) => Some(*term),
        _ => None,
    });
    handed.next()
}
