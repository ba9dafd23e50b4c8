//! The pieces that have no structure above the one of a word.

use onionskin_shell::{Command, CommandKind, ConditionPart, List, Script};
use onionskin_text::Span;

use crate::walk::{arithmetic, lists, words};

/// Where words, operators, keywords, arithmetic, comments and the lines of heredocs stand, in the order of the text.
/// What is between two of them is blank: spaces, tabs, line joins, and line ends where they end no command. What stands
/// inside of a word is part of it.
pub(crate) fn leaves(script: &Script) -> Vec<Span> {
    let mut leaves = script.comments.clone();
    push_list(&script.list, &mut leaves);
    leaves.extend(script.heredocs.iter().flat_map(|heredoc| [heredoc.body, heredoc.terminator]));
    leaves.retain(|leaf| !leaf.is_empty());
    leaves.sort_by_key(|leaf| (leaf.start, u32::MAX - leaf.end));
    // What stands in a substitution is inside of a word.
    let mut end = 0;
    leaves.retain(|leaf| {
        let is_outside = leaf.end > end;
        end = end.max(leaf.end);
        is_outside
    });
    leaves
}

fn push_list(list: &List, leaves: &mut Vec<Span>) {
    for item in &list.items {
        leaves.extend(item.and_or.rest.iter().map(|(operator, _)| operator.span));
        leaves.extend(item.terminator.map(|it| it.span));
        let rest = item.and_or.rest.iter().map(|(_, pipeline)| pipeline);
        for pipeline in std::iter::once(&item.and_or.first).chain(rest) {
            leaves.extend(&pipeline.prefixes);
            push_command(&pipeline.first, leaves);
            for (operator, command) in &pipeline.rest {
                leaves.push(operator.span);
                push_command(command, leaves);
            }
        }
    }
}

fn push_command(command: &Command, leaves: &mut Vec<Span>) {
    leaves.extend(&command.keywords);
    for it in &command.redirections {
        let start = it.fd.map_or(it.operator.start, |fd| fd.start);
        leaves.push(Span { start, end: it.operator.end });
    }
    // Values are in the leaves of their assignments.
    leaves.extend(words(command).into_iter().map(|word| word.span));
    leaves.extend(arithmetic(command).map(|it| it.span));
    for list in lists(command) {
        push_list(list, leaves);
    }
    match &command.kind {
        CommandKind::Simple { assignments, .. } => {
            leaves.extend(assignments.iter().map(|it| Span { start: it.name.start, end: it.value.span.end }));
        }
        CommandKind::Condition(parts) => leaves.extend(parts.iter().filter_map(|part| match part {
            ConditionPart::Word(_) => None,
            ConditionPart::Operator(span) => Some(*span),
        })),
        CommandKind::Function { body, .. } => push_command(body, leaves),
        CommandKind::Unexpected => leaves.push(command.span),
        _ => {}
    }
}
