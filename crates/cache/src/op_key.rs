use onionskin_graph::{CopyAction, ExecMount, ExecMountKind, ExecOp, FileAction, FileOp, Op, SourceOp};

use crate::dependencies::is_default_cache;
use crate::key::Key;
use crate::path::base_name;

/// What of an operation is part of a step's key: all that BuildKit looks at beside the inputs.
///
/// From its `CacheMap` functions: of a copied path it is the name at the end, of a cache its id only if nothing else is
/// said of the cache.
pub(crate) fn op_key(op: &Op) -> Key {
    match op {
        Op::Source(source) => source_key(source),
        Op::Exec(exec) => Key::of(("exec", command_key(exec), exec.env.digest())),
        Op::File(FileOp { base, actions }) => {
            let actions: Vec<_> = actions.iter().map(action_key).collect();
            Key::of(("file", base, actions))
        }
        Op::Merge => Key::of("merge"),
    }
}

/// The key of a command without its variables.
pub(crate) fn command_key(exec: &ExecOp) -> Key {
    let ExecOp { args, cwd, user, mounts, secret_env, network, security, hostname, platform, .. } = exec;
    let mounts: Vec<_> = match mounts.as_slice() {
        // With the root alone, BuildKit leaves the list out.
        [_] => Vec::new(),
        mounts => mounts.iter().map(mount_key).collect(),
    };
    Key::of(("command", args, cwd, user, (mounts, secret_env, network, security, hostname, platform)))
}

fn mount_key(mount: &ExecMount) -> Key {
    let ExecMount { target, input, source: _, kind } = mount;
    let kind = match kind {
        ExecMountKind::Cache { id, sharing, is_read_only } => {
            let is_default = is_default_cache(target, id, *sharing);
            Key::of(("cache", is_default.then_some(id), is_read_only))
        }
        ExecMountKind::Root
        | ExecMountKind::Bind { .. }
        | ExecMountKind::Tmpfs { .. }
        | ExecMountKind::Secret(_)
        | ExecMountKind::Ssh(_) => Key::of(kind),
    };
    Key::of(("mount", target, input, kind))
}

fn action_key(action: &FileAction) -> Key {
    let FileAction::Copy(copy) = action else { return Key::of(("action", action)) };
    let CopyAction { input, source, destination, mode, owner, include, exclude, required, unpacks, is_path } =
        copy.as_ref();
    let patterns = (include, exclude, required);
    Key::of(("copy", input, base_name(source), destination, (mode, owner, patterns, unpacks, is_path)))
}

fn source_key(source: &SourceOp) -> Key {
    Key::of(("source", source))
}
