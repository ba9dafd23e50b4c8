//! The graph of a build as JSON: the vertices that BuildKit is asked for, and the image that comes of them.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use onionskin_graph::{
    BuildGraph, Chmod, CopyAction, ExecOp, FileAction, Healthcheck, ImageConfig, Inputs, Op, Owner,
    definition, image,
};
use onionskin_syntax::Dockerfile;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The answer to what a build does.
#[derive(Debug, Serialize)]
pub(crate) struct Graph {
    /// The vertices, each behind its inputs.
    steps: Vec<Step>,
    image: Image,
}

#[derive(Debug, Serialize)]
struct Step {
    name: String,
    kind: &'static str,
    inputs: Vec<usize>,
    lines: Option<[u32; 2]>,
    #[serde(flatten)]
    fields: Fields,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Fields {
    Source { source: String },
    Exec { args: Vec<String>, env: Vec<String>, cwd: String, user: String, mounts: Vec<String> },
    File { actions: Vec<Value> },
    Merge {},
}

#[derive(Debug, Serialize)]
struct Image {
    config: Map<String, Value>,
    history: Vec<History>,
}

#[derive(Debug, Serialize)]
struct History {
    created_by: String,
    empty_layer: bool,
}

impl Graph {
    /// The graph of the target.
    pub(crate) fn of(graph: &BuildGraph, file: &Dockerfile, inputs: &Inputs) -> Self {
        let steps = definition(graph, file).steps.into_iter().filter_map(|step| {
            let op = &graph.vertices.get(step.vertex)?.op;
            let (kind, fields) = fields(op);
            let lines = step.lines.map(|lines| [lines.first, lines.last]);
            Some(Step { name: step.name, kind, inputs: step.inputs, lines, fields })
        });
        let steps = steps.collect();
        let image = image(graph, inputs);
        let history = image
            .history
            .into_iter()
            .map(|entry| History { created_by: entry.created_by, empty_layer: entry.is_empty_layer });
        Self { steps, image: Image { config: config(image.config), history: history.collect() } }
    }
}

fn fields(op: &Op) -> (&'static str, Fields) {
    match op {
        Op::Source(source) => ("source", Fields::Source { source: source.identifier() }),
        Op::Exec(exec) => {
            let ExecOp { args, env, cwd, user, mounts, .. } = exec.as_ref();
            let mounts = mounts.iter().map(|mount| mount.target.clone()).collect();
            let (cwd, user) = (cwd.to_string(), user.to_string());
            ("exec", Fields::Exec { args: args.clone(), env: env.to_strings(), cwd, user, mounts })
        }
        Op::File(file) => ("file", Fields::File { actions: file.actions.iter().map(action).collect() }),
        Op::Merge => ("merge", Fields::Merge {}),
    }
}

fn action(action: &FileAction) -> Value {
    match action {
        FileAction::Copy(copy) => copy_action(copy),
        FileAction::Mkdir { path, mode, owner, .. } => {
            let mut value = json!({ "action": "mkdir", "path": path, "mode": mode });
            put_owner(&mut value, owner.as_ref());
            value
        }
        FileAction::Mkfile { path, mode, data } => {
            json!({ "action": "mkfile", "path": path, "mode": mode, "data": BASE64.encode(data.as_bytes()) })
        }
    }
}

fn copy_action(copy: &CopyAction) -> Value {
    let mut value = json!({ "action": "copy", "src": copy.source, "dest": copy.destination });
    put_owner(&mut value, copy.owner.as_ref());
    let Some(fields) = value.as_object_mut() else { return value };
    let mode = match &copy.mode {
        None => Some(("mode", (-1).into())),
        // Go leaves zeros out.
        Some(Chmod::Octal(0)) => None,
        Some(Chmod::Octal(mode)) => Some(("mode", (*mode).into())),
        Some(Chmod::Symbolic(text)) => Some(("modeStr", text.as_str().into())),
    };
    fields.extend(mode.map(|(key, mode)| (key.to_owned(), mode)));
    for (key, patterns) in [("include_patterns", &copy.include), ("exclude_patterns", &copy.exclude)] {
        if !patterns.is_empty() {
            fields.insert(key.to_owned(), patterns.as_slice().into());
        }
    }
    if copy.unpacks {
        fields.insert("attemptUnpackDockerCompatibility".to_owned(), true.into());
    }
    value
}

fn put_owner(value: &mut Value, owner: Option<&Owner>) {
    let owner = owner.and_then(|owner| serde_json::from_str(&owner.to_string()).ok());
    if let (Some(fields), Some(owner)) = (value.as_object_mut(), owner) {
        fields.insert("owner".to_owned(), owner);
    }
}

/// The configuration under the names of the OCI image format; what is empty is left out.
fn config(config: ImageConfig) -> Map<String, Value> {
    let env: Vec<_> = config.env.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let set = |items: std::collections::BTreeSet<String>| {
        let items: BTreeMap<_, _> = items.into_iter().map(|item| (item, json!({}))).collect();
        json!(items)
    };
    let fields = [
        ("Cmd", json!(config.cmd)),
        ("Entrypoint", json!(config.entrypoint)),
        ("Env", json!(env)),
        ("ExposedPorts", set(config.exposed_ports)),
        ("Healthcheck", config.healthcheck.as_ref().map_or(Value::Null, healthcheck)),
        ("Labels", json!(config.labels)),
        ("OnBuild", json!(config.on_build)),
        ("Shell", json!(config.shell)),
        ("StopSignal", json!(config.stop_signal)),
        ("User", json!(config.user)),
        ("Volumes", set(config.volumes)),
        ("WorkingDir", json!(config.working_dir)),
    ];
    fields
        .into_iter()
        .filter(|(_, value)| !is_empty(value))
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn healthcheck(check: &Healthcheck) -> Value {
    let Healthcheck { test, interval, timeout, start_period, start_interval, retries } = check;
    let mut fields = Map::new();
    fields.insert("Test".to_owned(), json!(test));
    let numbers = [
        ("Interval", *interval),
        ("Timeout", *timeout),
        ("StartPeriod", *start_period),
        ("StartInterval", *start_interval),
        ("Retries", i64::from(*retries)),
    ];
    for (key, number) in numbers.into_iter().filter(|(_, number)| *number != 0) {
        fields.insert(key.to_owned(), number.into());
    }
    Value::Object(fields)
}
