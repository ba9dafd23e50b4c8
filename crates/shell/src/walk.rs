//! Going through the tree.

use onionskin_text::Span;

use crate::{Command, CommandKind, ConditionPart, List, Script, Word};

/// The commands of a list in the order in which they are written: compound ones in front of those inside of them.
/// Those in substitutions are not among them; a [`Word`] leads there.
pub fn commands(list: &List) -> impl Iterator<Item = &Command> {
    let mut found = Vec::new();
    push_commands(list, &mut found);
    found.into_iter()
}

/// The words of a command and of its redirections, but not those of commands inside of it; values of assignments count.
pub fn words(command: &Command) -> impl Iterator<Item = &Word> {
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
        CommandKind::Subshell(_)
        | CommandKind::Group(_)
        | CommandKind::If { .. }
        | CommandKind::ForArithmetic { .. }
        | CommandKind::Loop { .. }
        | CommandKind::Arithmetic(_)
        | CommandKind::Unexpected
        | CommandKind::Missing => {}
    }
    found.extend(command.redirections.iter().filter_map(|it| it.target.as_ref()));
    found.into_iter()
}

fn push_commands<'t>(list: &'t List, found: &mut Vec<&'t Command>) {
    for item in &list.items {
        let pipelines = std::iter::once(&item.and_or.first).chain(item.and_or.rest.iter().map(|(_, it)| it));
        for pipeline in pipelines {
            push_command(&pipeline.first, found);
            for (_, command) in &pipeline.rest {
                push_command(command, found);
            }
        }
    }
}

fn push_command<'t>(command: &'t Command, found: &mut Vec<&'t Command>) {
    found.push(command);
    match &command.kind {
        CommandKind::Subshell(list) | CommandKind::Group(list) => push_commands(list, found),
        CommandKind::If { branches, otherwise } => {
            for branch in branches {
                push_commands(&branch.condition, found);
                push_commands(&branch.body, found);
            }
            if let Some(otherwise) = otherwise {
                push_commands(otherwise, found);
            }
        }
        CommandKind::For { body, .. } | CommandKind::ForArithmetic { body, .. } => push_commands(body, found),
        CommandKind::Loop { condition, body, .. } => {
            push_commands(condition, found);
            push_commands(body, found);
        }
        CommandKind::Case { items, .. } => {
            for item in items {
                push_commands(&item.body, found);
            }
        }
        CommandKind::Function { body, .. } => push_command(body, found),
        CommandKind::Simple { .. }
        | CommandKind::Condition(_)
        | CommandKind::Arithmetic(_)
        | CommandKind::Unexpected
        | CommandKind::Missing => {}
    }
}

/// A piece of the text that has no structure above the one of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: LeafKind,
}

/// What a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// A word, with whatever is substituted in it.
    Word,
    /// `NAME=value`.
    Assignment,
    /// `&&`, `;`, `>`, a line end, the number in front of `>`.
    Operator,
    /// A keyword or bracket of a compound command; `!` and `time`.
    Keyword,
    /// `((…))` without its brackets.
    Arithmetic,
    /// A comment.
    Comment,
    /// The lines of a heredoc, or the line that ends it.
    Heredoc,
    /// What may not stand there.
    Unexpected,
}

/// The leaves of a script in the order of the text. They do not overlap; what is between two of them is blank: spaces,
/// tabs, line joins, and line ends where they end no command. What stands inside of a word is part of it.
pub fn leaves(script: &Script) -> Vec<Leaf> {
    let mut leaves = Leaves(Vec::new());
    leaves.list(&script.list);
    for &comment in &script.comments {
        leaves.push(comment, LeafKind::Comment);
    }
    for heredoc in &script.heredocs {
        leaves.push(heredoc.body, LeafKind::Heredoc);
        leaves.push(heredoc.terminator, LeafKind::Heredoc);
    }
    let mut leaves = leaves.0;
    leaves.sort_by_key(|leaf| (leaf.span.start, u32::MAX - leaf.span.end));
    // What stands in a substitution is inside of a word.
    let mut end = 0;
    leaves.retain(|leaf| {
        let is_outside = leaf.span.start >= end;
        end = end.max(leaf.span.end);
        is_outside
    });
    leaves
}

struct Leaves(Vec<Leaf>);

impl Leaves {
    fn push(&mut self, span: Span, kind: LeafKind) {
        if !span.is_empty() {
            self.0.push(Leaf { span, kind });
        }
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let rest = item.and_or.rest.iter();
            for (operator, pipeline) in std::iter::once((None, &item.and_or.first))
                .chain(rest.map(|(operator, it)| (Some(operator), it)))
            {
                if let Some(operator) = operator {
                    self.push(operator.span, LeafKind::Operator);
                }
                for &prefix in &pipeline.prefixes {
                    self.push(prefix, LeafKind::Keyword);
                }
                self.command(&pipeline.first);
                for (operator, command) in &pipeline.rest {
                    self.push(operator.span, LeafKind::Operator);
                    self.command(command);
                }
            }
            if let Some(terminator) = item.terminator {
                self.push(terminator.span, LeafKind::Operator);
            }
        }
    }

    fn command(&mut self, command: &Command) {
        for &keyword in &command.keywords {
            self.push(keyword, LeafKind::Keyword);
        }
        for it in &command.redirections {
            let start = it.fd.map_or(it.operator.start, |fd| fd.start);
            self.push(Span { start, end: it.operator.end }, LeafKind::Operator);
        }
        // Values are in the leaves of their assignments.
        for word in words(command) {
            self.push(word.span, LeafKind::Word);
        }
        match &command.kind {
            CommandKind::Simple { assignments, .. } => {
                for it in assignments {
                    self.push(Span { start: it.name.start, end: it.value.span.end }, LeafKind::Assignment);
                }
            }
            CommandKind::Subshell(list) | CommandKind::Group(list) | CommandKind::For { body: list, .. } => {
                self.list(list);
            }
            CommandKind::If { branches, otherwise } => {
                for branch in branches {
                    self.list(&branch.condition);
                    self.list(&branch.body);
                }
                if let Some(otherwise) = otherwise {
                    self.list(otherwise);
                }
            }
            CommandKind::ForArithmetic { header, body } => {
                self.push(header.span, LeafKind::Arithmetic);
                self.list(body);
            }
            CommandKind::Loop { condition, body, .. } => {
                self.list(condition);
                self.list(body);
            }
            CommandKind::Case { items, .. } => {
                for item in items {
                    self.list(&item.body);
                }
            }
            CommandKind::Condition(parts) => {
                for part in parts {
                    if let ConditionPart::Operator(span) = part {
                        self.push(*span, LeafKind::Operator);
                    }
                }
            }
            CommandKind::Arithmetic(arithmetic) => self.push(arithmetic.span, LeafKind::Arithmetic),
            CommandKind::Function { body, .. } => self.command(body),
            CommandKind::Unexpected => self.push(command.span, LeafKind::Unexpected),
            CommandKind::Missing => {}
        }
    }
}
