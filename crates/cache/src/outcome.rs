use crate::{Change, SelectError};

/// What the second build does with an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Taken from the cache (`CACHED`).
    Reused,
    /// Runs again.
    Rebuilds,
    /// Runs again unless a command that runs again before it gives exactly the same output.
    RebuildsUnlessSame,
    /// Its stage is not needed for the target.
    NotBuilt,
    /// Only writes settings of the image: no step, nothing to rebuild.
    Settings,
}

impl Verdict {
    /// The verdict as scripts and other programs see it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reused => "reused",
            Self::Rebuilds => "rebuilds",
            Self::RebuildsUnlessSame => "rebuilds-unless-same",
            Self::NotBuilt => "not-built",
            Self::Settings => "settings",
        }
    }
}

/// What a second build does with every instruction of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replay {
    /// One for each instruction of the file, in file order.
    pub outcomes: Vec<Outcome>,
    /// Where the build fails because files are not there or cannot be selected, by the index of the instruction.
    pub failures: Vec<(usize, SelectError)>,
}

impl Replay {
    /// The same, where the reader calls what is different `change`: it takes the place of the files at the root of chains.
    #[must_use]
    pub fn with_root(mut self, change: &Change) -> Self {
        for cause in self.outcomes.iter_mut().flat_map(|outcome| &mut outcome.causes) {
            if matches!(cause, Cause::Changed(Change::File(_))) {
                *cause = Cause::Changed(change.clone());
            }
        }
        self
    }
}

/// A verdict and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The chain from the root cause (a file, a first build, …) to this instruction, root first. One link or
    /// more for every verdict.
    pub causes: Vec<Cause>,
}

/// One link of the chain that leads to a verdict. Instructions are named by their index in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The root: what is different.
    Changed(Change),
    /// `instruction` is new, or it says something else than before.
    Edited {
        /// The instruction.
        instruction: usize,
        /// The variable whose other value makes the difference, where it is one.
        variable: Option<String>,
    },
    /// `instruction` reads (copies or mounts) files of the build context that changed.
    Reads {
        /// The instruction that reads.
        instruction: usize,
        /// The path that it names, as in the build context.
        path: String,
    },
    /// `instruction` starts from the result of `parent`, which is new.
    StartsFrom {
        /// The instruction that starts.
        instruction: usize,
        /// The instruction before it in its stage, or the last step of the stage it is built on.
        parent: usize,
    },
    /// `instruction` takes files out of a stage in which `producer` runs again.
    TakesFrom {
        /// The instruction that takes.
        instruction: usize,
        /// The last step of the stage that it takes from.
        producer: usize,
        /// The path that it takes.
        path: String,
    },
    /// Nothing that the step reads has changed, and the step before it is reused.
    NothingItReadsChanged,
    /// The base image is the same as in the build before.
    SameBaseImage,
    /// The stage, by its index, is not needed for the target.
    StageNotNeeded(usize),
    /// The instruction writes a setting of the image and has no step.
    OnlySettings,
}
