use onionskin_entries::{Fact, Slot};
use onionskin_graph::Operation;
use onionskin_syntax::{Args, Keyword};

use super::{Told, code, tell_words};
use crate::scene::Scene;

/// Tells of WORKDIR.
pub(crate) fn tell(scene: &Scene<'_>, told: &mut Told<'_>) {
    let Args::Text(Some(word)) = &scene.instruction.args else { return };
    let values = &mut told.values;
    let written = word.text.trim_start_matches(['"', '\'']);
    let is_absolute = written.starts_with('/');
    let is_on_drive = matches!(written.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    values.state(Fact::Relative, !is_absolute && !is_on_drive && !word.text.contains('$'));
    let made = match scene.step().map(|step| &step.operation) {
        Some(Operation::MakeDirectory { path }) => path.as_str(),
        // ONBUILD keeps it for later.
        _ if is_absolute => written.trim_end_matches(['"', '\'']),
        _ => "/",
    };
    // Seen from a directory that only the base image knows, or through a variable of it, nobody can tell.
    if is_absolute
        || (scene.workdir().is_some() && made.starts_with('/') && !is_on_drive)
        || (!made.contains('$') && word.text.contains('$') && !is_on_drive)
    {
        values.fill_code(Slot::Path, made);
    } else {
        values.fill_code(Slot::Value, &word.text);
    }
    let goes_here = |at: &usize| match scene.operation_of(*at) {
        Some(Operation::Copy { destination, .. }) => {
            code::copies_code(scene, *at) && destination.trim_end_matches("/.").trim_end_matches('/') == made
        }
        _ => false,
    };
    let next = scene.after().find(|&at| scene.keyword_of(at) == Some(Keyword::Workdir)).unwrap_or(usize::MAX);
    values.fill_some(Slot::Code, scene.after().find(goes_here).map(|at| scene.name_of(at)));
    values.state(Fact::Later, next != usize::MAX);
    tell_words(scene, std::slice::from_ref(word), told);
}
