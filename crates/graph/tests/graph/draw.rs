use std::fmt::Write;

use onionskin_graph::{
    Account, BuildGraph, Chmod, DefinitionStep, ExecMount, ExecMountKind, ExecOp, FileAction, ImageConfig,
    Inputs, InstructionNode, Mount, Op, Operation, Owner, SecretFile, Source, SourceOp, Vertex, definition,
};

/// The steps of `graph`, a line each.
pub(crate) fn graph(graph: &BuildGraph) -> String {
    graph.instructions.iter().filter_map(step).collect::<Vec<_>>().join("\n")
}

pub(crate) fn step(node: &InstructionNode) -> Option<String> {
    let step = node.step.as_ref()?;
    let operation = match &step.operation {
        Operation::Pull { image } => format!("pull {image}"),
        Operation::MakeDirectory { path } => format!("mkdir {path}"),
        Operation::Copy { sources, destination, is_link, .. } => {
            let sources: Vec<_> = sources.iter().map(source).collect();
            format!("{} {} -> {destination}", if *is_link { "link" } else { "copy" }, sources.join(" "))
        }
        Operation::Run { mounts } if mounts.is_empty() => "run".to_owned(),
        Operation::Run { mounts } => {
            format!("run with {}", mounts.iter().map(mount).collect::<Vec<_>>().join(", "))
        }
    };
    Some(format!("{} {operation}", step.label))
}

fn source(source: &Source) -> String {
    match source {
        Source::Context { path } => format!("context:{path}"),
        Source::Stage { stage, path } => format!("stage {stage}:{path}"),
        Source::Image { image, path } => format!("image {image}:{path}"),
        Source::Inline { name } => format!("inline:{name}"),
        Source::Remote { url, .. } => format!("remote:{url}"),
    }
}

fn mount(mount: &Mount) -> String {
    let source = mount.source.as_ref().map_or_else(|| "nothing".to_owned(), source);
    format!("{} {source} at {}", mount.kind, mount.target)
}

/// The names of the vertices of `source` in the order in which BuildKit comes to them, without those that BuildKit adds.
pub(crate) fn names(source: &str, inputs: &Inputs) -> Vec<String> {
    let named = vertices(source, inputs).into_iter().filter(|name| !name.starts_with("[internal]"));
    named.map(|name| name.split(" <-").next().unwrap_or_default().to_owned()).collect()
}

/// The vertices that BuildKit is asked for, a line each: the name and the vertices that it needs.
pub(crate) fn vertices(source: &str, inputs: &Inputs) -> Vec<String> {
    drawn(source, inputs, |_| String::new())
}

/// What the vertices do, a line each. The default `PATH` goes without saying.
pub(crate) fn operations(source: &str, inputs: &Inputs) -> Vec<String> {
    drawn(source, inputs, |vertex| format!(": {}", op(&vertex.op)))
}

fn drawn(source: &str, inputs: &Inputs, more: impl Fn(&Vertex) -> String) -> Vec<String> {
    let file = onionskin_syntax::parse(source).dockerfile;
    let graph = onionskin_graph::build(&file, inputs);
    let line = |step: DefinitionStep| {
        let inputs: String =
            step.inputs.iter().flat_map(|input| [" ".to_owned(), input.to_string()]).collect();
        let arrow = if inputs.is_empty() { "" } else { " <-" };
        format!("{}{arrow}{inputs}{}", step.name, more(&graph.vertices[step.vertex]))
    };
    definition(&graph, &file).steps.into_iter().map(line).collect()
}

fn op(op: &Op) -> String {
    match op {
        Op::Source(SourceOp::Image { reference, platform }) => format!("{reference} for {platform}"),
        Op::Source(source) => source.identifier(),
        Op::Exec(exec) => self::exec(exec),
        Op::File(file) => file.actions.iter().map(action).collect::<Vec<_>>().join(", "),
        Op::Merge => "merge".to_owned(),
    }
}

fn exec(exec: &ExecOp) -> String {
    let ExecOp { args, env, cwd, user, mounts, secret_env, network, security, hostname, .. } = exec;
    let mut text = args.join(" ");
    for variable in env.to_strings().iter().filter(|variable| !variable.starts_with("PATH=/usr/local/sbin")) {
        write!(text, " {variable}").unwrap();
    }
    for (name, value) in
        [("in", &**cwd), ("as", &**user), ("network", network), ("security", security), ("on", hostname)]
    {
        if !matches!(value, "" | "/") {
            write!(text, " {name} {value}").unwrap();
        }
    }
    for secret in secret_env {
        write!(text, " secret {} in {}", secret.id, secret.name).unwrap();
    }
    for ExecMount { target, source, kind, .. } in mounts.iter().skip(1) {
        let kind = match kind {
            ExecMountKind::Root => "root".to_owned(),
            ExecMountKind::Bind { is_read_only: true } => "bind".to_owned(),
            ExecMountKind::Bind { is_read_only: false } => "writable bind".to_owned(),
            ExecMountKind::Cache { id, sharing, is_read_only } => {
                format!("{sharing:?} cache {id}{}", if *is_read_only { " read-only" } else { "" })
            }
            ExecMountKind::Tmpfs { size } => format!("tmpfs {size}"),
            ExecMountKind::Secret(file) => format!("secret {}", secret(file)),
            ExecMountKind::Ssh(file) => format!("ssh {}", secret(file)),
        };
        let source = if source.is_empty() { String::new() } else { format!(" of {source}") };
        write!(text, ", {kind}{source} at {target}").unwrap();
    }
    text
}

fn secret(file: &SecretFile) -> String {
    let SecretFile { id, uid, gid, mode, is_optional } = file;
    format!("{id} {uid}:{gid} {mode:o}{}", if *is_optional { "" } else { " required" })
}

fn action(action: &FileAction) -> String {
    match action {
        FileAction::Mkdir { path, mode, owner, time } => {
            format!("mkdir {path} {mode:o}{}{}", of_owner(owner.as_ref()), at_time(*time))
        }
        FileAction::Mkfile { path, mode, data } => format!("mkfile {path} {mode:o} {data:?}"),
        FileAction::Copy(copy) => {
            let mut text = format!("copy {} -> {}", copy.source, copy.destination);
            match &copy.mode {
                None => {}
                Some(Chmod::Octal(mode)) => write!(text, " {mode:o}").unwrap(),
                Some(Chmod::Symbolic(mode)) => write!(text, " {mode}").unwrap(),
            }
            text += &of_owner(copy.owner.as_ref());
            for (word, patterns) in
                [("with", &copy.include), ("without", &copy.exclude), ("requires", &copy.required)]
            {
                for pattern in patterns {
                    write!(text, " {word} {pattern}").unwrap();
                }
            }
            if copy.unpacks { text + " unpacked" } else { text }
        }
    }
}

fn of_owner(owner: Option<&Owner>) -> String {
    let account = |account: &Account| match account {
        Account::Id(id) => id.to_string(),
        Account::Name(name) => name.clone(),
    };
    owner.map_or_else(String::new, |Owner { user, group }| {
        let group = group.as_ref().map_or_else(String::new, |group| format!(":{}", account(group)));
        format!(" of {}{group}", account(user))
    })
}

fn at_time(time: Option<i64>) -> String {
    time.map_or_else(String::new, |time| format!(" at {time}"))
}

/// What the image says about containers, a line each: what is empty is left out.
pub(crate) fn config(config: &ImageConfig) -> Vec<String> {
    let env = config.env.iter().filter(|(name, _)| name != "PATH");
    let list = |name: &str, items: Vec<String>| (name.to_owned(), items.join(" "));
    let fields = [
        list("Env", env.map(|(name, value)| format!("{name}={value}")).collect()),
        list("Entrypoint", config.entrypoint.clone()),
        list("Cmd", config.cmd.clone()),
        list("WorkingDir", vec![config.working_dir.clone()]),
        list("User", vec![config.user.clone()]),
        list("ExposedPorts", config.exposed_ports.iter().cloned().collect()),
        list("Volumes", config.volumes.iter().cloned().collect()),
        list("Labels", config.labels.iter().map(|(key, value)| format!("{key}={value}")).collect()),
        list("StopSignal", vec![config.stop_signal.clone()]),
        list("Shell", config.shell.clone()),
        list("Healthcheck", config.healthcheck.iter().flat_map(|check| check.test.clone()).collect()),
        list("OnBuild", config.on_build.clone()),
    ];
    let is_set = |(_, value): &(String, String)| !value.is_empty();
    fields.into_iter().filter(is_set).map(|(name, value)| format!("{name}: {value}")).collect()
}
