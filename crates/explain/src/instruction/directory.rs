use onionskin_entries::Trait;

use crate::invocation::Invocation;
use crate::path::resolve;
use crate::script::Start;

/// The directories that commands run in, as far as they are known.
#[derive(Clone, Debug)]
pub(super) struct Directories {
    /// The shell that is read.
    shell: Shell,
    /// The shells around it, the outermost first.
    outer: Vec<Shell>,
}

#[derive(Clone, Debug, Default)]
struct Shell {
    /// Where it is; `None` where nobody can tell.
    current: Option<String>,
    /// Where its last command runs what it is handed.
    handed: Option<String>,
    /// Where it goes back to by `popd`.
    left: Vec<Option<String>>,
}

impl Directories {
    /// Those of a shell that starts in `workdir`.
    pub(super) fn new(workdir: Option<String>) -> Self {
        Self { shell: Shell { current: workdir, ..Shell::default() }, outer: Vec::new() }
    }

    /// Where the shell is.
    pub(super) fn current(&self) -> Option<&str> {
        self.shell.current.as_deref()
    }

    /// Notes that a shell or command of its own starts.
    pub(super) fn enter(&mut self, start: Start) {
        let current = match start {
            Start::Here => self.shell.current.clone(),
            Start::Handed => self.shell.handed.clone(),
            Start::Elsewhere => None,
        };
        let shell = Shell { current, ..Shell::default() };
        self.outer.push(std::mem::replace(&mut self.shell, shell));
    }

    /// Notes that it ends.
    pub(super) fn leave(&mut self) {
        self.shell = self.outer.pop().unwrap_or_default();
    }

    /// Notes that a command of the shell runs what it is handed in `directory`.
    pub(super) fn hand(&mut self, directory: Option<String>) {
        self.shell.handed = directory;
    }

    /// Notes where the shell is behind `invocation`, which `may_not_happen`.
    pub(super) fn run(&mut self, invocation: &Invocation<'_, '_>, may_not_happen: bool) {
        let shell = &mut self.shell;
        let target = invocation.groups.known.first().and_then(|group| group.values.first());
        let target = target.filter(|target| !target.starts_with(['-', '+']));
        let target = || target.and_then(|target| resolve(shell.current.as_deref(), target));
        let next = match &*invocation.entry.id {
            "cd" => target(),
            "pushd" => {
                let next = target();
                shell.left.push(shell.current.take());
                next
            }
            "popd" => shell.left.pop().flatten(),
            _ => return,
        };
        shell.current = next.filter(|_| !may_not_happen);
    }
}

/// Where `invocation`, which runs in `directory`, runs the command behind it or what it is handed.
pub(super) fn directory_behind(invocation: &Invocation<'_, '_>, directory: Option<String>) -> Option<String> {
    let Invocation { entry, groups, .. } = invocation;
    let option = |name| groups.known.iter().find(|group| group.is_option(entry, name));
    if entry.is(Trait::Elsewhere) || entry.is(Trait::Login) && option("--login").is_some() {
        return None;
    }
    match option("--chdir").filter(|_| entry.is(Trait::Prefix)) {
        Some(group) => group.values.first().and_then(|target| resolve(directory.as_deref(), target)),
        None => directory,
    }
}
