use crate::effect::Effect;
use crate::{InstructionNode, Operation, Step};

/// Hands out the numbers and labels of the steps of one stage.
pub(crate) struct Numbering {
    stage: usize,
    next: u32,
    total: u32,
    /// The stage's name and a blank; empty where `docker build` names no stage.
    prefix: String,
}

impl Numbering {
    /// Numbers from 1 to `total` in `stage`, which `docker build` calls `name` where it names stages.
    pub(crate) fn new(stage: usize, name: Option<&str>, total: usize) -> Self {
        let prefix = name.map_or_else(String::new, |name| format!("{name} "));
        Self { stage, next: 1, total: u32::try_from(total).unwrap_or(u32::MAX), prefix }
    }

    /// The node of the next instruction.
    pub(crate) fn node(&mut self, effect: Effect) -> InstructionNode {
        let step = effect.step.map(|(operation, definition)| {
            let number = self.next;
            self.next = self.next.saturating_add(1);
            let makes_layer = !matches!(operation, Operation::Pull { .. });
            Step { number, total: self.total, label: self.label(number), makes_layer, operation, definition }
        });
        InstructionNode { stage: Some(self.stage), workdir: effect.workdir, step }
    }

    /// The label of a step: its number stands right-aligned under the total.
    fn label(&self, number: u32) -> String {
        let total = self.total.to_string();
        format!("[{}{number:>width$}/{total}]", self.prefix, width = total.len())
    }
}

/// The name by which `docker build` calls a stage: the one after AS, else its index.
pub(crate) fn display_name(name: Option<&str>, stage: usize) -> String {
    name.map_or_else(|| format!("stage-{stage}"), str::to_owned)
}
