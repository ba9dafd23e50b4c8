//! What variables are worth here, and where that comes from.

use onionskin_entries::{Entry, Fact, Kind, Part, Slot};
use onionskin_graph::{InstructionNode, Variable};
use onionskin_syntax::{Args, Instruction, Keyword};
use onionskin_text::Span;

use crate::notes::note;
use crate::path::matches;
use crate::references::{Reference, references};
use crate::scene::Scene;
use crate::term::Term;
use crate::values::Values;
use crate::words::has_variables;
use crate::{Prose, WordNote};

/// The notes on the variables that are put into the words of the scene's instruction.
pub(crate) fn variable_notes(scene: &Scene<'_>) -> Vec<WordNote> {
    let instruction = scene.instruction;
    if !has_variables(instruction) {
        return Vec::new();
    }
    let mut notes = Vec::new();
    if matches!(instruction.keyword, Some(Keyword::Run | Keyword::Healthcheck)) {
        for flag in &instruction.flags {
            push_notes(scene, flag.span, false, &mut notes);
        }
        return notes;
    }
    let behind = Span { start: instruction.word.span.end, end: instruction.span.end };
    push_notes(scene, behind, false, &mut notes);
    for heredoc in instruction.heredocs.iter().filter(|heredoc| heredoc.expand) {
        push_notes(scene, heredoc.span, true, &mut notes);
    }
    notes
}

fn push_notes(scene: &Scene<'_>, span: Span, is_heredoc: bool, notes: &mut Vec<WordNote>) {
    let subject = &scene.subject;
    let text = span.text(subject.source);
    let start = span.range().start;
    for Reference { range, name, id } in references(text, subject.dockerfile.escape.character(), is_heredoc) {
        let Some(entry) = subject.registry.by_id(Kind::Syntax, id) else { continue };
        let written = text.get(range.clone()).unwrap_or_default();
        let term = Term::plain(written, Span::new(start + range.start, start + range.end));
        notes.extend(variable_note(scene, entry, &term, text.get(name).unwrap_or_default()));
    }
}

/// The note on a variable that a shell puts in.
pub(crate) fn shell_variable_note(
    scene: &Scene<'_>,
    id: &str,
    term: &Term<'_>,
    name: &Term<'_>,
) -> Option<WordNote> {
    let entry = scene.subject.registry.by_id(Kind::Operators, id)?;
    variable_note(scene, entry, term, &name.text)
}

fn variable_note(scene: &Scene<'_>, entry: &Entry, term: &Term<'_>, name: &str) -> Option<WordNote> {
    let values = || entry.arguments.iter().flat_map(|argument| &argument.values);
    let exact = values().find(|(names, _)| names.iter().any(|its| its == name));
    // The variable `*` is no pattern.
    let fits = |its: &String| its != "*" && matches(its, name);
    let own = exact.or_else(|| values().find(|(names, _)| names.iter().any(fits)));
    let text = own.map(|(_, text)| text).or_else(|| entry.part(Part::Note).first())?;
    let mut values = Values::default();
    values.fill_code(Slot::Names, name);
    tell_origin(scene, name, &mut values);
    let is_start =
        matches!(scene.instruction.keyword, Some(Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck));
    values.state(Fact::InContainer, is_start);
    note(&[term], text, &values)
}

/// Fills what the variable called `name` is worth where the scene's instruction stands, and which line says so.
fn tell_origin(scene: &Scene<'_>, name: &str, values: &mut Values) {
    let is_global = scene.stage().is_none() || scene.instruction.keyword == Some(Keyword::From);
    let known = if is_global { None } else { scene.node().map(|node| worth(node, name)) };
    values.state(Fact::NotSet, known == Some(Variable::Unset));
    if let Some(Variable::Set(text)) = known {
        values.fill_code(Slot::Setting, &*text);
    }
    let stage_of = |at: usize| scene.subject.graph.instructions.get(at).and_then(|node| node.stage);
    let global = || (0..scene.index).rev().filter(|&at| stage_of(at).is_none());
    let setter = |at: &usize| scene.instructions.get(*at).and_then(|it| assigned(it, name));
    let own = if is_global { None } else { scene.before().find_map(|at| Some((at, setter(&at)?))) };
    let origin = match own {
        Some((_, Assigned::Value(_))) => own,
        _ => global().find_map(|at| Some((at, setter(&at)?))).or(own),
    };
    let Some((at, value)) = origin else { return };
    values.fill(Slot::Source, scene.name_of(at));
    values.state(Fact::SetByArg, scene.keyword_of(at) == Some(Keyword::Arg));
    let is_literal = |value: &str| !value.is_empty() && !value.contains(['$', '"', '\'', '\\']);
    let value = match value {
        Assigned::Value(value) if is_global && is_literal(value) => Some(value),
        Assigned::Value(_) | Assigned::Declared => None,
    };
    values.fill_some(Slot::Resolved, value.map(|value| Prose(vec![crate::Inline::Code(value.to_owned())])));
}

/// The variable called `name` where an instruction stands.
fn worth(node: &InstructionNode, name: &str) -> Variable {
    node.env.get(name)
}

/// What an instruction does to a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Assigned<'a> {
    /// It gives it this value, as written.
    Value(&'a str),
    /// It only declares it.
    Declared,
}

/// What `instruction` does to the variable called `name`; `None` where it has nothing to do with it.
fn assigned<'a>(instruction: &'a Instruction, name: &str) -> Option<Assigned<'a>> {
    let is_it = |written: &str| written.trim_matches(['"', '\'']) == name;
    match (&instruction.args, instruction.keyword?) {
        (Args::Pairs(pairs), Keyword::Env) => {
            let pair = pairs.iter().rfind(|pair| is_it(&pair.key.text))?;
            Some(Assigned::Value(&pair.value.text))
        }
        (Args::Words(words), Keyword::Arg) => {
            words.iter().rev().find_map(|word| match word.text.split_once('=') {
                Some((key, value)) => is_it(key).then_some(Assigned::Value(value)),
                None => is_it(&word.text).then_some(Assigned::Declared),
            })
        }
        _ => None,
    }
}
