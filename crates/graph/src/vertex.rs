use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use crate::{Chmod, EnvList, Owner, Sharing};

/// One node of the graph that BuildKit solves: an operation and the results that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vertex {
    /// What it does.
    pub op: Op,
    /// The vertices whose results it needs, in BuildKit's order, each once.
    pub inputs: Vec<usize>,
    /// Vertices that do the same as one of the inputs and stand for it: BuildKit has one of them, with the name of the
    /// last.
    pub twins: Vec<usize>,
    /// What `docker build` prints for it and where it stands.
    pub origin: Origin,
    /// A number that is equal for vertices that do the same with the same inputs, whatever they are called. BuildKit
    /// runs such vertices once.
    pub digest: u64,
}

/// What makes a vertex, and with it its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An instruction of the file.
    Instruction(Place),
    /// ADD downloads something: the vertex has the name of the instruction and no lines.
    Download(Place),
    /// The merge of what `COPY --link` has copied with what was there before.
    Link(Place),
    /// An image that an instruction takes files from and that is no stage; `lines_of` is the COPY, none for a mount.
    ForeignImage {
        /// The COPY.
        lines_of: Option<usize>,
    },
    /// `[internal] load build context`
    LoadContext,
    /// `[internal] preparing inline document`
    InlineDocument,
    /// `[internal] setting cache mount permissions`
    CachePermissions,
}

impl Origin {
    /// The index of the instruction that the vertex belongs to, where it is one.
    pub fn instruction(self) -> Option<usize> {
        match self {
            Self::Instruction(place) | Self::Download(place) | Self::Link(place) => Some(place.instruction),
            Self::ForeignImage { lines_of } => lines_of,
            Self::LoadContext | Self::InlineDocument | Self::CachePermissions => None,
        }
    }
}

/// Where in the file a vertex comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The index of the instruction. For a trigger that is the FROM which makes it run.
    pub instruction: usize,
    /// The index of the trigger among those of the stage, where it is one.
    pub trigger: Option<usize>,
}

/// What a vertex does: BuildKit's operations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// Brings something from outside of the build.
    Source(SourceOp),
    /// Runs a command.
    Exec(Box<ExecOp>),
    /// Copies and makes files.
    File(FileOp),
    /// Lays the results of its inputs on top of each other.
    Merge,
}

/// Copies and makes files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileOp {
    /// Which of the vertex's inputs the files are put on top of; `None` for nothing.
    pub base: Option<usize>,
    /// What is done, one after the other.
    pub actions: Vec<FileAction>,
}

/// Something from outside of the build.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SourceOp {
    /// An image.
    Image {
        /// Its full reference: `docker.io/library/alpine:3.20`.
        reference: String,
        /// The platform that is asked for: `linux/amd64`.
        platform: String,
    },
    /// Files of the machine that builds: the build context, or a named one.
    Local {
        /// `context` for the build context.
        name: String,
    },
    /// A download.
    Http {
        /// The address.
        url: String,
        /// The name that the file gets.
        file_name: String,
        /// The digest that it must have.
        checksum: Option<String>,
    },
    /// A Git repository.
    Git {
        /// Where and what: `git://github.com/moby/buildkit.git#v0.1:sub`.
        identifier: String,
        /// Whether the `.git` directory is kept.
        keeps_git_dir: bool,
        /// The commit that it must be.
        checksum: Option<String>,
        /// Whether submodules are left out.
        skips_submodules: bool,
    },
}

impl SourceOp {
    /// BuildKit's identifier of the source.
    pub fn identifier(&self) -> String {
        match self {
            Self::Image { reference, .. } => ["docker-image://", reference].concat(),
            Self::Local { name } => ["local://", name].concat(),
            Self::Http { url: identifier, .. } | Self::Git { identifier, .. } => identifier.clone(),
        }
    }
}

/// A command and all that it can see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecOp {
    /// The words that are run, the shell among them.
    pub args: Vec<String>,
    /// The variables, build arguments among them.
    pub env: EnvList,
    /// The working directory; not cleaned, so a `/` at the end of WORKDIR stays.
    pub cwd: Rc<str>,
    /// What USER says; empty where it is not set.
    pub user: Rc<str>,
    /// All that is mounted, sorted by target, `/` first; then secrets and agents.
    pub mounts: Vec<ExecMount>,
    /// Secrets that are given as variables.
    pub secret_env: Vec<SecretEnv>,
    /// The value of `--network`, empty for the default.
    pub network: String,
    /// The value of `--security`, empty for the default.
    pub security: String,
    /// The host name (`BUILDKIT_SANDBOX_HOSTNAME`), empty for the default.
    pub hostname: String,
    /// The platform that it runs on: `linux/amd64`.
    pub platform: Rc<str>,
}

impl Hash for ExecOp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { args, env, cwd, user, mounts, secret_env, network, security, hostname, platform } = self;
        (args, env.digest(), cwd, user, mounts, secret_env).hash(state);
        (network, security, hostname, platform).hash(state);
    }
}

/// A secret that is given as a variable.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecretEnv {
    /// Its id.
    pub id: String,
    /// The variable.
    pub name: String,
    /// Whether the command runs without it.
    pub is_optional: bool,
}

/// Something that is mounted for a command.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExecMount {
    /// Where the command sees it.
    pub target: String,
    /// Which of the vertex's inputs it is; `None` for nothing or an empty directory.
    pub input: Option<usize>,
    /// The path of the input that is mounted; empty for all of it.
    pub source: String,
    /// What it is.
    pub kind: ExecMountKind,
}

/// What a mount is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ExecMountKind {
    /// The file system that the command changes.
    Root,
    /// A file or a directory, changes to which are lost.
    Bind {
        /// Whether it cannot be changed at all.
        is_read_only: bool,
    },
    /// A directory that is kept between builds.
    Cache {
        /// What it is known by.
        id: String,
        /// Who may use it at the same time: `shared`, `private` or `locked`.
        sharing: Sharing,
        /// Whether it cannot be changed.
        is_read_only: bool,
    },
    /// A directory in memory.
    Tmpfs {
        /// Its greatest size in bytes; 0 for no bound.
        size: i64,
    },
    /// A secret file.
    Secret(SecretFile),
    /// The socket of an SSH agent.
    Ssh(SecretFile),
}

/// A secret or a socket as a command sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecretFile {
    /// What the build gets it by.
    pub id: String,
    /// The user that owns it.
    pub uid: u32,
    /// The group that owns it.
    pub gid: u32,
    /// Its permission bits.
    pub mode: u32,
    /// Whether the command runs without it.
    pub is_optional: bool,
}

/// One action of a file operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileAction {
    /// Copies.
    Copy(Box<CopyAction>),
    /// Makes a directory and those above it.
    Mkdir {
        /// The absolute path.
        path: String,
        /// The permission bits.
        mode: u32,
        /// Who owns it; root where nobody is named.
        owner: Option<Owner>,
        /// The time that it gets in seconds since 1970 (`SOURCE_DATE_EPOCH`).
        time: Option<i64>,
    },
    /// Makes a file.
    Mkfile {
        /// The absolute path.
        path: String,
        /// The permission bits.
        mode: u32,
        /// The content.
        data: String,
    },
}

/// A copy from an input of the vertex.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CopyAction {
    /// Which of the vertex's inputs is copied from; `None` for one that is empty.
    pub input: Option<usize>,
    /// The absolute path there, maybe with wildcards.
    pub source: String,
    /// The absolute destination; a `/` at its end is kept.
    pub destination: String,
    /// The permission bits that files get.
    pub mode: Option<Chmod>,
    /// Who owns the files; root where nobody is named.
    pub owner: Option<Owner>,
    /// What is taken of the source, relative to it; all where there is none.
    pub include: Vec<String>,
    /// What is left out of the source.
    pub exclude: Vec<String>,
    /// Paths that have to be there.
    pub required: Vec<String>,
    /// Whether local archives are unpacked.
    pub unpacks: bool,
    /// Whether the source is a path: its wildcards count, links are followed, of a directory the content is copied.
    pub is_path: bool,
}

/// The vertices of a graph while it is built.
#[derive(Debug, Default)]
pub(crate) struct Vertices {
    pub(crate) all: Vec<Vertex>,
}

impl Vertices {
    /// Adds a vertex whose inputs are there already, and says which it is.
    pub(crate) fn add(&mut self, op: Op, inputs: Inputs, origin: Origin) -> usize {
        let mut hasher = DefaultHasher::new();
        op.hash(&mut hasher);
        for input in &inputs.all {
            self.digest(*input).hash(&mut hasher);
        }
        let Inputs { all: inputs, twins, .. } = inputs;
        self.all.push(Vertex { op, inputs, twins, origin, digest: hasher.finish() });
        self.all.len() - 1
    }

    fn digest(&self, vertex: usize) -> u64 {
        self.all.get(vertex).map_or(0, |vertex| vertex.digest)
    }
}

/// Up to how many inputs looking at all of them is faster than a map of their digests.
const FEW_INPUTS: usize = 8;

/// The inputs of a vertex that is about to be added.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    all: Vec<usize>,
    twins: Vec<usize>,
    /// The places of the inputs by their digests, once there are more than a few.
    places: HashMap<u64, usize>,
}

impl Inputs {
    /// The place of `vertex` among the inputs, where it is put if no equal one is there.
    pub(crate) fn place(&mut self, vertex: Option<usize>, vertices: &Vertices) -> Option<usize> {
        let vertex = vertex?;
        let digest = vertices.digest(vertex);
        let found = if self.all.len() <= FEW_INPUTS {
            self.all.iter().position(|input| vertices.digest(*input) == digest)
        } else {
            self.places.get(&digest).copied()
        };
        let Some(found) = found else {
            self.all.push(vertex);
            // The first time that there are more, those before have no place yet.
            let new = self.places.len()..if self.all.len() <= FEW_INPUTS { 0 } else { self.all.len() };
            for place in new {
                let digest = self.all.get(place).map_or(0, |input| vertices.digest(*input));
                self.places.insert(digest, place);
            }
            return Some(self.all.len() - 1);
        };
        if self.all.get(found) != Some(&vertex) {
            self.twins.push(vertex);
        }
        Some(found)
    }
}
