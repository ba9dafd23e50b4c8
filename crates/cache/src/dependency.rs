use onionskin_graph::Source;

/// What decides whether a step runs again: all that could ever make it, and what never does although the world changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// All that is part of the step's key, each thing once.
    pub could: Vec<Dependency>,
    /// What one might take for a reason and what is none, neither for the step nor for one that it starts from or reads.
    pub never: Vec<Bystander>,
}

/// A name and the instruction, by its index, that sets it or declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The name.
    pub name: String,
    /// The instruction.
    pub instruction: usize,
}

/// Something that is part of a step's key. Instructions and stages are named by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dependency {
    /// The result that the step starts from: that of the step before it, or of the stage or image it is built on.
    StartsFrom(usize),
    /// Files: names, bytes and modes of what stands at these paths. All are of one kind.
    Files {
        /// What is read.
        sources: Vec<Source>,
        /// Where a command sees it; `None` for a copy.
        target: Option<String>,
    },
    /// RUN: the words of the command, line joins taken out.
    Command,
    /// RUN: build arguments that have a value, used or not.
    Arguments(Vec<Assigned>),
    /// RUN: build arguments that have no value, used or not: they count once they get one.
    Unset(Vec<Assigned>),
    /// RUN: variables that ENV sets, used or not.
    Variables(Vec<Assigned>),
    /// RUN: what the image of this FROM sets and no instruction sets again.
    ImageSettings {
        /// The FROM.
        from: usize,
        /// Whether its user is in force.
        user: bool,
        /// Whether its working directory is in force.
        workdir: bool,
    },
    /// RUN: the working directory, set by an instruction.
    Workdir {
        /// Its path.
        path: String,
        /// The last WORKDIR.
        instruction: usize,
    },
    /// RUN: the user. WORKDIR: the owner of the directory, who is the same.
    User(Assigned),
    /// RUN: the shell that SHELL sets and that the command is handed to.
    Shell(usize),
    /// RUN: the targets of cache mounts. What is in them is no part of it.
    Caches {
        /// The targets.
        targets: Vec<String>,
        /// Whether one of them has no id of its own, so that `BUILDKIT_CACHE_MOUNT_NS` counts.
        has_default: bool,
    },
    /// RUN: the ids of secrets, and how the command sees them.
    Secrets(Vec<String>),
    /// RUN: how the command sees SSH agents.
    Agents,
    /// RUN: the targets of directories in memory, with their sizes.
    Memory(Vec<String>),
    /// RUN: network, security and the options of a build that only commands see, and the platform that it runs on.
    CommandOptions {
        /// The platform: `linux/amd64`.
        platform: String,
    },
    /// RUN and WORKDIR: settings that are not there yet.
    NewSettings,
    /// COPY and ADD: the last parts of the names of its sources, in their order; `/` for everything.
    Names(Vec<String>),
    /// COPY and ADD: where the files go, absolute.
    Destination(String),
    /// COPY and ADD: owner, permissions, patterns and the like.
    CopyFlags,
    /// COPY and ADD: heredocs: their names and texts.
    Documents(Vec<String>),
    /// ADD: what a server gives.
    Download {
        /// The address.
        url: String,
        /// Whether it is a Git repository.
        is_git: bool,
        /// Whether a checksum fixes what it is.
        is_pinned: bool,
    },
    /// WORKDIR: the path that it makes.
    Directory(String),
    /// WORKDIR: the build argument `SOURCE_DATE_EPOCH`, the time that the directory gets.
    Epoch,
    /// FROM: the image.
    Image {
        /// As written after variables are expanded.
        image: String,
        /// Whether it is named by its digest.
        is_pinned: bool,
    },
    /// FROM: the platform that the image is for.
    Platform(String),
    /// COPY, ADD, WORKDIR and FROM: variables that its text uses.
    Uses(Vec<Assigned>),
    /// That the cache has the step, and that it may be used.
    Cache {
        /// Whether `--no-cache` makes the step run.
        can_be_forced: bool,
        /// The name of its stage, by which `--no-cache-filter` makes it run.
        stage: Option<String>,
    },
}

/// Something that changes and rebuilds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bystander {
    /// RUN: what the command gets from somewhere else.
    Elsewhere,
    /// RUN: the time.
    Time,
    /// RUN: what is in its cache mounts.
    CacheContents(Vec<String>),
    /// RUN: the values of secrets, by their ids.
    SecretValues(Vec<String>),
    /// RUN: the keys that SSH agents have.
    AgentKeys,
    /// `COPY --link`: the steps before it and the base image.
    StepsBefore,
    /// This stage runs again and gives the same files.
    SameFiles(usize),
    /// The times of files of the build context and who owns them.
    FileTimes,
    /// Files of the build context that nothing takes up to this step.
    OtherFiles {
        /// The instructions that take files.
        takers: Vec<usize>,
        /// Whether they take all there are.
        is_all: bool,
    },
    /// ADD: a download with another date and the same content.
    SameDownload {
        /// Whether a checksum fixes what it is.
        is_pinned: bool,
    },
    /// Variables in scope that neither the text of the step uses nor a command before it sees.
    Variables(Vec<Assigned>),
    /// Build arguments that are declared too late or in a stage that it does not need.
    Arguments(Vec<Assigned>),
    /// The lines that declare build arguments without a value.
    Declarations(Vec<Assigned>),
    /// LABEL, CMD and other settings that no step sees.
    Settings,
    /// Comments and the like.
    Formatting,
    /// Options of a build that no step sees, such as proxies.
    BuildOptions,
    /// WORKDIR and FROM: `--no-cache`.
    NoCache,
    /// FROM: a tag that moves. It is seen when the registry is asked, and never where the digest is named.
    MovedTag {
        /// Whether the digest is named.
        is_pinned: bool,
    },
    /// FROM: another name for the same image.
    OtherName,
}
