use std::cell::OnceCell;
use std::rc::Rc;

use onionskin_cache::{Change, Entry, FileTree, IgnoreFile, Selection, taken_files, taken_of_context};
use onionskin_graph::BuildGraph;
use onionskin_text::sorted_by;

use crate::imagined::ImaginedContext;
use crate::manifest::{Role, role};

/// How many manifests are offered as changes. More than a dozen buttons in a row help nobody; every other file can
/// still be asked for by its path.
const MAX_MANIFESTS: usize = 12;

/// A build context that is known: the files that the builder receives.
#[derive(Clone, Debug, Default)]
pub struct Context {
    files: FileTree,
    ignore: Option<IgnoreFile>,
    roles: Rc<OnceCell<Roles>>,
}

/// What the names of the files of a context tell. To find out takes longer than most of an analysis, and a context is
/// analyzed many times.
#[derive(Debug)]
struct Roles {
    /// The manifests in the order of their paths.
    manifests: Vec<String>,
    /// The context with all code changed.
    with_other_code: FileTree,
}

impl Context {
    /// The context of `files`, without what `ignore` keeps out of it.
    pub fn new(files: &FileTree, ignore: Option<&IgnoreFile>) -> Self {
        let received = ignore.map_or_else(|| files.clone(), |ignore| files.without(ignore));
        Self { files: received, ignore: ignore.cloned(), roles: Rc::default() }
    }

    /// What the builder receives.
    pub fn files(&self) -> &FileTree {
        &self.files
    }

    /// Whether the builder does not receive what stands at `path`.
    fn ignores(&self, path: &str) -> bool {
        self.ignore.as_ref().is_some_and(|ignore| ignore.ignored_by(path).is_some())
    }

    fn roles(&self) -> &Roles {
        self.roles.get_or_init(|| {
            let all = taken_files(&self.files, [&Selection::of("")]);
            let (code, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|path| role(path) == Role::Code);
            let changed = code.into_iter().map(|path| {
                let entry = changed_entry(&self.files, &path);
                (path, Some(entry))
            });
            let with_other_code = self.files.with_changes(changed);
            let manifests = others.into_iter().filter(|path| role(path) == Role::Manifest).collect();
            Roles { manifests, with_other_code }
        })
    }
}

/// The files that a build is taken to have.
pub(crate) enum Files<'a> {
    /// Those that the Dockerfile names; no more is known.
    Imagined(ImaginedContext),
    /// Those of a known context.
    Known {
        context: &'a Context,
        /// What the build takes of them, in order.
        taken: Vec<String>,
    },
}

impl<'a> Files<'a> {
    /// Those that the builds of all `graphs` have.
    pub(crate) fn of(graphs: &[&BuildGraph], context: Option<&'a Context>) -> Self {
        let Some(context) = context else { return Self::Imagined(ImaginedContext::of_all(graphs)) };
        let taken = graphs.iter().flat_map(|graph| taken_of_context(graph));
        let selections: Vec<_> = taken.map(|(_, selection)| selection).collect();
        Self::Known { context, taken: taken_files(&context.files, &selections) }
    }

    /// The changes of files that make sense: of each manifest, and of the app's code.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let (mut manifests, has_code) = match self {
            Self::Imagined(context) => (context.manifests(), context.has_code()),
            Self::Known { context, taken } => {
                let is_taken = |path: &&String| taken.binary_search(path).is_ok();
                let manifests: Vec<String> =
                    context.roles().manifests.iter().filter(is_taken).cloned().collect();
                // Those near the root are about the whole project.
                let depth = |path: &str| path.matches('/').count();
                let manifests = sorted_by(manifests, |one, other| depth(one).cmp(&depth(other)));
                let has_code = taken.iter().any(|path| role(path) == Role::Code);
                (manifests, has_code)
            }
        };
        manifests.truncate(MAX_MANIFESTS);
        manifests.into_iter().map(Change::File).chain(has_code.then_some(Change::AppCode)).collect()
    }

    /// The files before `change` and after it.
    pub(crate) fn before_and_after(&self, change: &Change) -> (FileTree, FileTree) {
        match self {
            Self::Imagined(context) => context.before_and_after(change),
            Self::Known { context, .. } => {
                let files = &context.files;
                let changed: &[String] = match change {
                    Change::AppCode => return (files.clone(), context.roles().with_other_code.clone()),
                    Change::File(path) => std::slice::from_ref(path),
                    Change::Files(paths) => paths,
                    Change::FirstBuild
                    | Change::Nothing
                    | Change::BaseImage(_)
                    | Change::Argument(_)
                    | Change::Dockerfile
                    | Change::NoCache => &[],
                };
                let received = changed.iter().filter(|path| !context.ignores(path));
                let other = received.map(|path| (path.clone(), Some(changed_entry(files, path))));
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
