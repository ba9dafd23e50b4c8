use crate::{Base, InstructionNode, Operation, Source, Stage};

/// Marks the stages that the stage `target` needs: its base and every stage that it takes files from, and so on.
pub(crate) fn mark_needed(stages: &mut [Stage], nodes: &[InstructionNode], target: usize) {
    let mut waiting = vec![target];
    while let Some(index) = waiting.pop() {
        let Some(stage) = stages.get_mut(index).filter(|stage| !stage.is_needed) else {
            continue;
        };
        stage.is_needed = true;
        if let Base::Stage(base) = stage.base {
            waiting.push(base);
        }
        let own = nodes.get(stage.instructions.clone()).unwrap_or_default();
        waiting.extend(stage.triggers.iter().chain(own).flat_map(stages_read_by));
    }
}

/// The stages that an instruction takes files from.
fn stages_read_by(node: &InstructionNode) -> impl Iterator<Item = usize> {
    let operation = node.step.as_ref().map(|step| &step.operation);
    let (copied, mounts) = match operation {
        Some(Operation::Copy { sources, .. }) => (sources.as_slice(), [].as_slice()),
        Some(Operation::Run { mounts }) => ([].as_slice(), mounts.as_slice()),
        Some(Operation::Pull { .. } | Operation::MakeDirectory { .. }) | None => {
            ([].as_slice(), [].as_slice())
        }
    };
    let mounted = mounts.iter().filter_map(|mount| mount.source.as_ref());
    copied.iter().chain(mounted).filter_map(|source| match source {
        Source::Stage { stage, .. } => Some(*stage),
        Source::Context { .. } | Source::Image { .. } | Source::Inline { .. } | Source::Remote { .. } => None,
    })
}
