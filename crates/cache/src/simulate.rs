use crate::blame::Before;
use crate::differences::Differences;
use crate::past::Past;
use crate::replayer::{Cache, Replayer};
use crate::{Replay, Reruns, World};

/// Replays the build of `after` with what the build of `before` left in the cache; with an empty cache where there
/// is no `before`.
///
/// What commands write is not known, unless `reruns` says that it is the same as before: where it decides, the verdict
/// says so. What ADD downloads is taken to be unchanged.
pub fn simulate(before: Option<&World<'_>>, after: &World<'_>, reruns: Reruns) -> Replay {
    before.map_or_else(|| first_build(after), |before| Baseline::of(before, reruns).replay(before, after))
}

/// The build of `world` with nothing in the cache.
fn first_build(world: &World<'_>) -> Replay {
    let mut replay = Replayer::replay(world, Cache::Use(None), Reruns::Unknown);
    // That nothing is in the cache is reason enough for every step; what it starts from does not matter.
    for outcome in &mut replay.outcomes {
        outcome.causes.truncate(1);
    }
    replay
}

/// What a build has left in the cache, for others to be compared with it.
#[derive(Clone, Debug)]
pub struct Baseline {
    past: Past,
    reruns: Reruns,
}

impl Baseline {
    /// Does the build of `before` on an empty cache. What is known of commands that run again later is `reruns`.
    pub fn of(before: &World<'_>, reruns: Reruns) -> Self {
        let mut past = Past::default();
        Replayer::replay(before, Cache::Fill(&mut past), reruns);
        Self { past, reruns }
    }

    /// Replays the build of `after` with what that of `before`, which this is the baseline of, left in the cache.
    pub fn replay(&self, before: &World<'_>, after: &World<'_>) -> Replay {
        let differences = Differences::between(before, after);
        let before = Before { world: before, differences: &differences, past: &self.past };
        Replayer::replay(after, Cache::Use(Some(before)), self.reruns)
    }
}
