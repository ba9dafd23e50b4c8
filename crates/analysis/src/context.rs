use onionskin_cache::{Change, Entry, FileTree, IgnoreFile, taken_files, taken_of_context};
use onionskin_graph::BuildGraph;

use crate::imagined::ImaginedContext;
use crate::manifest::{Role, role};

/// How many manifests are offered as changes. More than a dozen buttons in a row help nobody; every other file can
/// still be asked for by its path.
const MAX_MANIFESTS: usize = 12;

/// The longest path that Linux opens (`PATH_MAX` without its final zero), in bytes: what is longer names no file.
const MAX_PATH_BYTES: usize = 4095;

/// A build context that is known: the files that the builder receives.
#[derive(Clone, Debug, Default)]
pub struct Context {
    files: FileTree,
}

impl Context {
    /// The context of `files`, without what `ignore` keeps out of it.
    pub fn new(files: &FileTree, ignore: Option<&IgnoreFile>) -> Self {
        Self { files: ignore.map_or_else(|| files.clone(), |ignore| files.without(ignore)) }
    }

    /// What the builder receives.
    pub fn files(&self) -> &FileTree {
        &self.files
    }
}

/// The files that a build is taken to have.
pub(crate) enum Files {
    /// Those that the Dockerfile names; no more is known.
    Imagined(ImaginedContext),
    /// Those of a known context.
    Known {
        files: FileTree,
        /// What the build takes of them, with their roles.
        taken: Vec<(String, Role)>,
    },
}

impl Files {
    pub(crate) fn of(graph: &BuildGraph, context: Option<&Context>) -> Self {
        let Some(context) = context else { return Self::Imagined(ImaginedContext::of(graph)) };
        let selections: Vec<_> =
            taken_of_context(graph).into_iter().map(|(_, selection)| selection).collect();
        let paths = taken_files(&context.files, &selections);
        let taken =
            paths.into_iter().map(|path| (role(&path), path)).map(|(role, path)| (path, role)).collect();
        Self::Known { files: context.files.clone(), taken }
    }

    /// The changes of files that make sense: of each manifest, and of the app's code.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let (mut manifests, has_code) = match self {
            Self::Imagined(context) => (context.manifests(), context.has_code()),
            Self::Known { taken, .. } => {
                let manifests = taken.iter().filter(|(_, role)| *role == Role::Manifest);
                let mut manifests: Vec<String> = manifests.map(|(path, _)| path.clone()).collect();
                // Those near the root are about the whole project.
                let depth = |path: &str| path.bytes().filter(|&byte| byte == b'/').count();
                onionskin_text::sort(&mut manifests, |a, b| depth(a) < depth(b));
                (manifests, taken.iter().any(|(_, role)| *role == Role::Code))
            }
        };
        manifests.truncate(MAX_MANIFESTS);
        manifests.into_iter().map(Change::File).chain(has_code.then_some(Change::AppCode)).collect()
    }

    /// The files before `change` and after it.
    pub(crate) fn before_and_after(&self, change: &Change) -> (FileTree, FileTree) {
        match self {
            Self::Imagined(context) => context.before_and_after(change),
            Self::Known { files, taken } => {
                let changed: Vec<&str> = match change {
                    Change::AppCode => {
                        let code = taken.iter().filter(|(_, role)| *role == Role::Code);
                        code.map(|(path, _)| path.as_str()).collect()
                    }
                    Change::File(path) => vec![path],
                    Change::Files(paths) => paths.iter().map(String::as_str).collect(),
                    Change::FirstBuild
                    | Change::Nothing
                    | Change::BaseImage(_)
                    | Change::Argument(_)
                    | Change::Dockerfile
                    | Change::NoCache => Vec::new(),
                };
                let other =
                    changed.into_iter().map(|path| (path.to_owned(), Some(changed_entry(files, path))));
                (files.clone(), files.with_changes(other))
            }
        }
    }
}

/// What stands at `path` after a change: something else.
fn changed_entry(files: &FileTree, path: &str) -> Entry {
    match files.entry(path) {
        Some(Entry::Link(target)) => Entry::link(&[target, ".changed"].concat()),
        Some(Entry::Directory(_) | Entry::Unlisted(_)) => Entry::unlisted("changed"),
        Some(Entry::File(_)) | None => Entry::named_file("changed", 0o644),
    }
}

/// Whether `path` can be that of a file in a build context.
pub(crate) fn is_clean_path(path: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
    path.len() <= MAX_PATH_BYTES && path.split('/').all(is_part)
}
