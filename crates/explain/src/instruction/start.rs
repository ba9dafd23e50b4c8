use onionskin_entries::{Fact, Slot, Trait};
use onionskin_syntax::{Args, Instruction, Keyword, Word};

use super::run::tell_commands;
use super::shell::commands;
use super::{Told, tell_words};
use crate::invocation::invocations;
use crate::notes::operator_note;
use crate::scene::Scene;
use crate::script::{Element, SimpleCommand};
use crate::syntax::exec_bracket;
use crate::term::Term;
use crate::values::Values;
use crate::{Subject, WordNote};

/// Tells of CMD, ENTRYPOINT and HEALTHCHECK: commands that a container runs later.
pub(crate) fn tell<'a>(scene: &Scene<'a>, told: &mut Told<'a>) {
    let mut args = &scene.instruction.args;
    if let Args::Healthcheck(Some((kind, command))) = args {
        let known = Word { text: kind.text.to_ascii_lowercase(), span: kind.span };
        tell_words(scene, std::slice::from_ref(&known), told);
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
    told.words.extend(bracket_note(&scene.subject, args, &mut told.values));
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

/// Fills the ENTRYPOINT that a CMD is for. Whether the CMD is a command of its own.
fn tell_entrypoint(scene: &Scene<'_>, told: &mut Told<'_>) -> bool {
    let Some((at, entrypoint)) = entrypoint(scene) else { return true };
    told.values.state(Fact::Entrypoint, true);
    told.values.state(Fact::EntrypointShell, matches!(entrypoint.args, Args::Text(_)));
    told.values.fill(Slot::Entrypoint, scene.name_of(at));
    starts_another(scene, at, entrypoint)
}

/// Whether a CMD of the scene's stage is a command of its own: there is no ENTRYPOINT, or it only starts the command that
/// it is handed.
pub(crate) fn is_own_command(scene: &Scene<'_>) -> bool {
    entrypoint(scene).is_none_or(|(at, entrypoint)| starts_another(scene, at, entrypoint))
}

/// The ENTRYPOINT that counts in the scene's stage.
fn entrypoint<'a>(scene: &Scene<'a>) -> Option<(usize, &'a Instruction)> {
    let is_entrypoint = |at: &usize| scene.keyword_of(*at) == Some(Keyword::Entrypoint);
    let behind = scene.after().rfind(is_entrypoint);
    let at = behind.or_else(|| scene.before().find(is_entrypoint))?;
    Some((at, scene.instructions.get(at)?))
}

/// Whether `entrypoint`, which stands at `at`, starts the command that it is handed.
fn starts_another<'a>(scene: &Scene<'a>, at: usize, entrypoint: &'a Instruction) -> bool {
    let is_prefix = |element: &Element<'_>| {
        let Element::Command(SimpleCommand { terms, .. }) = element else { return false };
        let (known, is_whole) = invocations(scene.subject.registry, terms);
        is_whole && known.last().is_some_and(|last| last.entry.is(Trait::Prefix))
    };
    matches!(entrypoint.args, Args::Json(_))
        && scene.elements(at, entrypoint, &entrypoint.args).iter().any(is_prefix)
}

/// The note on the bracket that opens the exec form.
pub(super) fn bracket_note(subject: &Subject<'_>, args: &Args, values: &mut Values) -> Option<WordNote> {
    let Args::Json(words) = args else { return None };
    let bracket = Term::plain("[", exec_bracket(subject, words)?);
    operator_note(subject.registry, "exec-form", &bracket, None, values)
}
