use onionskin_entries::{Fact, Slot, Trait};
use onionskin_syntax::{Args, Keyword};
use onionskin_text::Span;

use super::run::tell_commands;
use super::shell::commands;
use super::{Told, tell_words};
use crate::Subject;
use crate::invocation::invocations;
use crate::notes::operator_note;
use crate::scene::Scene;
use crate::script::{Command, Element, elements};
use crate::term::Term;

/// Tells of CMD, ENTRYPOINT and HEALTHCHECK: commands that a container runs later.
pub(crate) fn tell<'a>(scene: &Scene<'a>, told: &mut Told<'a>) {
    let mut args = &scene.instruction.args;
    if let Args::Healthcheck(Some((kind, command))) = args {
        tell_words(scene, std::slice::from_ref(kind), told);
        told.values.state(Fact::Disabled, kind.text.eq_ignore_ascii_case("none"));
        args = command;
    }
    let values = &mut told.values;
    values.state(Fact::ExecForm, matches!(args, Args::Json(_)));
    let command = match args {
        Args::Json(words) => words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
        Args::Text(Some(word)) => word.text.clone(),
        Args::Text(None)
        | Args::Unread(_)
        | Args::Words(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_)
        | Args::Trigger(_) => String::new(),
    };
    if !command.is_empty() {
        values.fill_code(Slot::Command, command);
    }
    let keyword = scene.instruction.keyword;
    let later = scene.after().rfind(|&at| scene.keyword_of(at) == keyword);
    values.state(Fact::Later, later.is_some());
    values.fill_some(Slot::Later, later.map(|at| scene.name_of(at)));
    let is_command = keyword != Some(Keyword::Cmd) || tell_entrypoint(scene, told);
    if let Some(bracket) = bracket(&scene.subject, args) {
        told.words.extend(operator_note(
            scene.subject.registry,
            "exec-form",
            &bracket,
            None,
            &mut told.values,
        ));
    }
    if !is_command {
        // The words are handed to a program that stands elsewhere.
        return;
    }
    let found = commands(scene, args, &told.values);
    tell_commands(&found, &mut told.values);
    told.words.extend(found.notes);
    told.what.extend(found.what);
    told.entries.extend(found.entries);
}

/// Fills the ENTRYPOINT that a CMD is for. Whether the CMD is a command of its own: there is no ENTRYPOINT, or it
/// only starts the command that it is handed.
fn tell_entrypoint(scene: &Scene<'_>, told: &mut Told<'_>) -> bool {
    let is_entrypoint = |at: &usize| scene.keyword_of(*at) == Some(Keyword::Entrypoint);
    let behind = scene.after().rfind(is_entrypoint);
    let Some(at) = behind.or_else(|| scene.before().find(is_entrypoint)) else { return true };
    let Some(entrypoint) = scene.instructions.get(at) else { return true };
    told.values.state(Fact::Entrypoint, true);
    told.values.state(Fact::EntrypointShell, matches!(entrypoint.args, Args::Text(_)));
    told.values.fill(Slot::Entrypoint, scene.name_of(at));
    let starts_another = |element: &Element<'_>| match element {
        Element::Command(Command { terms, .. }) => {
            let (known, is_whole) = invocations(scene.subject.registry, terms);
            is_whole && known.last().is_some_and(|last| last.entry.is(Trait::Prefix))
        }
        Element::Sign(_) | Element::Plain(..) | Element::Control | Element::Enter | Element::Leave => false,
    };
    let elements = elements(&scene.subject, entrypoint, &entrypoint.args);
    matches!(entrypoint.args, Args::Json(_)) && elements.iter().any(starts_another)
}

/// The bracket that opens the exec form.
fn bracket(subject: &Subject<'_>, args: &Args) -> Option<Term<'static>> {
    let Args::Json(words) = args else { return None };
    let first = words.first()?.span.start as usize;
    let at = subject.source.get(..first)?.trim_end().len().checked_sub(1)?;
    let span = Span::new(at, at + 1);
    (span.text(subject.source) == "[").then(|| Term::plain("[", span))
}
