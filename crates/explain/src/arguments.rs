//! Which words of a command or instruction are its options and which are its arguments.

mod reader;

pub(crate) use reader::{SWITCHED_ON, group};

use onionskin_entries::{Entry, EntryOption, Takes, Text};

use crate::term::Term;
use crate::values::{Values, code_list};

/// Words that belong together, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group<'t> {
    /// The words, one at least.
    pub(crate) terms: Vec<&'t Term<'t>>,
    /// What they are.
    pub(crate) role: Role,
    /// The values in them; none where they are settings, which no sentence names.
    pub(crate) values: Vec<&'t str>,
}

/// What words are to their command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The options with these indices: several where one word holds several letters.
    Options(Vec<usize>),
    /// The argument with this index.
    Argument(usize),
    /// The value with the second index of the argument with the first one.
    Value(usize, usize),
}

/// What the words behind the name of a command are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Groups<'t> {
    /// The words that are known, in order.
    pub(crate) known: Vec<Group<'t>>,
    /// Whether there is an option that the entry does not know. Which words are arguments is then not certain.
    pub(crate) has_unknown: bool,
    /// The `--` that ends the options.
    pub(crate) end_of_options: Option<&'t Term<'t>>,
}

impl Group<'_> {
    /// What the entry says of it, one text for each option.
    pub(crate) fn notes<'e>(&self, entry: &'e Entry) -> impl Iterator<Item = &'e Text> + Clone {
        let argument = |index: usize| entry.arguments.get(index);
        let (options, note) = match &self.role {
            Role::Options(indices) => (indices.as_slice(), None),
            Role::Argument(index) => (&[][..], argument(*index).map(|argument| &argument.note)),
            Role::Value(index, value) => {
                let value = argument(*index).and_then(|argument| argument.values.get(*value));
                (&[][..], value.map(|(_, note)| note))
            }
        };
        let option = |&index: &usize| entry.options.get(index).map(|option| &option.note);
        options.iter().filter_map(option).chain(note)
    }

    /// Whether it is the option called `name` of `entry`: of several letters in one word, the last one.
    pub(crate) fn is_option(&self, entry: &Entry, name: &str) -> bool {
        self.option(entry).is_some_and(|option| option.names.iter().any(|its| its == name))
    }

    /// The option that it is: of several letters in one word, the last one.
    fn option<'e>(&self, entry: &'e Entry) -> Option<&'e EntryOption> {
        let Role::Options(indices) = &self.role else { return None };
        entry.options.get(*indices.last()?)
    }
}

impl<'t> Group<'t> {
    /// The words of the command that an option of `entry` runs, up to `;` or `+`: `find -exec`.
    pub(crate) fn run(&self, entry: &Entry) -> &[&'t Term<'t>] {
        let is_run = self.option(entry).is_some_and(|option| option.takes == Takes::Command);
        let words = self.terms.get(1..).filter(|_| is_run).unwrap_or_default();
        match words.split_last() {
            Some((last, run)) if matches!(&*last.text, ";" | "+") => run,
            _ => words,
        }
    }
}

impl Groups<'_> {
    /// Fills the keys of options and arguments. Arguments that are not certain are left out.
    pub(crate) fn fill(&self, values: &mut Values) {
        values.options.clear();
        values.arguments.clear();
        let mut arguments: Vec<(usize, Vec<&str>)> = Vec::new();
        for group in &self.known {
            // A lone dash is what is handed in or printed: nothing that a sentence could name.
            let is_named = !group.values.contains(&"-");
            let texts = group.values.iter().copied();
            match &group.role {
                Role::Options(indices) => {
                    let (last, others) =
                        indices.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
                    values.options.extend(others.iter().map(|&index| (index, crate::Prose::default())));
                    let last = last.filter(|_| is_named);
                    values.options.extend(last.map(|&index| (index, code_list(texts))));
                }
                Role::Argument(_) | Role::Value(..) if group.values.is_empty() || !is_named => {}
                Role::Argument(index) | Role::Value(index, _) => {
                    match arguments.iter_mut().find(|(its, _)| its == index) {
                        Some((_, words)) => words.extend(texts),
                        None => arguments.push((*index, texts.collect())),
                    }
                }
            }
        }
        if !self.has_unknown {
            values.arguments =
                arguments.into_iter().map(|(index, words)| (index, code_list(words))).collect();
        }
    }
}
