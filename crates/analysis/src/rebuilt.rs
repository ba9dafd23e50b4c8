use std::collections::BTreeMap;

use onionskin_cache::{Baseline, Change, FileTree, NoCache, Replay, Reruns, World, simulate};
use onionskin_graph::full_reference;

use crate::built::Built;
use crate::context::Files;
use crate::offers;

/// The content of an image that has changed.
const OTHER: &str = "other";

/// A build that has been done, and is done again after a change.
#[derive(Debug)]
pub(crate) struct Rebuilt {
    pub(crate) built: Built,
    files: Files,
    /// The files that it was done with.
    before: FileTree,
    pub(crate) baseline: Baseline,
}

impl Rebuilt {
    /// Does the build with `files`.
    pub(crate) fn new(built: Built, files: Files) -> Self {
        let before = files.before_and_after(&Change::Nothing).0;
        Self::of(built, files, before)
    }

    /// Does another build, with the same files.
    pub(crate) fn beside(&self, built: Built) -> Self {
        Self::of(built, self.files.clone(), self.before.clone())
    }

    fn of(built: Built, files: Files, before: FileTree) -> Self {
        let baseline = Baseline::of(&built.world(before.clone()), Reruns::Unknown);
        Self { built, files, before, baseline }
    }

    /// The build that has been done.
    pub(crate) fn world(&self) -> World<'_> {
        self.built.world(self.before.clone())
    }

    /// What it does after `change`.
    pub(crate) fn replay(&self, change: &Change) -> Replay {
        let Self { built, files, baseline, .. } = self;
        let world = self.world();
        let replay = match change {
            Change::FirstBuild => simulate(None, &world, Reruns::Unknown),
            Change::Argument(name) => {
                let build_args = offers::with_other_value(&built.build_args, &built.arguments, name);
                let graph = built.graph_with(&build_args);
                baseline.replay(&world, &World { graph: &graph, build_args: &build_args, ..world.clone() })
            }
            Change::BaseImage(image) => {
                let mut images = BTreeMap::new();
                images.insert(full_reference(image), OTHER.to_owned());
                baseline.replay(&world, &World { images, ..world.clone() })
            }
            Change::NoCache => baseline.replay(&world, &World { no_cache: NoCache::All, ..world.clone() }),
            Change::Nothing | Change::Dockerfile => baseline.replay(&world, &world),
            Change::File(path) if !world.files.has(path) => {
                // Where it is not there yet, it is there in both builds: it changed, it did not come.
                let (before, after) = files.before_and_after(change);
                let before = World { files: before, ..world.clone() };
                simulate(Some(&before), &World { files: after, ..world.clone() }, Reruns::Unknown)
            }
            Change::AppCode | Change::File(_) | Change::Files(_) => {
                let (_, after) = files.before_and_after(change);
                baseline.replay(&world, &World { files: after, ..world.clone() })
            }
        };
        replay.with_root(change)
    }
}
