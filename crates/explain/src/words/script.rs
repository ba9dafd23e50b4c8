use onionskin_entries::{Entry, Fact, Kind, Slot};
use onionskin_syntax::{Args, Instruction, Word as Written};
use onionskin_text::Span;

use super::Index;
use super::arguments::part_names;
use crate::arguments::{Group, Groups, Role};
use crate::instruction::is_own_command;
use crate::invocation::{Invocation, invocations, is_partly_known};
use crate::render::{is_always_told, render};
use crate::script::{Element, MAX_ELEMENTS, Sign, SimpleCommand, functions, is_function};
use crate::syntax::exec_bracket;
use crate::term::Term;
use crate::values::{Values, code_list};
use crate::{EntryName, WordKind};

impl<'a> Index<'_, 'a> {
    /// The words and operators of commands.
    pub(super) fn script(&mut self, instruction: &'a Instruction, args: &'a Args) {
        if let Args::Json(words) = args {
            self.bracket(words);
        }
        let (Some(scene), Some(at)) = (&self.scene, self.at) else { return };
        let elements = scene.elements(at, instruction, args);
        self.functions = functions(&elements);
        let mut n_told = None;
        for (at, element) in elements.iter().enumerate() {
            if at == MAX_ELEMENTS {
                n_told = Some(self.words.len());
            }
            match element {
                Element::Plain(term, WordKind::FunctionName) => {
                    let entry = self.operator("function");
                    self.push(term.span, WordKind::FunctionName, entry);
                }
                Element::Command(command) => self.command(command),
                Element::Sign(sign) => self.sign(sign),
                Element::Plain(term, kind) => self.push(term.span, *kind, None),
                Element::Control | Element::Enter(_) | Element::Leave => {}
            }
        }
        // Of what is further behind, nothing is told.
        for word in n_told.and_then(|n_told| self.words.get_mut(n_told..)).into_iter().flatten() {
            word.entry = None;
        }
    }

    /// The words of a CMD that are handed to a program that stands elsewhere.
    pub(super) fn handed_on(&mut self, args: &'a Args) {
        match args {
            Args::Json(words) => {
                self.bracket(words);
                for word in words {
                    self.push(word.span, WordKind::Operand, None);
                }
            }
            Args::Text(Some(word)) => self.push(word.span, WordKind::Operand, None),
            Args::Text(None)
            | Args::Unread(_)
            | Args::Words(_)
            | Args::Pairs(_)
            | Args::Healthcheck(_)
            | Args::Trigger(_) => {}
        }
    }

    /// Whether CMD is a command of its own in the stage of the instruction that is read.
    pub(super) fn is_own_command(&mut self) -> bool {
        let scene = self.at.and_then(|at| self.scene.as_ref()?.at(at));
        let Some((scene, stage)) = scene.and_then(|scene| Some((scene.clone(), scene.node()?.stage?))) else {
            return true;
        };
        match self.own_commands {
            Some((known, is_own)) if known == stage => is_own,
            _ => {
                let is_own = is_own_command(&scene);
                self.own_commands = Some((stage, is_own));
                is_own
            }
        }
    }

    /// The bracket in front of `words`.
    fn bracket(&mut self, words: &[Written]) {
        let Some(bracket) = exec_bracket(self.subject, words) else { return };
        let entry = self.operator("exec-form");
        self.push(bracket, WordKind::ExecForm, entry);
    }

    fn operator(&self, id: &str) -> Option<EntryName<'a>> {
        let entry = self.registry().by_id(Kind::Operators, id)?;
        Some(EntryName::new(Kind::Operators, entry))
    }

    fn sign(&mut self, sign: &Sign<'_>) {
        let entry = self.operator(sign.id);
        let Some(operator) = sign.operator else { return self.push(sign.term.span, sign.kind, entry) };
        self.push(operator, sign.kind, entry);
        if sign.kind == WordKind::Assignment {
            let value = Span { start: operator.end, end: sign.term.span.end.max(operator.end) };
            self.push(value, WordKind::VariableValue, entry);
        } else if let Some(value) = &sign.value {
            self.push(value.span, WordKind::RedirectionTarget, entry);
        }
    }

    fn command(&mut self, SimpleCommand { terms, are_runs_read, .. }: &SimpleCommand<'_>) {
        let (known, _) = invocations(self.registry(), terms);
        let n_known: usize = known.iter().map(|invocation| invocation.terms.len()).sum();
        for invocation in &known {
            self.invocation(invocation, *are_runs_read);
        }
        self.unknown(terms.get(n_known..).unwrap_or_default());
    }

    /// A command that there is no entry for.
    fn unknown(&mut self, terms: &[Term<'_>]) {
        let Some((first, others)) = terms.split_first() else { return };
        let is_function = is_function(&first.text, &self.functions);
        let entry = is_function.then(|| self.operator("function-call")).flatten();
        self.push(first.span, WordKind::Command, entry);
        let mut is_subcommand = is_partly_known(self.registry(), terms);
        for term in others {
            let kind = if term.is_option() {
                WordKind::Option
            } else if std::mem::take(&mut is_subcommand) {
                WordKind::Subcommand
            } else {
                WordKind::Operand
            };
            self.push(term.span, kind, None);
        }
    }

    fn invocation(&mut self, invocation: &Invocation<'a, '_>, are_runs_read: bool) {
        let Invocation { entry, groups, terms, .. } = invocation;
        let name = Some(EntryName::new(Kind::Commands, entry));
        for (at, term) in invocation.names().enumerate() {
            let kind = if at == 0 { WordKind::Command } else { WordKind::Subcommand };
            self.push(term.span, kind, name);
        }
        let mut values = None;
        for group in &groups.known {
            let is_told = is_told(entry, groups, group, &mut values);
            self.group_of_command(entry, group, is_told, are_runs_read);
        }
        // Both the groups and the words stand in the order written.
        let mut known = groups.known.iter().flat_map(|group| &group.terms).peekable();
        for term in *terms {
            while known.next_if(|known| known.span.start < term.span.start).is_some() {}
            let is_known = known.next_if(|known| known.span == term.span).is_some();
            if is_known || invocation.names().any(|name| name.span == term.span) {
                continue;
            }
            if groups.end_of_options.is_some_and(|end| end.span == term.span) {
                let entry = self.operator("end-of-options");
                self.push(term.span, WordKind::Operator, entry);
                continue;
            }
            self.push(term.span, if term.is_option() { WordKind::Option } else { WordKind::Operand }, None);
        }
    }

    fn group_of_command(&mut self, entry: &'a Entry, group: &Group<'_>, is_told: bool, are_runs_read: bool) {
        let [name, value_name] =
            part_names(Kind::Commands, entry, &group.role).map(|name| name.filter(|_| is_told));
        let is_subcommand = match &group.role {
            Role::Options(_) => false,
            Role::Argument(at) | Role::Value(at, _) => {
                entry.arguments.get(*at).is_some_and(|argument| argument.name == "SUBCOMMAND")
            }
        };
        // The command that an option runs is one of its own.
        let n_run = if are_runs_read { group.run(entry).len() } else { 0 };
        for (at, term) in group.terms.iter().enumerate().filter(|(at, _)| *at == 0 || *at > n_run) {
            let kind = match &group.role {
                Role::Options(_) if at == 0 => WordKind::Option,
                Role::Options(_) => WordKind::OptionArgument,
                Role::Argument(_) | Role::Value(..) if is_subcommand => WordKind::Subcommand,
                Role::Argument(_) | Role::Value(..) => WordKind::Operand,
            };
            self.push(term.span, kind, if kind == WordKind::OptionArgument { value_name } else { name });
        }
    }
}

/// Whether `entry` has something to say of `group`, which is one of `groups`. What is known of them is filled in once, into
/// `values`.
fn is_told(entry: &Entry, groups: &Groups<'_>, group: &Group<'_>, values: &mut Option<Values>) -> bool {
    let mut notes = group.notes(entry);
    if notes.clone().all(is_always_told) {
        return notes.next().is_some();
    }
    let values = values.get_or_insert_with(|| {
        let mut values = Values::default();
        groups.fill(&mut values);
        values
    });
    values.clear(Slot::Value);
    if !group.values.is_empty() {
        values.fill(Slot::Value, code_list(group.values.iter().copied()));
    }
    values.state(Fact::Several, group.values.len() > 1);
    notes.all(|note| render(note, values).is_some())
}
