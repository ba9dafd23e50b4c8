//! Which heredocs are scripts.

use onionskin_entries::{Registry, Trait};

use crate::arguments::Role;
use crate::invocation::invocations;
use crate::path::base_name;
use crate::term::Term;

/// Whether the command `terms` takes what it reads for a script: it is a shell that is handed no other one.
pub(super) fn reads_script(registry: &Registry, terms: &[Term<'_>]) -> bool {
    let (known, is_last_known) = invocations(registry, terms);
    let Some(last) = known.last().filter(|last| is_last_known && last.entry.is(Trait::Shell)) else {
        return false;
    };
    let groups = &last.groups.known;
    let has_option = |name| groups.iter().any(|group| group.is_option(last.entry, name));
    let is_file = |role: &Role| {
        let Role::Argument(index) = role else { return false };
        last.entry.arguments.get(*index).is_some_and(|argument| argument.name != "USER")
    };
    !has_option("-c") && (has_option("-s") || !groups.iter().any(|group| is_file(&group.role)))
}

/// Whether a shell runs the script `content`: its first line names one or nothing.
pub(super) fn is_for_shell(registry: &Registry, content: &str) -> bool {
    let first = content.lines().next().unwrap_or_default();
    let Some(interpreter) = first.strip_prefix("#!") else { return true };
    interpreter.split_ascii_whitespace().map(base_name).any(|program| {
        registry.commands(program).any(|(name, entry)| name == program && entry.is(Trait::Shell))
    })
}
