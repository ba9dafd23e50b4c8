use std::mem::{Discriminant, discriminant};

use onionskin_graph::{
    BuildGraph, Effect, ExecMountKind, ExecOp, FileAction, FileOp, InstructionNode, Mount, Op, Operation,
    Sharing, Source, SourceOp, Step, Vertex,
};
use onionskin_text::sorted;

use crate::ancestry::{Ancestry, names, outside};
use crate::bystanders::bystanders;
use crate::dependency::{Assigned, Dependencies, Dependency};
use crate::in_force::{InForce, Setter};
use crate::path::base_name;
use crate::uses::starts_from;

/// An instruction that is a step, with all that is known of it.
pub(crate) struct Subject<'g> {
    pub(crate) graph: &'g BuildGraph,
    /// The index of the instruction.
    pub(crate) at: usize,
    pub(crate) node: &'g InstructionNode,
    pub(crate) stage: usize,
    pub(crate) step: &'g Step,
    pub(crate) vertex: &'g Vertex,
    pub(crate) in_force: InForce<'g>,
    pub(crate) ancestry: Ancestry<'g>,
}

/// All that could ever rebuild the step of the instruction with this index, and what never does; `None` where it has no
/// step.
///
/// It follows what BuildKit makes a step's key of (the `CacheMap` functions of its operations). A step that
/// starts from another one depends on all that this one depends on.
pub fn dependencies(graph: &BuildGraph, instruction: usize) -> Option<Dependencies> {
    let node = graph.instructions.get(instruction)?;
    let step = node.step.as_ref()?;
    let subject = Subject {
        graph,
        at: instruction,
        node,
        stage: node.stage?,
        step,
        vertex: graph.vertices.get(step.vertex)?,
        in_force: InForce::at(graph, instruction),
        ancestry: Ancestry::of(graph, step.vertex),
    };
    let mut could: Vec<_> = subject.parent().map(Dependency::StartsFrom).into_iter().collect();
    match &subject.vertex.op {
        Op::Exec(exec) => subject.command(exec, &mut could),
        Op::File(file) => subject.files(file, &mut could),
        Op::Source(_) => subject.image(&mut could),
        Op::Merge => {}
    }
    Some(Dependencies { could, never: bystanders(&subject) })
}

impl<'g> Subject<'g> {
    /// The instruction whose result it starts from.
    pub(crate) fn parent(&self) -> Option<usize> {
        let input = self.vertex.inputs.get(starts_from(self.vertex)?)?;
        self.graph.vertices.get(*input)?.origin.instruction()
    }

    /// The instruction's mounts, as they are written.
    pub(crate) fn mounts(&self) -> &'g [Mount] {
        match &self.step.operation {
            Operation::Run { mounts } => mounts,
            Operation::Pull { .. } | Operation::MakeDirectory { .. } | Operation::Copy { .. } => &[],
        }
    }

    /// What it reads and counts by its content, each with where a command sees it. What comes out of the same thing that
    /// the step starts from is part of that.
    pub(crate) fn reads(&self) -> Vec<(&'g Source, Option<&'g str>)> {
        let start = starts_from(self.vertex);
        let mut reads = Vec::new();
        if let (Operation::Copy { sources, .. }, Op::File(file)) = (&self.step.operation, &self.vertex.op) {
            for (source, action) in sources.iter().zip(&file.actions) {
                let input = if let FileAction::Copy(copy) = action { copy.input } else { None };
                if input.is_some() && input != start {
                    reads.push((source, None));
                }
            }
        }
        if let Op::Exec(exec) = &self.vertex.op {
            for mount in self.mounts() {
                let found = exec.mounts.iter().find(|its| its.target == mount.target);
                let input = found.and_then(|found| found.input);
                if let Some(source) = mount.source.as_ref().filter(|_| input.is_some() && input != start) {
                    reads.push((source, Some(mount.target.as_str())));
                }
            }
        }
        reads
    }

    fn command(&self, exec: &ExecOp, could: &mut Vec<Dependency>) {
        could.push(Dependency::Command);
        self.reading(could);
        self.environment(exec, could);
        if let Some((at, words)) = self.in_force.shell
            && exec.args.starts_with(words)
        {
            could.push(Dependency::Shell(at));
        }
        if let Some(instruction) = self.in_force.workdir {
            could.push(Dependency::Workdir { path: exec.cwd.to_string(), instruction });
        }
        self.user(&exec.user, could);
        mounted(exec, could);
        if let Some(from) = self.in_force.image {
            let (user, workdir) = (self.in_force.user.is_none(), self.in_force.workdir.is_none());
            could.push(Dependency::ImageSettings { from, user, workdir });
        }
        could.push(Dependency::NewSettings);
        could.push(Dependency::CommandOptions { platform: exec.platform.to_string() });
        could.push(self.cache(true));
    }

    /// The variables that a command has.
    fn environment(&self, exec: &ExecOp, could: &mut Vec<Dependency>) {
        let (mut arguments, mut variables) = (Vec::new(), Vec::new());
        for (name, _) in exec.env.iter() {
            let assigned = |instruction| Assigned { name: name.to_owned(), instruction };
            match self.in_force.setter(name) {
                Some(Setter::Argument(at)) => arguments.push(assigned(at)),
                Some(Setter::Env(at)) => variables.push(assigned(at)),
                // The second one is where BuildKit tells the command where an agent is.
                Some(Setter::Image) | None => {}
            }
        }
        push_some(could, arguments, Dependency::Arguments);
        push_some(could, self.in_force.unset(), Dependency::Unset);
        push_some(could, variables, Dependency::Variables);
    }

    fn user(&self, name: &str, could: &mut Vec<Dependency>) {
        if let Some(instruction) = self.in_force.user {
            could.push(Dependency::User(Assigned { name: name.to_owned(), instruction }));
        }
    }

    fn files(&self, file: &FileOp, could: &mut Vec<Dependency>) {
        let is_directory = matches!(self.step.operation, Operation::MakeDirectory { .. });
        match &self.step.operation {
            Operation::Copy { sources, destination, .. } => {
                self.reading(could);
                let named = sources.iter().zip(&file.actions);
                let named = named.filter(|(source, _)| !matches!(source, Source::Inline { .. }));
                push_some(could, named.filter_map(|(_, action)| name(action)).collect(), Dependency::Names);
                could.push(Dependency::Destination(destination.clone()));
                could.push(Dependency::CopyFlags);
            }
            Operation::MakeDirectory { path } => {
                could.push(Dependency::Directory(path.clone()));
                self.user(self.in_force.user.map_or("", |at| self.user_of(at)), could);
            }
            Operation::Pull { .. } | Operation::Run { .. } => {}
        }
        self.uses(could);
        if is_directory {
            could.push(Dependency::Epoch);
        }
        if is_directory && self.in_force.user.is_none() {
            could.push(Dependency::NewSettings);
        }
        could.push(self.cache(!is_directory));
    }

    fn user_of(&self, at: usize) -> &'g str {
        let effect = self.graph.instructions.get(at).map(|node| &node.effect);
        if let Some(Effect::User(user)) = effect { user } else { "" }
    }

    fn image(&self, could: &mut Vec<Dependency>) {
        if let Operation::Pull { image } = &self.step.operation {
            could.push(Dependency::Image { image: image.clone(), is_pinned: image.contains('@') });
        }
        self.uses(could);
        if let Op::Source(SourceOp::Image { platform, .. }) = &self.vertex.op {
            could.push(Dependency::Platform(platform.clone()));
        }
        could.push(self.cache(false));
    }

    /// What it reads, things of one kind together.
    fn reading(&self, could: &mut Vec<Dependency>) {
        let mut files: Vec<(Discriminant<Source>, Option<&str>, Vec<Source>)> = Vec::new();
        let mut documents = Vec::new();
        for (source, target) in self.reads() {
            match source {
                Source::Inline { name } => documents.push(name.clone()),
                Source::Remote { url, is_git } => could.push(self.download(url, *is_git)),
                Source::Context { .. } | Source::Stage { .. } | Source::Image { .. } => {
                    let kind = discriminant(source);
                    match files.iter_mut().find(|(its, at, _)| *its == kind && *at == target) {
                        Some((_, _, sources)) => sources.push(source.clone()),
                        None => files.push((kind, target, vec![source.clone()])),
                    }
                }
            }
        }
        could.extend(files.into_iter().map(|(_, target, sources)| {
            let target = target.map(str::to_owned);
            Dependency::Files { sources, target }
        }));
        push_some(could, documents, Dependency::Documents);
    }

    /// What the server gives at the address `url`.
    fn download(&self, url: &str, is_git: bool) -> Dependency {
        let inputs = self.vertex.inputs.iter().filter_map(|input| self.graph.vertices.get(*input));
        let mut is_pinned = false;
        for vertex in inputs {
            match &vertex.op {
                Op::Source(SourceOp::Http { url: its, checksum, .. }) if its == url => {
                    is_pinned = checksum.is_some();
                }
                Op::Source(SourceOp::Git { checksum, .. }) if is_git => is_pinned |= checksum.is_some(),
                Op::Source(_) | Op::Exec(_) | Op::File(_) | Op::Merge => {}
            }
        }
        Dependency::Download { url: url.to_owned(), is_git, is_pinned }
    }

    /// The variables that its text uses, with what sets them. FROM sees only what stands in front of the first one.
    fn uses(&self, could: &mut Vec<Dependency>) {
        let is_from = matches!(self.step.operation, Operation::Pull { .. });
        let declared = |name: &str| {
            let mut nodes = (0..).zip(outside(self.graph));
            nodes.find(|(_, node)| names(&node.effect).any(|its| its == name)).map(|(at, _)| at)
        };
        let unset = self.in_force.unset();
        let setter = |name: &str| match self.in_force.setter(name) {
            Some(Setter::Argument(at) | Setter::Env(at)) => Some(at),
            Some(Setter::Image) => self.in_force.image,
            None => {
                unset.iter().find(|its| its.name == name).map(|its| its.instruction).or(self.in_force.image)
            }
        };
        let assigned = |name: &String| {
            let instruction = if is_from { declared(name) } else { setter(name) }?;
            Some(Assigned { name: name.clone(), instruction })
        };
        push_some(could, self.node.uses.iter().filter_map(assigned).collect(), Dependency::Uses);
    }

    fn cache(&self, can_be_forced: bool) -> Dependency {
        let stage = self.graph.stages.get(self.stage).and_then(|stage| stage.name.clone());
        Dependency::Cache { can_be_forced, stage: stage.filter(|_| can_be_forced) }
    }
}

/// What of the source of a copy counts beside its content: the last part of its name, with `--parents` all of it. Of
/// a repository it is nothing.
fn name(action: &FileAction) -> Option<String> {
    let FileAction::Copy(copy) = action else { return None };
    let name = match copy.include.first() {
        Some(pattern) => pattern,
        None => base_name(&copy.source),
    };
    let is_root = name.is_empty();
    (!is_root || copy.is_path).then(|| if is_root { "/" } else { name }.to_owned())
}

/// What is mounted and counts by more than its content, by its kind.
fn mounted(exec: &ExecOp, could: &mut Vec<Dependency>) {
    let (mut caches, mut secrets, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    let (mut has_default, mut has_agent) = (false, false);
    for mount in &exec.mounts {
        match &mount.kind {
            ExecMountKind::Root | ExecMountKind::Bind { .. } => {}
            ExecMountKind::Cache { id, sharing, .. } => {
                has_default |= is_default_cache(&mount.target, id, *sharing);
                caches.push(mount.target.clone());
            }
            ExecMountKind::Tmpfs { .. } => memory.push(mount.target.clone()),
            ExecMountKind::Secret(secret) => secrets.push(secret.id.clone()),
            ExecMountKind::Ssh(_) => has_agent = true,
        }
    }
    secrets.extend(exec.secret_env.iter().map(|secret| secret.id.clone()));
    secrets = sorted(secrets);
    secrets.dedup();
    push_some(could, caches, |targets| Dependency::Caches { targets, has_default });
    push_some(could, secrets, Dependency::Secrets);
    if has_agent {
        could.push(Dependency::Agents);
    }
    push_some(could, memory, Dependency::Memory);
}

/// Whether nothing is said of a cache but its target: only then its id, and with it the namespace, is part of the key.
pub(crate) fn is_default_cache(target: &str, id: &str, sharing: Sharing) -> bool {
    sharing == Sharing::Shared && id.strip_suffix(target).is_some_and(|namespace| namespace.ends_with('/'))
}

/// Adds what `wrap` makes of `items`, if there are any.
pub(crate) fn push_some<T, D>(all: &mut Vec<D>, items: Vec<T>, wrap: impl Fn(Vec<T>) -> D) {
    if !items.is_empty() {
        all.push(wrap(items));
    }
}
