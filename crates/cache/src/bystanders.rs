use std::collections::HashSet;

use onionskin_graph::{Effect, ExecMountKind, Op, Operation, Source, SourceOp};
use onionskin_text::sorted;

use crate::ancestry::outside;
use crate::dependencies::{Subject, push_some};
use crate::dependency::{Assigned, Bystander};
use crate::in_force::Setter;

/// Arguments that BuildKit gives to commands although nothing declares them, so that they do not count; in any case of
/// letters.
const PROXIES: [&str; 5] = ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"];

/// Arguments that act without being declared, or are set by the platform, so that another value may rebuild something.
const ACTING: [&str; 14] = [
    "SOURCE_DATE_EPOCH",
    "BUILDKIT_CACHE_MOUNT_NS",
    "BUILDKIT_SANDBOX_HOSTNAME",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDARCH",
    "BUILDVARIANT",
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE",
];

/// What never rebuilds a step although the world changes, the most surprising first.
pub(crate) fn bystanders(subject: &Subject<'_>) -> Vec<Bystander> {
    let mut never = Vec::new();
    let is_run = matches!(subject.vertex.op, Op::Exec(_));
    of_command(subject, &mut never);
    of_image(subject, &mut never);
    if matches!(subject.step.operation, Operation::Copy { is_link: true, .. }) && is_on_something(subject) {
        never.push(Bystander::StepsBefore);
    }
    let mut stages: Vec<usize> = Vec::new();
    let mut reads_context = false;
    for (source, _) in subject.reads() {
        match source {
            Source::Context { .. } => reads_context = true,
            Source::Stage { stage, .. } if !subject.ancestry.stands_on(*stage) && !stages.contains(stage) => {
                stages.push(*stage);
            }
            Source::Stage { .. } | Source::Image { .. } | Source::Inline { .. } | Source::Remote { .. } => {}
        }
    }
    never.extend(stages.into_iter().map(Bystander::SameFiles));
    never.extend(download(subject));
    if reads_context {
        never.push(Bystander::FileTimes);
    }
    if matches!(subject.step.operation, Operation::MakeDirectory { .. }) && !subject.ancestry.can_be_forced()
    {
        never.push(Bystander::NoCache);
    }
    let taken = subject.ancestry.taken();
    // Nobody takes FROM for something that reads files.
    if !matches!(subject.vertex.op, Op::Source(_)) {
        never.push(Bystander::OtherFiles { takers: taken.takers, is_all: taken.is_all });
    }
    variables(subject, is_run, !taken.has_dockerfile, &mut never);
    if !taken.has_dockerfile {
        never.push(Bystander::Settings);
        never.push(Bystander::Formatting);
    }
    never
}

fn of_command(subject: &Subject<'_>, never: &mut Vec<Bystander>) {
    let Op::Exec(exec) = &subject.vertex.op else { return };
    if exec.network != "none" {
        never.push(Bystander::Elsewhere);
    }
    never.push(Bystander::Time);
    let (mut caches, mut secrets) = (Vec::new(), Vec::new());
    let mut has_agent = false;
    for mount in &exec.mounts {
        match &mount.kind {
            ExecMountKind::Cache { .. } => caches.push(mount.target.clone()),
            ExecMountKind::Secret(secret) => secrets.push(secret.id.clone()),
            ExecMountKind::Ssh(_) => has_agent = true,
            ExecMountKind::Root | ExecMountKind::Bind { .. } | ExecMountKind::Tmpfs { .. } => {}
        }
    }
    secrets.extend(exec.secret_env.iter().map(|secret| secret.id.clone()));
    secrets = sorted(secrets);
    secrets.dedup();
    push_some(never, caches, Bystander::CacheContents);
    push_some(never, secrets, Bystander::SecretValues);
    if has_agent {
        never.push(Bystander::AgentKeys);
    }
}

fn of_image(subject: &Subject<'_>, never: &mut Vec<Bystander>) {
    if let Operation::Pull { image } = &subject.step.operation {
        never.push(Bystander::MovedTag { is_pinned: image.contains('@') });
        never.push(Bystander::OtherName);
        never.push(Bystander::NoCache);
    }
}

/// Whether the stage has something in front of the step that a linked copy is laid on.
fn is_on_something(subject: &Subject<'_>) -> bool {
    let before = subject.at.checked_sub(1).and_then(|at| subject.graph.instructions.get(at));
    before.is_some_and(|before| before.result.is_some())
}

fn download(subject: &Subject<'_>) -> Option<Bystander> {
    let inputs = subject.vertex.inputs.iter().filter_map(|input| subject.graph.vertices.get(*input));
    let pinned = inputs.filter_map(|vertex| match &vertex.op {
        Op::Source(SourceOp::Http { checksum, .. }) => Some(checksum.is_some()),
        Op::Source(_) | Op::Exec(_) | Op::File(_) | Op::Merge => None,
    });
    let is_pinned = pinned.reduce(|all, one| all && one)?;
    Some(Bystander::SameDownload { is_pinned })
}

/// Variables that nothing up to the step sees.
fn variables(subject: &Subject<'_>, is_run: bool, is_free_text: bool, never: &mut Vec<Bystander>) {
    let Subject { graph, stage, at, node, in_force, ancestry, .. } = subject;
    let seen = ancestry.seen(*stage, *at);
    let unset = in_force.unset();
    if !is_run {
        let unread = node.env.iter().filter(|(name, _)| !seen.contains(name) && !ACTING.contains(name));
        let unread = unread.filter_map(|(name, _)| match in_force.setter(name)? {
            Setter::Argument(instruction) | Setter::Env(instruction) => {
                Some(Assigned { name: name.to_owned(), instruction })
            }
            Setter::Image => None,
        });
        push_some(never, unread.collect(), Bystander::Variables);
    }
    let mut known: HashSet<&str> = ACTING.into_iter().chain(seen.iter().copied()).collect();
    known.extend(unset.iter().map(|argument| argument.name.as_str()));
    let mut late = Vec::new();
    let behind = graph.instructions.iter().enumerate().skip(at + 1);
    let outside = outside(graph).enumerate();
    let elsewhere = graph.instructions.iter().enumerate().take(*at);
    let elsewhere = elsewhere.filter(|(_, node)| node.stage.is_some_and(|its| !ancestry.needs(its)));
    for (instruction, node) in behind.chain(elsewhere).chain(outside) {
        let Effect::Arg(arguments) = &node.effect else { continue };
        for (name, _) in arguments {
            if in_force.setter(name).is_none() && known.insert(name) {
                late.push(Assigned { name: name.clone(), instruction });
            }
        }
    }
    push_some(never, late, Bystander::Arguments);
    if is_run && is_free_text {
        push_some(never, unset.clone(), Bystander::Declarations);
    }
    let is_proxy = |name: &str| PROXIES.iter().any(|proxy| proxy.eq_ignore_ascii_case(name));
    let is_declared = seen.iter().copied().any(is_proxy)
        || node.env.iter().any(|(name, _)| is_proxy(name))
        || unset.iter().any(|argument| is_proxy(&argument.name));
    if is_run && !is_declared {
        never.push(Bystander::BuildOptions);
    }
}
