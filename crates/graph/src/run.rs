use std::rc::Rc;

use onionskin_syntax::{Args, Heredoc, Instruction, is_heredoc_opener};
use onionskin_text::sorted_by;

use crate::env::Variable;
use crate::mounts::Mounts;
use crate::value::Value;
use crate::vertex::{Inputs as VertexInputs, SecretEnv};
use crate::walk::{Current, Made, Stop, Walk};
use crate::{Effect, ExecMount, ExecMountKind, ExecOp, FileAction, FileOp, Op, Operation, Origin};

/// Where BuildKit puts a heredoc that is a script with a `#!` line.
const SCRIPTS: &str = "/dev/pipes/";
/// The permission bits of such a script.
const SCRIPT_MODE: u32 = 0o755;
/// The variable by which programs find an SSH agent.
const AGENT_VARIABLE: &str = "SSH_AUTH_SOCK";
/// The build argument that sets the host name of commands.
const HOSTNAME: &str = "BUILDKIT_SANDBOX_HOSTNAME";

/// Carries out a RUN.
pub(crate) fn run(
    walk: &mut Walk<'_>,
    instruction: &Instruction,
    current: &mut Current<'_>,
) -> Result<(Effect, Made), Stop> {
    let Command { args, script } = command(instruction, current)?;
    if instruction.flags.iter().any(|flag| flag.name == "device") {
        let message = "device feature is only supported in Dockerfile frontend 1.14.0-labs or later";
        return Err(Stop::Refused(message.to_owned()));
    }
    let Mounts { mut all, secret_env, as_written, .. } = Mounts::of(walk, instruction, current)?;
    if let Some((name, data)) = script {
        let action = FileAction::Mkfile { path: ["/", name].concat(), mode: SCRIPT_MODE, data };
        let vertex = walk.vertices.add(
            Op::File(FileOp { base: None, actions: vec![action] }),
            VertexInputs::default(),
            Origin::InlineDocument,
        );
        all.push((
            ExecMount {
                target: SCRIPTS.to_owned(),
                input: None,
                source: String::new(),
                kind: ExecMountKind::Bind { is_read_only: true },
            },
            Some(vertex),
        ));
    }
    if args.is_empty() {
        walk.refuse_late(current, "failed to marshal LLB definition: arguments are required");
    }
    let op = exec(walk, instruction, current, args.clone(), all, secret_env);
    let vertex = walk.vertices.add(Op::Exec(Box::new(op.0)), op.1, Origin::Instruction(current.place));
    current.result = Some(vertex);
    let operation = Operation::Run { mounts: as_written };
    Ok((Effect::Run(args), Some((operation, vertex))))
}

fn exec(
    walk: &Walk<'_>,
    instruction: &Instruction,
    current: &Current<'_>,
    args: Vec<String>,
    mounts: Vec<(ExecMount, Option<usize>)>,
    secret_env: Vec<SecretEnv>,
) -> (ExecOp, VertexInputs) {
    let state = &current.state;
    let root =
        ExecMount { target: "/".to_owned(), input: None, source: String::new(), kind: ExecMountKind::Root };
    let is_file = |mount: &ExecMount| !matches!(mount.kind, ExecMountKind::Secret(_) | ExecMountKind::Ssh(_));
    let (files, secrets): (Vec<_>, Vec<_>) =
        std::iter::once((root, current.result)).chain(mounts).partition(|(mount, _)| is_file(mount));
    let files = sorted_by(files, |(a, _), (b, _)| a.target.cmp(&b.target));
    let mut inputs = VertexInputs::default();
    let place = |(mount, vertex): (ExecMount, Option<usize>)| ExecMount {
        input: inputs.place(vertex, &walk.vertices),
        ..mount
    };
    // BuildKit lists agents behind secrets.
    let (secrets, agents): (Vec<_>, Vec<_>) =
        secrets.into_iter().partition(|(mount, _)| matches!(mount.kind, ExecMountKind::Secret(_)));
    let mounts: Vec<ExecMount> = files.into_iter().chain(secrets).chain(agents).map(place).collect();
    let mut env = state.env.clone();
    let is_agent = |mount: &&ExecMount| matches!(mount.kind, ExecMountKind::Ssh(_));
    if let Some(agent) = mounts.iter().find(is_agent)
        && !matches!(env.get(AGENT_VARIABLE), Variable::Set(_))
    {
        env.set_env(AGENT_VARIABLE, Value::Known(agent.target.as_str().into()));
    }
    let flag = |name, default| instruction.flag(name).filter(|value| *value != default).unwrap_or_default();
    let op = ExecOp {
        args,
        env,
        cwd: Rc::clone(&state.command_workdir),
        user: Rc::clone(&state.user),
        mounts,
        secret_env,
        network: flag("network", "default").to_owned(),
        security: flag("security", "sandbox").to_owned(),
        hostname: walk.inputs.build_args.get(HOSTNAME).cloned().unwrap_or_default(),
        platform: state.platform.to_string().into(),
    };
    (op, inputs)
}

/// What a RUN runs.
struct Command<'a> {
    /// The words, the shell among them.
    args: Vec<String>,
    /// The name and the text of the heredoc that is mounted as a file and run.
    script: Option<(&'a str, String)>,
}

fn command<'a>(instruction: &'a Instruction, current: &Current<'_>) -> Result<Command<'a>, Stop> {
    let text = match &instruction.args {
        Args::Json(words) => {
            let args = words.iter().map(|word| word.text.clone()).collect();
            return Ok(Command { args, script: None });
        }
        Args::Text(word) => word.as_ref().map_or("", |word| word.text.as_str()),
        Args::Unread(_) | Args::Words(_) | Args::Pairs(_) | Args::Healthcheck(_) | Args::Trigger(_) => {
            return Err(Stop::Broken);
        }
    };
    let is_windows = current.state.platform.os == "windows";
    let mut script = None;
    let line = match instruction.heredocs.as_slice() {
        [] => text.to_owned(),
        // The heredoc is the whole command: its body is the script, and its name does not count.
        [heredoc, ..] if is_heredoc_opener(text) => {
            let body = body(heredoc);
            if body.starts_with("#!") && !is_windows {
                script = Some((heredoc.name.as_str(), body));
                [SCRIPTS, &heredoc.name].concat()
            } else {
                body
            }
        }
        heredocs => {
            let mut line = text.to_owned();
            for heredoc in heredocs {
                for part in ["\n", &heredoc.content, &heredoc.name] {
                    line.push_str(part);
                }
            }
            line
        }
    };
    let args = current.state.shell.iter().cloned().chain([line]).collect();
    Ok(Command { args, script })
}

/// The text of a heredoc as it is used.
pub(crate) fn body(heredoc: &Heredoc) -> String {
    if !heredoc.chomp {
        return heredoc.content.clone();
    }
    heredoc.content.split_inclusive('\n').map(|line| line.trim_start_matches('\t')).collect()
}
