use std::collections::BTreeSet;

use crate::changed_paths::changed_paths;
use crate::{Change, Selection, World};

/// How two worlds differ, as far as the reader can have a hand in it.
pub(crate) struct Differences {
    /// The paths of files that are not the same, in order.
    files: BTreeSet<String>,
    arguments: Vec<String>,
    is_same_file: bool,
}

impl Differences {
    pub(crate) fn between(before: &World<'_>, after: &World<'_>) -> Self {
        let mut names: BTreeSet<&String> = BTreeSet::new();
        names.extend(before.build_args.keys().chain(after.build_args.keys()));
        let differs = |name: &&&String| before.build_args.get(**name) != after.build_args.get(**name);
        Self {
            files: changed_paths(&before.files, &after.files),
            arguments: names.iter().filter(differs).map(|name| (*name).clone()).collect(),
            is_same_file: before.source == after.source,
        }
    }

    /// The file whose change a step sees that takes `selection`; the first of several. Where none stands under the path
    /// itself, as when a link leads elsewhere, it is the first of all.
    pub(crate) fn file_in(&self, selection: &Selection) -> Option<Change> {
        let literal: Vec<_> =
            selection.path().split('/').take_while(|part| !crate::has_wildcards(part)).collect();
        let directory = literal.join("/");
        let is_under = |path: &&String| {
            directory.is_empty()
                || path
                    .strip_prefix(directory.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut from = self.files.range(directory.clone()..);
        let file = from.next().filter(is_under).or_else(|| self.files.iter().next())?;
        Some(Change::File(file.clone()))
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
