use std::cell::OnceCell;

use onionskin_text::sorted;

use onionskin_graph::has_wildcards;

use crate::first_change::first_change;
use crate::{Change, FileTree, Selection, World};

/// How two worlds differ, as far as the reader can have a hand in it.
pub(crate) struct Differences {
    before: FileTree,
    after: FileTree,
    /// The first file that is not the same, once somebody has asked.
    first_file: OnceCell<Option<String>>,
    arguments: Vec<String>,
    is_same_file: bool,
}

impl Differences {
    pub(crate) fn between(before: &World<'_>, after: &World<'_>) -> Self {
        let names = before.build_args.keys().chain(after.build_args.keys());
        let differs = |name: &&String| before.build_args.get(*name) != after.build_args.get(*name);
        Self {
            before: before.files.clone(),
            after: after.files.clone(),
            first_file: OnceCell::new(),
            arguments: sorted(names.filter(differs).cloned().collect()),
            is_same_file: before.source == after.source,
        }
    }

    /// The file whose change a step sees that takes `selection`; the first of several. Where none stands under the path
    /// itself, as when a link leads elsewhere, it is the first of all.
    pub(crate) fn file_in(&self, selection: &Selection) -> Option<Change> {
        let literal: Vec<_> = selection.path().split('/').take_while(|part| !has_wildcards(part)).collect();
        let directory = literal.join("/");
        let first = || first_change(&self.before, &self.after, "");
        let in_directory =
            (!directory.is_empty()).then(|| first_change(&self.before, &self.after, &directory)).flatten();
        let file = in_directory.or_else(|| self.first_file.get_or_init(first).clone());
        file.map(Change::File)
    }

    /// What makes the difference where an instruction is not the same although nothing that it reads has changed:
    /// `variable` is one that has another value now.
    pub(crate) fn of_instruction(&self, variable: Option<&str>) -> Change {
        let named = variable.filter(|name| self.arguments.iter().any(|argument| argument == name));
        let argument = named.or_else(|| self.arguments.first().map(String::as_str));
        match argument.filter(|_| self.is_same_file || named.is_some()) {
            Some(name) => Change::Argument(name.to_owned()),
            None => Change::Dockerfile,
        }
    }
}
