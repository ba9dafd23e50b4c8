use std::collections::BTreeMap;

use onionskin_cache::{Change, Entry, FileTree};
use onionskin_graph::{BuildGraph, InstructionNode, Operation, Source};

use crate::manifest::Role;
use crate::sources::files_of;

/// How many manifests are offered as changes. More than a dozen buttons in a row help nobody; every other file can
/// still be asked for by its path.
const MAX_MANIFESTS: usize = 12;

/// The longest path that Linux opens (`PATH_MAX` without its final zero), in bytes: what is longer names no file.
const MAX_PATH_BYTES: usize = 4095;

/// A build context as far as a Dockerfile tells: the files that its steps name, and more in the directories that
/// they name. No more is known of the real one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ImaginedContext {
    files: BTreeMap<String, Role>,
    /// The manifests in the order in which the file names them.
    manifests: Vec<String>,
}

impl ImaginedContext {
    /// The context that the needed stages of `graph` read.
    pub(crate) fn of(graph: &BuildGraph) -> Self {
        let mut context = Self::default();
        for stage in graph.stages.iter().filter(|stage| stage.is_needed) {
            let own = graph.instructions.get(stage.instructions.clone()).unwrap_or_default();
            for path in stage.triggers.iter().chain(own).flat_map(paths_read_by) {
                context.add(path);
            }
        }
        context
    }

    fn add(&mut self, source: &str) {
        for (path, role) in files_of(source) {
            if path.len() > MAX_PATH_BYTES || self.files.contains_key(&path) {
                continue;
            }
            if role == Role::Manifest {
                self.manifests.push(path.clone());
            }
            self.files.insert(path, role);
        }
    }

    /// The changes that make sense for this context, without those that make sense for any.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let manifests = self.manifests.iter().take(MAX_MANIFESTS).cloned().map(Change::File);
        let has_code = self.files.values().any(|role| *role == Role::Code);
        manifests.chain(has_code.then_some(Change::AppCode)).collect()
    }

    /// The files before `change` and after it.
    pub(crate) fn before_and_after(&self, change: &Change) -> (FileTree, FileTree) {
        let is_changed = |path: &str, role: Role| match change {
            Change::FirstBuild | Change::Nothing => false,
            Change::AppCode => role == Role::Code,
            Change::File(changed) => path == changed,
        };
        let files = self.files.iter().map(|(path, role)| (path.as_str(), *role));
        let added = match change {
            Change::File(path) if !self.files.contains_key(path) => Some((path.as_str(), Role::Manifest)),
            Change::File(_) | Change::FirstBuild | Change::Nothing | Change::AppCode => None,
        };
        let tree = |is_after: bool| {
            let entry = |(path, role): (&str, Role)| {
                let content = if is_after && is_changed(path, role) { "after" } else { "before" };
                // What no name tells may be a directory as well as a file.
                let is_file = role == Role::Manifest;
                let entry =
                    if is_file { Entry::named_file(content, 0o644) } else { Entry::unlisted(content) };
                (path.to_owned(), entry)
            };
            FileTree::new(files.clone().chain(added).map(entry))
        };
        (tree(false), tree(true))
    }
}

/// Whether `path` can be that of a file in a build context.
pub(crate) fn is_clean_path(path: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
    path.len() <= MAX_PATH_BYTES && path.split('/').all(is_part)
}

/// The paths of the build context that an instruction reads.
fn paths_read_by(node: &InstructionNode) -> Vec<&str> {
    match node.step.as_ref().map(|step| &step.operation) {
        Some(Operation::Copy { sources, .. }) => sources.iter().filter_map(context_path).collect(),
        Some(Operation::Run { mounts }) => {
            mounts.iter().filter_map(|mount| mount.source.as_ref()).filter_map(context_path).collect()
        }
        Some(Operation::Pull { .. } | Operation::MakeDirectory { .. }) | None => Vec::new(),
    }
}

fn context_path(source: &Source) -> Option<&str> {
    match source {
        Source::Context { path } => Some(path),
        Source::Stage { .. } | Source::Image { .. } | Source::Inline { .. } | Source::Remote { .. } => None,
    }
}
