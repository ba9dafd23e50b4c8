use onionskin_entries::{Fact, Part, Slot, Trait};
use onionskin_graph::Operation;
use onionskin_syntax::{Args, Flag};
use onionskin_text::Span;

use super::shell::{Commands, commands};
use super::start::bracket_note;
use super::{Told, code, tell_words};
use crate::mount::MountFlag;
use crate::notes::note;
use crate::scene::Scene;
use crate::term::Term;
use crate::values::{Values, code_list};
use crate::{Inline, Prose, WordNote};

/// Tells of RUN.
pub(crate) fn tell<'a>(scene: &Scene<'a>, told: &mut Told<'a>) {
    tell_words(scene, &[], told);
    let is_mount = |flag: &&Flag| flag.name == "mount";
    for flag in scene.instruction.flags.iter().filter(is_mount) {
        told.words.extend(mount_notes(scene, flag, &mut told.values));
    }
    told.words.extend(bracket_note(&scene.subject, &scene.instruction.args, &mut told.values));
    let values = &mut told.values;
    let kinds = |kind: &str| match scene.operation_of(scene.index) {
        Some(Operation::Run { mounts }) => mounts.iter().any(|mount| mount.kind == kind),
        _ => false,
    };
    values.state(Fact::IsRun, true);
    values.state(Fact::Mounts, scene.instruction.flags.iter().any(|flag| flag.name == "mount"));
    values.state(Fact::BindMount, kinds("bind"));
    values.state(Fact::CacheMount, kinds("cache"));
    values.state(Fact::SecretMount, kinds("secret"));
    values.state(Fact::ExecForm, matches!(scene.instruction.args, Args::Json(_)));
    values.state(Fact::Heredoc, !scene.instruction.heredocs.is_empty());
    code::tell_order(scene, values);
    let found = commands(scene, &scene.instruction.args, values);
    tell_commands(&found, values);
    values.state(Fact::Installs, code::installs_dependencies(scene, scene.index));
    values.state(Fact::Cleans, found.has(Trait::Cleans));
    told.words.extend(found.notes);
    told.what.extend(found.what);
    told.why.extend(found.why);
    told.never.extend(found.never);
    told.entries.extend(found.entries);
}

/// Fills what the commands are and do.
pub(crate) fn tell_commands(found: &Commands<'_>, values: &mut Values) {
    values.fill_some(Slot::Does, found.does());
    values.state(Fact::Unknown, found.has_unknown);
    values.state(Fact::Control, found.has_control);
    values.state(Fact::Several, found.count > 1);
    if found.count > 1 {
        values.fill_text(Slot::Count, format!("{} commands", found.count));
    }
    if let Some(program) = &found.program {
        values.fill_code(Slot::Program, program);
    }
}

/// The notes on a `--mount` and its options.
fn mount_notes(scene: &Scene<'_>, flag: &Flag, values: &mut Values) -> Vec<WordNote> {
    let subject = &scene.subject;
    let mount = MountFlag::of(subject, scene.instruction, Some(scene.index), flag);
    let Some(entry) = mount.entry else { return Vec::new() };
    let slots = [
        (Slot::Path, mount.value(&["target", "dst", "destination"])),
        (Slot::Source, mount.value(&["source", "src"])),
        (Slot::From, mount.value(&["from"])),
        (Slot::Id, mount.value(&["id"])),
        (Slot::Env, mount.value(&["env"])),
        (Slot::Sharing, mount.value(&["sharing"])),
    ];
    for (slot, value) in slots {
        values.clear(slot);
        values.fill_some(slot, value.map(|value| Prose(vec![Inline::Code(value.to_owned())])));
    }
    let about = |text| note(&[&Term::of_flag(flag)], text, values);
    let mut notes: Vec<_> = entry.part(Part::Note).first().and_then(about).into_iter().collect();
    for part in &mount.options {
        let (Some(name), Some(option)) = (part.name_span, part.option) else { continue };
        let end = part.value_span.map_or(name.end, |value| value.end);
        let span = Span { start: name.start, end };
        let term = Term::plain(span.text(subject.source), span);
        values.clear(Slot::Value);
        values.fill_some(Slot::Value, part.value.map(|value| Prose(vec![Inline::Code(value.to_owned())])));
        notes.extend(note(&[&term], &option.note, values));
    }
    for (slot, _) in slots {
        values.clear(slot);
    }
    values.fill(Slot::Value, code_list([]));
    notes
}
