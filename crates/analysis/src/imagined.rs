use std::collections::BTreeMap;

use onionskin_cache::{Change, Entry, FileTree};
use onionskin_graph::{BuildGraph, InstructionNode, Operation, Source};

use crate::manifest::Role;
use crate::path::is_clean_path;
use crate::sources::files_of;

/// A build context as far as a Dockerfile tells: the files that its steps name, and more in the directories that
/// they name. No more is known of the real one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ImaginedContext {
    files: BTreeMap<String, Role>,
    /// The manifests in the order in which the file names them.
    manifests: Vec<String>,
}

impl ImaginedContext {
    /// The context that the needed stages of all `graphs` read.
    pub(crate) fn of_all(graphs: &[&BuildGraph]) -> Self {
        let mut context = Self::default();
        for graph in graphs {
            context.add_all(graph);
        }
        context
    }

    fn add_all(&mut self, graph: &BuildGraph) {
        for stage in graph.stages.iter().filter(|stage| stage.is_needed) {
            let own = graph.instructions.get(stage.instructions.clone()).unwrap_or_default();
            for path in stage.triggers.iter().chain(own).flat_map(paths_read_by) {
                self.add(path);
            }
        }
    }

    fn add(&mut self, source: &str) {
        for (path, role) in files_of(source) {
            let is_root = path.is_empty();
            if !is_root && !is_clean_path(&path) || self.files.contains_key(&path) {
                continue;
            }
            if role == Role::Manifest {
                self.manifests.push(path.clone());
            }
            self.files.insert(path, role);
        }
    }

    /// The manifests in the order in which the file names them.
    pub(crate) fn manifests(&self) -> Vec<String> {
        self.manifests.clone()
    }

    /// Whether any of it may be the app's code.
    pub(crate) fn has_code(&self) -> bool {
        self.files.values().any(|role| *role == Role::Code)
    }

    /// The files before `change` and after it.
    pub(crate) fn before_and_after(&self, change: &Change) -> (FileTree, FileTree) {
        let named = change.files();
        let is_code = |role: Role| *change == Change::AppCode && role == Role::Code;
        let is_changed =
            |path: &str, role: Role| is_code(role) || named.iter().any(|changed| changed == path);
        let files = self.files.iter().map(|(path, role)| (path.as_str(), *role));
        let added = named.iter().filter(|path| !self.files.contains_key(*path));
        let files: Vec<_> = files.chain(added.map(|path| (path.as_str(), Role::Manifest))).collect();
        let tree = |is_after: bool| {
            let entry = |&(path, role): &(&str, Role)| {
                let content = if is_after && is_changed(path, role) { "after" } else { "before" };
                // What no name tells may be a directory as well as a file.
                let is_file = role == Role::Manifest;
                let entry =
                    if is_file { Entry::named_file(content, 0o644) } else { Entry::unlisted(content) };
                (path.to_owned(), entry)
            };
            FileTree::new(files.iter().map(entry))
        };
        (tree(false), tree(true))
    }
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
