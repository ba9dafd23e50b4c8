//! What variables are worth here, and where that comes from.

use std::ops::Range;

use onionskin_entries::{Entry, Fact, Kind, Part, Slot};
use onionskin_graph::{InstructionNode, Variable};
use onionskin_syntax::Keyword;
use onionskin_text::Span;

use crate::notes::note;
use crate::path::matches;
use crate::references::{Reference, references};
use crate::scene::Scene;
use crate::setters::Setter;
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
    let setters = scene.setters().of_name(name);
    let last_in = |range: Range<usize>| {
        let n_before = setters.partition_point(|setter| setter.at < range.end);
        setters.get(n_before.checked_sub(1)?).filter(|setter| setter.at >= range.start)
    };
    let own = if is_global { None } else { scene.ranges_before().find_map(last_in) };
    // ARGs in front of the first FROM are in no stage.
    let n_global = scene.subject.graph.stages.first().map_or(scene.index, |stage| stage.instructions.start);
    let origin = match own {
        Some(Setter { value: Some(_), .. }) => own,
        _ => last_in(0..n_global.min(scene.index)).or(own),
    };
    let Some(&Setter { at, line, value, .. }) = origin else { return };
    values.fill_text(Slot::Source, format!("line {line}"));
    values.state(Fact::SetByArg, scene.keyword_of(at) == Some(Keyword::Arg));
    let is_literal = |value: &str| !value.is_empty() && !value.contains(['$', '"', '\'', '\\']);
    let value = value.filter(|value| is_global && is_literal(value));
    values.fill_some(Slot::Resolved, value.map(|value| Prose(vec![crate::Inline::Code(value.to_owned())])));
}

/// The variable called `name` where an instruction stands.
fn worth(node: &InstructionNode, name: &str) -> Variable {
    node.env.get(name)
}
