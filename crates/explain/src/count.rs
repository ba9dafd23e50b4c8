use onionskin_cache::{Cause, Replay, Verdict};
use onionskin_graph::{Mount, Operation, Source};
use onionskin_text::sorted;

use crate::Subject;

/// Which steps a build runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Count {
    /// The steps of all stages that the target needs.
    pub(crate) total: usize,
    /// The instructions whose steps run.
    pub(crate) certain: Vec<usize>,
    /// Those whose steps run unless an output is the same.
    pub(crate) maybe: Vec<usize>,
    /// The instructions whose output decides.
    pub(crate) producers: Vec<usize>,
}

impl Count {
    pub(crate) fn new(subject: &Subject<'_>, replay: &Replay) -> Self {
        let mut count = Self::default();
        let nodes = subject.graph.instructions.iter().zip(&replay.outcomes).enumerate();
        for (at, (_, outcome)) in nodes.filter(|(_, (node, _))| node.step.is_some()) {
            match outcome.verdict {
                Verdict::Rebuilds => count.certain.push(at),
                Verdict::RebuildsUnlessSame => {
                    count.maybe.push(at);
                    count.producers.extend(outcome.causes.iter().filter_map(producer));
                    count.producers.extend(sources(subject, replay, at));
                }
                Verdict::Reused => {}
                Verdict::NotBuilt | Verdict::Settings => continue,
            }
            count.total += 1;
        }
        count.producers = sorted(count.producers);
        count.producers.dedup();
        count
    }

    /// Whether it counts as many steps as `other`.
    pub(crate) fn costs_the_same(&self, other: &Self) -> bool {
        (self.certain.len(), self.maybe.len()) == (other.certain.len(), other.maybe.len())
    }
}

/// The last steps of the stages that the instruction with index `at` takes files from, where they run again for
/// certain. The chain of its causes names one of them only.
fn sources<'a>(
    subject: &Subject<'a>,
    replay: &'a Replay,
    at: usize,
) -> impl Iterator<Item = usize> + use<'a> {
    let graph = subject.graph;
    let operation = graph.instructions.get(at).and_then(|node| Some(&node.step.as_ref()?.operation));
    let (copied, mounted): (&[Source], &[Mount]) = match operation {
        Some(Operation::Copy { sources, .. }) => (sources, &[]),
        Some(Operation::Run { mounts }) => (&[], mounts),
        Some(Operation::Pull { .. } | Operation::MakeDirectory { .. }) | None => (&[], &[]),
    };
    let read = copied.iter().chain(mounted.iter().filter_map(|mount| mount.source.as_ref()));
    let last_step = |source: &Source| {
        let Source::Stage { stage, .. } = source else { return None };
        let mut steps = graph.stages.get(*stage)?.instructions.clone().rev();
        steps.find(|&at| graph.instructions.get(at).is_some_and(|node| node.step.is_some()))
    };
    let runs =
        |at: &usize| replay.outcomes.get(*at).is_some_and(|outcome| outcome.verdict == Verdict::Rebuilds);
    read.filter_map(last_step).filter(runs)
}

fn producer(cause: &Cause) -> Option<usize> {
    match cause {
        Cause::TakesFrom { producer, .. } => Some(*producer),
        Cause::Changed(_)
        | Cause::Edited { .. }
        | Cause::Reads { .. }
        | Cause::StartsFrom { .. }
        | Cause::NothingItReadsChanged
        | Cause::SameBaseImage
        | Cause::StageNotNeeded(_)
        | Cause::OnlySettings => None,
    }
}
