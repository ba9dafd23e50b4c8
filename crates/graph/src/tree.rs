use std::ops::Range;
use std::rc::Rc;

use crate::{Effect, EnvList, GraphError, Op, SourceOp, Vertex};

/// The stages and steps of a Dockerfile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildGraph {
    /// The stages in file order.
    pub stages: Vec<Stage>,
    /// One for each instruction of the file, in file order.
    pub instructions: Vec<InstructionNode>,
    /// The index of the stage to build; the last one where there is no such stage, `None` where there is none at all.
    pub target: Option<usize>,
    /// What BuildKit makes of all stages, those that are not needed among them. An input stands before the vertices
    /// that need it.
    pub vertices: Vec<Vertex>,
    /// What BuildKit refuses although the syntax is right, the error that it stops at first. Where the syntax is not
    /// right, BuildKit does not come so far.
    pub errors: Vec<GraphError>,
}

impl BuildGraph {
    /// The full references of all images that the build pulls, in the order of the vertices; those of stages that are not
    /// needed among them.
    pub fn images(&self) -> impl Iterator<Item = &str> {
        self.vertices.iter().filter_map(|vertex| match &vertex.op {
            Op::Source(SourceOp::Image { reference, .. }) => Some(reference.as_str()),
            Op::Source(_) | Op::Exec(_) | Op::File(_) | Op::Merge => None,
        })
    }
}

/// A build stage: a FROM and the instructions up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The name after AS, in small letters.
    pub name: Option<String>,
    /// What it starts from.
    pub base: Base,
    /// What the ONBUILD instructions of its base stage add in front of its own instructions. BuildKit places
    /// and names them at the FROM line.
    pub triggers: Vec<InstructionNode>,
    /// The texts of these instructions.
    pub trigger_texts: Vec<String>,
    /// Whether it is built for Windows.
    pub is_windows: bool,
    /// Its instructions, FROM first, as indices into [`BuildGraph::instructions`].
    pub instructions: Range<usize>,
    /// Whether the target needs it; BuildKit does not build other stages.
    pub is_needed: bool,
    /// The vertex whose result is the stage's file system; `None` for an empty one.
    pub result: Option<usize>,
}

/// What a stage starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// An image, as written after variables are expanded: `python:3.11-slim`.
    Image(String),
    /// An earlier stage, by its index.
    Stage(usize),
    /// `scratch`: nothing.
    Scratch,
}

/// What an instruction is to the build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstructionNode {
    /// The index of its stage; `None` in front of the first FROM.
    pub stage: Option<usize>,
    /// The working directory in force where the instruction stands, absolute; `/` where only the base image sets
    /// it. Here and in all paths of steps, a variable whose value only the base image knows stays as it is written,
    /// and a path that starts with one stays without a `/` in front.
    pub workdir: Rc<str>,
    /// The variables where the instruction stands.
    pub env: EnvList,
    /// What it does with its arguments, variables put in.
    pub effect: Effect,
    /// The variables that its text names outside of commands, in the order of their names: their values are part of what
    /// it does.
    pub uses: Vec<String>,
    /// Its step; `None` for instructions that only write settings.
    pub step: Option<Step>,
    /// The vertex whose result is the stage's file system behind it; `None` for an empty one.
    pub result: Option<usize>,
}

/// One numbered step of a build, as `docker build` prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number in its stage, counted from 1.
    pub number: u32,
    /// How many numbered steps its stage has.
    pub total: u32,
    /// The label that `docker build` prints: `[3/5]`, or `[builder 3/5]` where there are several stages.
    pub label: String,
    /// Whether its result is a layer of the image: all but FROM.
    pub makes_layer: bool,
    /// What it does.
    pub operation: Operation,
    /// The index of its vertex; for `COPY --link` the copy, not the merge.
    pub vertex: usize,
}

/// What a step does, and all that it reads beside the result of the step before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// FROM: takes an image.
    Pull {
        /// The image, as written after variables are expanded.
        image: String,
    },
    /// WORKDIR: makes a directory.
    MakeDirectory {
        /// Its absolute path.
        path: String,
    },
    /// COPY and ADD.
    Copy {
        /// What is copied, in the order written.
        sources: Vec<Source>,
        /// Where to, absolute; a `/` at the end is kept.
        destination: String,
        /// Whether it is `--link`: its files do not depend on the step before.
        is_link: bool,
        /// The patterns of its `--exclude` flags: what stays behind of the sources.
        excludes: Vec<String>,
        /// Whether it is `--parents`: sources may hold `**`, and the directories above them are kept.
        keeps_parents: bool,
    },
    /// RUN.
    Run {
        /// What is mounted while it runs.
        mounts: Vec<Mount>,
    },
}

/// Something that a step reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A path of the build context, relative to its root, maybe with wildcards; empty for all of it.
    Context {
        /// The path after variables are expanded, cleaned.
        path: String,
    },
    /// A path in the result of another stage.
    Stage {
        /// The stage's index.
        stage: usize,
        /// The absolute path.
        path: String,
    },
    /// A path in an image that is no stage of the file.
    Image {
        /// The image.
        image: String,
        /// The absolute path.
        path: String,
    },
    /// A heredoc: a file whose text stands in the Dockerfile.
    Inline {
        /// Its name.
        name: String,
    },
    /// A URL or a Git repository that ADD downloads.
    Remote {
        /// As written, after variables are expanded.
        url: String,
        /// Whether it is a Git repository.
        is_git: bool,
    },
}

/// A `--mount` of a RUN whose content is part of what the step reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// `bind`, `cache`, `tmpfs`, `secret` or `ssh`.
    pub kind: String,
    /// Where it is seen, absolute; empty where it is not seen as a file.
    pub target: String,
    /// What is mounted; `None` for mounts that bring no content into the cache key.
    pub source: Option<Source>,
}
