//! From words whose role is known to what is said about them.

use onionskin_entries::{Entry, Fact, Kind, Part, Registry, Slot, Text};

use crate::arguments::{Group, Role};
use crate::path::resolve;
use crate::producer::producer;
use crate::render::{names_slot, render};
use crate::scene::Scene;
use crate::term::{Term, span_of};
use crate::values::{Values, code_list};
use crate::{Inline, Prose, WordNote};

/// The note `text` about `terms`; `None` where nothing can be said.
pub(crate) fn note(terms: &[&Term<'_>], text: &Text, values: &Values) -> Option<WordNote> {
    Some(word_note(terms, render(text, values)?))
}

/// A note about `terms`.
pub(crate) fn word_note(terms: &[&Term<'_>], note: Prose) -> WordNote {
    let written: Vec<&str> = terms.iter().map(|term| &*term.written).collect();
    WordNote { text: written.join(" "), places: vec![span_of(terms)], note }
}

/// The note `text` about a command whose `name` consists of words side by side, maybe in several places.
pub(crate) fn name_note(name: &[&[Term<'_>]], text: &Text, values: &Values) -> Option<WordNote> {
    let mut parts = name.iter().map(|terms| terms.iter().collect::<Vec<_>>());
    let mut noted = note(&parts.next()?, text, values)?;
    noted.places.extend(parts.map(|terms| span_of(&terms)));
    Some(noted)
}

/// The note of the operator entry `id` about `term`, with `value` in its slot.
pub(crate) fn operator_note(
    registry: &Registry,
    id: &str,
    term: &Term<'_>,
    value: Option<&Term<'_>>,
    values: &mut Values,
) -> Option<WordNote> {
    let entry = registry.by_id(Kind::Operators, id)?;
    values.fill_code(Slot::Value, value.map_or(&*term.text, |value| &value.text));
    note(&[term], entry.part(Part::Note).first()?, values)
}

/// What `entry` says of each of `groups`. Paths are seen from `workdir`.
pub(crate) fn group_notes(
    entry: &Entry,
    groups: &[Group<'_>],
    scene: &Scene<'_>,
    workdir: Option<&str>,
    values: &Values,
) -> Vec<WordNote> {
    let mut values = values.clone();
    groups.iter().filter_map(|group| group_note(entry, group, scene, workdir, &mut values)).collect()
}

fn group_note(
    entry: &Entry,
    group: &Group<'_>,
    scene: &Scene<'_>,
    workdir: Option<&str>,
    values: &mut Values,
) -> Option<WordNote> {
    let texts: Vec<_> = group.notes(entry).collect();
    values.clear(Slot::Value);
    if !group.values.is_empty() {
        values.fill(Slot::Value, code_list(group.values.iter().copied()));
    }
    values.state(Fact::Several, group.values.len() > 1);
    values.clear(Slot::Path);
    values.clear(Slot::Producer);
    if let &[value] = group.values.as_slice()
        && texts.iter().any(|text| names_slot(text, Slot::Path) || names_slot(text, Slot::Producer))
        && let Some(path) = resolve(workdir, value)
    {
        values.fill_some(Slot::Producer, producer(scene, &path).map(|at| scene.name_of(at)));
        values.fill_code(Slot::Path, path);
    }
    if let (Role::Options(indices), true) = (&group.role, texts.len() > 1) {
        return letters_note(entry, group, indices, values);
    }
    note(&group.terms, texts.first()?, values)
}

/// One note for several one-letter options in one word; `None` unless all of them have one.
fn letters_note(entry: &Entry, group: &Group<'_>, indices: &[usize], values: &Values) -> Option<WordNote> {
    let mut prose = Vec::new();
    let mut said = Vec::new();
    for index in indices {
        if said.contains(&index) {
            continue;
        }
        said.push(index);
        let option = entry.options.get(*index)?;
        let letter = option.names.iter().find(|name| name.len() == 2)?;
        if !prose.is_empty() {
            prose.push(Inline::Text(" ".to_owned()));
        }
        prose.extend([Inline::Code(letter.clone()), Inline::Text(": ".to_owned())]);
        prose.extend(render(&option.note, values)?.0);
    }
    Some(word_note(&group.terms, Prose(prose)))
}
