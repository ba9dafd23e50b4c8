use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

use onionskin_cache::{Change, Entry, FileTree, IgnoreFile, Selection, Taken, taken_files, taken_of_context};
use onionskin_graph::BuildGraph;
use onionskin_text::sorted_by;

use crate::imagined::ImaginedContext;
use crate::manifest::{Role, role};

/// How many manifests are offered as changes. More than a dozen buttons in a row help nobody; every other file can
/// still be asked for by its path.
const MAX_MANIFESTS: usize = 12;

/// How many trees with changed files, and lists of what selections take, a context remembers. A change bar asks for a
/// dozen with every keystroke.
const MAX_REMEMBERED: usize = 64;

/// The content of a file that has changed.
const CHANGED: &str = "changed";

/// A build context that is known: the files that the builder receives.
#[derive(Clone, Debug, Default)]
pub struct Context {
    files: FileTree,
    ignore: Option<Rc<IgnoreFile>>,
    roles: Rc<OnceCell<Roles>>,
    remembered: Rc<Remembered>,
}

/// What the names of the files of a context tell. To find out takes longer than most of an analysis, and a context is
/// analyzed many times.
#[derive(Clone, Debug, Default)]
struct Roles {
    /// The manifests in the order of their paths.
    manifests: Vec<String>,
    /// The context with all code changed.
    with_other_code: FileTree,
}

/// What was found out about a context, for the next time that it is analyzed.
#[derive(Debug, Default)]
struct Remembered {
    taken: RefCell<HashMap<Selection, Rc<Taken>>>,
    changed: RefCell<HashMap<Vec<String>, FileTree>>,
}

impl Context {
    /// The context of `files`, without what `ignore` keeps out of it.
    pub fn new(files: &FileTree, ignore: Option<&IgnoreFile>) -> Self {
        let all = Self { files: files.clone(), ..Self::default() };
        ignore.map_or_else(|| all.clone(), |ignore| all.without(ignore))
    }

    /// This context without what `ignore` keeps out of it.
    #[must_use]
    pub fn without(&self, ignore: &IgnoreFile) -> Self {
        let files = self.files.without(ignore);
        let left = |roles: &Roles| Roles {
            manifests: roles.manifests.iter().filter(|path| files.entry(path).is_some()).cloned().collect(),
            with_other_code: roles.with_other_code.without(ignore),
        };
        let roles = self.roles.get().map(left).map(OnceCell::from).unwrap_or_default();
        Self {
            files,
            ignore: Some(Rc::new(ignore.clone())),
            roles: Rc::new(roles),
            remembered: Rc::default(),
        }
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
            let mut roles = Roles { manifests: Vec::new(), with_other_code: self.files.clone() };
            roles.add(&self.files, taken_files(&self.files, [&Selection::of("")]));
            roles
        })
    }

    /// What `selection` takes of the files.
    pub(crate) fn taken(&self, selection: &Selection) -> Rc<Taken> {
        if selection.is_plain() {
            return Rc::new(Taken::of(selection, &self.files));
        }
        remembered(&self.remembered.taken, selection.clone(), || Rc::new(Taken::of(selection, &self.files)))
    }

    /// The files after those at `paths` changed, those that are not there yet among them.
    pub(crate) fn changed(&self, paths: &[String]) -> FileTree {
        remembered(&self.remembered.changed, paths.to_vec(), || {
            let received = paths.iter().filter(|path| !self.ignores(path));
            let other = received.map(|path| (path.clone(), Some(changed_entry(&self.files, path))));
            self.files.with_changes(other)
        })
    }
}

/// What stands at `key`; what `find` finds where nothing does, for the next time.
fn remembered<K: Eq + Hash, V: Clone>(all: &RefCell<HashMap<K, V>>, key: K, find: impl FnOnce() -> V) -> V {
    if let Some(known) = all.try_borrow().ok().and_then(|all| all.get(&key).cloned()) {
        return known;
    }
    let found = find();
    if let Ok(mut all) = all.try_borrow_mut() {
        if all.len() >= MAX_REMEMBERED {
            all.clear();
        }
        all.insert(key, found.clone());
    }
    found
}

impl Roles {
    /// Adds what the names of `paths` tell, files of `files`.
    fn add(&mut self, files: &FileTree, paths: Vec<String>) {
        let mut code = Vec::new();
        for path in paths {
            match role(&path) {
                Role::Code => {
                    let entry = changed_entry(files, &path);
                    code.push((path, Some(entry)));
                }
                Role::Manifest => self.manifests.push(path),
                Role::Tool => {}
            }
        }
        self.with_other_code = self.with_other_code.with_changes(code);
    }
}

/// Makes the context of a list of files, some at a time: of many files it takes long, and whoever waits may want to do
/// other things meanwhile.
#[derive(Debug, Default)]
pub struct ContextBuilder {
    files: FileTree,
    roles: Roles,
}

impl ContextBuilder {
    /// Adds files by their paths, and directories: their paths end with a `/`. It is fastest with paths in order.
    pub fn add<'p>(&mut self, paths: impl Iterator<Item = &'p str> + Clone) {
        let entry = |path: &str, content: &str| {
            let is_directory = path.ends_with('/');
            Some(if is_directory { Entry::directory(0o755) } else { Entry::named_file(content, 0o644) })
        };
        let before = paths.clone().map(|path| (path.to_owned(), entry(path, "as it is")));
        self.files = self.files.with_changes(before);
        let manifests = &mut self.roles.manifests;
        let after = paths.map(|path| {
            let role = role(path);
            let content = match role {
                Role::Code => CHANGED,
                Role::Manifest | Role::Tool => "as it is",
            };
            if role == Role::Manifest && !path.ends_with('/') {
                manifests.push(path.to_owned());
            }
            (path.to_owned(), entry(path, content))
        });
        self.roles.with_other_code = self.roles.with_other_code.with_changes(after);
    }

    /// The context of all of them.
    pub fn finish(self) -> Context {
        let roles = Rc::new(OnceCell::from(self.roles));
        Context { files: self.files, ignore: None, roles, remembered: Rc::default() }
    }
}

/// The files that a build is taken to have.
#[derive(Clone, Debug)]
pub(crate) enum Files {
    /// Those that the Dockerfile names; no more is known.
    Imagined(ImaginedContext),
    /// Those of a known context.
    Known {
        context: Context,
        /// What the build takes of them.
        selections: Vec<Selection>,
    },
}

impl Files {
    /// Those that the builds of all `graphs` have.
    pub(crate) fn of(graphs: &[&BuildGraph], context: Option<&Context>) -> Self {
        let Some(context) = context.cloned() else { return Self::Imagined(ImaginedContext::of_all(graphs)) };
        let taken = graphs.iter().flat_map(|graph| taken_of_context(graph));
        Self::Known { context, selections: taken.map(|(_, selection)| selection).collect() }
    }

    /// The changes of files that make sense: of each manifest, and of the app's code.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let (mut manifests, has_code) = match self {
            Self::Imagined(context) => (context.manifests(), context.has_code()),
            Self::Known { context, selections } => {
                let roles = context.roles();
                let taken: Vec<_> = selections.iter().map(|selection| context.taken(selection)).collect();
                let is_taken = |path: &&String| taken.iter().any(|taken| taken.has(path));
                let manifests: Vec<String> = roles.manifests.iter().filter(is_taken).cloned().collect();
                // Those near the root are about the whole project.
                let depth = |path: &str| path.matches('/').count();
                let manifests = sorted_by(manifests, |one, other| depth(one).cmp(&depth(other)));
                let takes_code =
                    |selection: &Selection| selection.differs(&context.files, &roles.with_other_code);
                let has_code = selections.iter().any(takes_code);
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
                (files.clone(), context.changed(changed))
            }
        }
    }
}

/// What stands at `path` after a change: something else.
fn changed_entry(files: &FileTree, path: &str) -> Entry {
    match files.entry(path) {
        Some(Entry::Link(target)) => Entry::link(&[target, ".changed"].concat()),
        Some(Entry::Directory(_) | Entry::Unlisted(_)) => Entry::unlisted(CHANGED),
        Some(Entry::File(_)) | None => Entry::named_file(CHANGED, 0o644),
    }
}
