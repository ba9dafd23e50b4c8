use crate::past::Past;
use crate::replayer::{Cache, Replayer};
use crate::{Change, Replay, World};

/// Replays the build of `after` with what the build of `before` left in the cache; with an empty cache where there
/// is no `before`.
///
/// `change` is what the reader calls the difference between the two; it becomes the root of every chain of
/// causes. On an empty cache the root is [`Change::FirstBuild`], whatever `change` says.
///
/// What commands write is not known: where it decides, the verdict says so. What ADD downloads is taken to be
/// unchanged.
pub fn simulate(before: Option<&World<'_>>, after: &World<'_>, change: &Change) -> Replay {
    let mut past = Past::default();
    let Some(before) = before else {
        let mut outcomes = Replayer::outcomes(after, Cache::Use(&past, &Change::FirstBuild));
        // That nothing is in the cache is reason enough for every step; what it starts from does not matter.
        for outcome in &mut outcomes {
            outcome.causes.truncate(1);
        }
        return Replay { outcomes };
    };
    Replayer::outcomes(before, Cache::Fill(&mut past));
    Replay { outcomes: Replayer::outcomes(after, Cache::Use(&past, change)) }
}
