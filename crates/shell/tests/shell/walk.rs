//! Going through the tree.

use onionskin_shell::{Arithmetic, Command, CommandKind, ConditionPart, List, Pipeline, Word};

/// The commands of a list in the order in which they are written: compound ones in front of those inside of them.
/// Those in substitutions are not among them; a [`Word`] leads there.
pub(crate) fn commands(list: &List) -> Vec<&Command> {
    let mut found = Vec::new();
    push_commands(list, &mut found);
    found
}

fn push_commands<'t>(list: &'t List, found: &mut Vec<&'t Command>) {
    for item in &list.items {
        let pipelines = std::iter::once(&item.and_or.first).chain(item.and_or.rest.iter().map(|(_, it)| it));
        for Pipeline { first, rest, .. } in pipelines {
            for command in std::iter::once(first).chain(rest.iter().map(|(_, it)| it)) {
                push_command(command, found);
            }
        }
    }
}

fn push_command<'t>(command: &'t Command, found: &mut Vec<&'t Command>) {
    found.push(command);
    for list in lists(command) {
        push_commands(list, found);
    }
    if let CommandKind::Function { body, .. } = &command.kind {
        push_command(body, found);
    }
}

/// The lists that a command holds.
pub(crate) fn lists(command: &Command) -> Vec<&List> {
    match &command.kind {
        CommandKind::Subshell(list)
        | CommandKind::Group(list)
        | CommandKind::For { body: list, .. }
        | CommandKind::ForArithmetic { body: list, .. } => vec![list],
        CommandKind::If { branches, otherwise } => {
            branches.iter().flat_map(|it| [&it.condition, &it.body]).chain(otherwise).collect()
        }
        CommandKind::Loop { condition, body, .. } => vec![condition, body],
        CommandKind::Case { items, .. } => items.iter().map(|item| &item.body).collect(),
        _ => Vec::new(),
    }
}

/// The words of a command and of its redirections, but not those of commands inside of it; values of assignments count.
pub(crate) fn words(command: &Command) -> Vec<&Word> {
    let mut found: Vec<&Word> = Vec::new();
    match &command.kind {
        CommandKind::Simple { assignments, words } => {
            found.extend(assignments.iter().map(|it| &it.value));
            found.extend(words);
        }
        CommandKind::For { name, words, .. } => {
            found.extend(name);
            found.extend(words.iter().flatten());
        }
        CommandKind::Case { word, items } => {
            found.extend(word);
            found.extend(items.iter().flat_map(|item| &item.patterns));
        }
        CommandKind::Condition(parts) => {
            found.extend(parts.iter().filter_map(|part| match part {
                ConditionPart::Word(word) => Some(word),
                ConditionPart::Operator(_) => None,
            }));
        }
        CommandKind::Function { name, .. } => found.extend(name),
        _ => {}
    }
    found.extend(command.redirections.iter().filter_map(|it| it.target.as_ref()));
    found
}

/// What stands in `((…))` or `for ((…))`.
pub(crate) fn arithmetic(command: &Command) -> Option<&Arithmetic> {
    match &command.kind {
        CommandKind::Arithmetic(it) | CommandKind::ForArithmetic { header: it, .. } => Some(it),
        _ => None,
    }
}
