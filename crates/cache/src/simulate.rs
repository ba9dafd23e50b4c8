use crate::differences::Differences;
use crate::past::Past;
use crate::replayer::{Cache, Replayer, Use};
use crate::{Replay, Reruns, World};

/// Replays the build of `after` with what the build of `before` left in the cache; with an empty cache where there
/// is no `before`.
///
/// What commands write is not known, unless `reruns` says that it is the same as before: where it decides, the verdict
/// says so. What ADD downloads is taken to be unchanged.
pub fn simulate(before: Option<&World<'_>>, after: &World<'_>, reruns: Reruns) -> Replay {
    let mut past = Past::default();
    let Some(before) = before else {
        let empty = Use { past: &past, before: None };
        let mut replay = Replayer::replay(after, Cache::Use(empty), reruns);
        // That nothing is in the cache is reason enough for every step; what it starts from does not matter.
        for outcome in &mut replay.outcomes {
            outcome.causes.truncate(1);
        }
        return replay;
    };
    Replayer::replay(before, Cache::Fill(&mut past), reruns);
    let differences = Differences::between(before, after);
    let compared = Use { past: &past, before: Some((before, &differences)) };
    Replayer::replay(after, Cache::Use(compared), reruns)
}
