use onionskin_syntax::Instruction;
use onionskin_syntax::go::quote;

use crate::mount_options::{MountKind, MountOptions};
use crate::owner::{Account, Owner};
use crate::source::TakenFrom;
use crate::value::Value;
use crate::vertex::{ExecMount, ExecMountKind, Inputs as VertexInputs, SecretEnv, SecretFile};
use crate::walk::{Current, Stop, Walk};
use crate::{FileAction, FileOp, Mount, Op, Origin, path};

/// Where the n-th SSH agent is seen that has no target of its own; the number follows.
const SSH_SOCKET: &str = "/run/buildkit/ssh_agent.";
/// Where secrets are seen that have no target of their own.
const SECRETS: &str = "/run/secrets/";
/// The directory that BuildKit makes for a cache whose owner or permissions are given.
const CACHE_DIRECTORY: &str = "/cache";
/// The permission bits of that directory where only its owner is given.
const CACHE_MODE: u32 = 0o755;
const SECRET_MODE: u32 = 0o400;
const SSH_MODE: u32 = 0o600;
/// The build argument that keeps the caches of several projects apart.
const CACHE_NAMESPACE: &str = "BUILDKIT_CACHE_MOUNT_NS";

/// What the `--mount` flags of a RUN ask for.
#[derive(Default)]
pub(crate) struct Mounts {
    /// What is mounted, each with the vertex that it is from.
    pub(crate) all: Vec<(ExecMount, Option<usize>)>,
    pub(crate) secret_env: Vec<SecretEnv>,
    /// The same as the file has it, in its order.
    pub(crate) as_written: Vec<Mount>,
    n_agents: usize,
}

impl Mounts {
    pub(crate) fn of(walk: &mut Walk<'_>, run: &Instruction, current: &Current<'_>) -> Result<Self, Stop> {
        let mut mounts = Self::default();
        let flags =
            run.flags.iter().filter(|flag| flag.name == "mount").filter_map(|flag| flag.value.as_deref());
        let mut parsed = Vec::new();
        for flag in flags {
            let mut is_known = true;
            let options = MountOptions::parse(flag, &mut |text| {
                let value = current.state.value(text)?;
                is_known &= matches!(value, Value::Known(_));
                Ok(value.text().to_owned())
            });
            match options {
                Ok(options) => parsed.push(options),
                // What is not known may be right.
                Err(_) if !is_known => {}
                Err(message) => return Err(Stop::Refused(message)),
            }
        }
        for options in parsed {
            match options.kind {
                MountKind::Secret => mounts.secret(&options),
                MountKind::Ssh => mounts.ssh(&options, current)?,
                MountKind::Bind | MountKind::Cache | MountKind::Tmpfs => {
                    mounts.files(walk, current, &options)?;
                }
            }
        }
        Ok(mounts)
    }

    fn files(
        &mut self,
        walk: &mut Walk<'_>,
        current: &Current<'_>,
        options: &MountOptions,
    ) -> Result<(), Stop> {
        let from = options.from.as_deref().filter(|from| !from.is_empty());
        let taken_from = match (options.kind, from) {
            (MountKind::Tmpfs, _) | (MountKind::Cache, None) => None,
            (_, None) => Some(TakenFrom::Context),
            (_, Some(from)) => Some(TakenFrom::of_name(from, walk.outline)),
        };
        let written_target = options.target.clone().unwrap_or_default();
        let mut vertex = match &taken_from {
            None => None,
            Some(TakenFrom::Context) => Some(walk.build_context()),
            Some(TakenFrom::Stage(stage)) => {
                let end = walk.end_of(*stage, current).ok_or_else(|| {
                    let (from, target) = (quote(from.unwrap_or_default()), quote(&written_target));
                    format!(
                        "cannot mount from stage {from} to {target}, stage needs to be defined before current command"
                    )
                })?;
                end.result
            }
            Some(TakenFrom::Image(image)) => walk.foreign_image(image, None),
        };
        // Without an id, a cache is known by its target as it is written.
        let cache_id = options.id.clone().unwrap_or_else(|| path::clean_as_written(&written_target));
        let target = match options.destination(&current.state.workdir) {
            // It would be the root, but for a directory that only the image knows.
            Err(_) if !current.state.knows_workdir && !written_target.starts_with('/') => written_target,
            target => target?.unwrap_or_default(),
        };
        let mut source = path::clean(options.source.as_deref().unwrap_or_default());
        let has_owner = options.uid.is_some() || options.gid.is_some() || options.mode.is_some();
        if source != "/" {
            // That part of it is mounted.
        } else if has_owner {
            CACHE_DIRECTORY.clone_into(&mut source);
            vertex = Some(cache_directory(walk, options, vertex));
        } else {
            source.clear();
        }
        let is_read_only = options.is_read_only;
        let kind = match options.kind {
            MountKind::Cache => ExecMountKind::Cache {
                id: [namespace(walk), "/", &cache_id].concat(),
                sharing: options.sharing,
                is_read_only,
            },
            MountKind::Tmpfs => ExecMountKind::Tmpfs { size: options.size.unwrap_or_default() },
            MountKind::Bind | MountKind::Secret | MountKind::Ssh => ExecMountKind::Bind { is_read_only },
        };
        let name = options.kind.name();
        let read = taken_from.map(|from| from.source(options.source.as_deref().unwrap_or("/")));
        self.as_written.push(Mount { kind: name.to_owned(), target: target.clone(), source: read });
        self.all.push((ExecMount { target, input: None, source, kind }, vertex));
        Ok(())
    }

    fn secret(&mut self, options: &MountOptions) {
        let target = options.target.clone().filter(|target| !target.is_empty());
        let id = options.source.clone().or(options.id.clone()).filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| {
            path::base_name(target.as_deref().unwrap_or_default().trim_end_matches('/')).to_owned()
        });
        let is_optional = !options.is_required;
        let target = match (target, &options.env) {
            (None, Some(_)) => None,
            (None, None) => Some([SECRETS, path::base_name(&id)].concat()),
            (target, _) => target,
        };
        if let Some(name) = options.env.clone() {
            self.secret_env.push(SecretEnv { id: id.clone(), name, is_optional });
        }
        let seen_at = target.clone().unwrap_or_default();
        self.as_written.push(Mount { kind: "secret".to_owned(), target: seen_at, source: None });
        if let Some(target) = target {
            let file = file(options, id, SECRET_MODE);
            self.push_secret(target, ExecMountKind::Secret(file));
        }
    }

    fn ssh(&mut self, options: &MountOptions, current: &Current<'_>) -> Result<(), Stop> {
        options.destination(&current.state.workdir)?;
        let target = options.target.clone().filter(|target| !target.is_empty());
        let target = target.unwrap_or_else(|| format!("{SSH_SOCKET}{}", self.n_agents));
        self.n_agents += 1;
        let id = options.id.clone().filter(|id| !id.is_empty()).unwrap_or_else(|| "default".to_owned());
        self.as_written.push(Mount { kind: "ssh".to_owned(), target: target.clone(), source: None });
        let file = file(options, id, SSH_MODE);
        self.push_secret(target, ExecMountKind::Ssh(file));
        Ok(())
    }

    fn push_secret(&mut self, target: String, kind: ExecMountKind) {
        self.all.push((ExecMount { target, input: None, source: String::new(), kind }, None));
    }
}

fn file(options: &MountOptions, id: String, mode: u32) -> SecretFile {
    SecretFile {
        id,
        uid: options.uid.unwrap_or_default(),
        gid: options.gid.unwrap_or_default(),
        mode: options.mode.unwrap_or(mode),
        is_optional: !options.is_required,
    }
}

fn namespace<'a>(walk: &Walk<'a>) -> &'a str {
    walk.inputs.build_args.get(CACHE_NAMESPACE).map_or("", String::as_str)
}

/// The directory that a cache starts with, where its owner or permissions are given.
fn cache_directory(walk: &mut Walk<'_>, options: &MountOptions, below: Option<usize>) -> usize {
    let action = FileAction::Mkdir {
        path: CACHE_DIRECTORY.to_owned(),
        mode: options.mode.unwrap_or(CACHE_MODE),
        owner: Some(Owner {
            user: Account::Id(options.uid.unwrap_or_default()),
            group: Some(Account::Id(options.gid.unwrap_or_default())),
        }),
        time: None,
    };
    let mut inputs = VertexInputs::default();
    let base = inputs.place(below, &walk.vertices);
    walk.vertices.add(Op::File(FileOp { base, actions: vec![action] }), inputs, Origin::CachePermissions)
}
