use onionskin_syntax::{Args, Dockerfile, Instruction, Keyword};

use crate::effect::{Effect, effect};
use crate::env::Env;
use crate::number::{Numbering, display_name};
use crate::outline::{Header, Outline};
use crate::reach::mark_needed;
use crate::state::State;
use crate::{Base, BuildGraph, Definition, Inputs, InstructionNode, Operation, Source, Stage};

/// How many ONBUILD instructions of a stage run in each stage built on it. Files have a handful; without a bound
/// many stages on a stage with many triggers would take the product of both.
const MAX_TRIGGERS: usize = 64;

/// Builds the graph of `file`.
pub(crate) fn build(file: &Dockerfile, inputs: &Inputs) -> BuildGraph {
    let outline = Outline::of(file, inputs);
    let escape = file.escape.character();
    let mut ends: Vec<State> = Vec::new();
    let mut walked = Vec::new();
    for (index, header) in outline.stages.iter().enumerate() {
        let mut state = start(header, index, &ends, escape);
        walked.push(Walked::of(header, &mut state, &outline, inputs));
        ends.push(state);
    }
    // With one stage and nothing from elsewhere, BuildKit has nothing to tell apart and names no stage.
    let names_stages = walked.len() != 1 || walked.iter().any(Walked::uses_foreign_source);

    let n_before =
        outline.stages.first().map_or(outline.instructions.len(), |first| first.instructions.start);
    let outside = InstructionNode { stage: None, workdir: "/".to_owned(), step: None };
    let mut instructions = vec![outside; n_before];
    let mut stages = Vec::new();
    for (index, (header, walked)) in outline.stages.iter().zip(walked).enumerate() {
        let name = names_stages.then(|| display_name(header.name.as_deref(), index));
        let mut numbering = Numbering::new(index, name.as_deref(), walked.total());
        instructions.push(numbering.node(walked.from));
        let triggers = walked.triggers.into_iter().map(|effect| numbering.node(effect)).collect();
        instructions.extend(walked.own.into_iter().map(|effect| numbering.node(effect)));
        let Header { name, base, instructions: range, .. } = header;
        stages.push(Stage {
            name: name.clone(),
            base: base.clone(),
            triggers,
            instructions: range.clone(),
            is_needed: false,
        });
    }
    let target = match &inputs.target {
        Some(name) => outline.stage_called(name),
        None => stages.len().checked_sub(1),
    };
    if let Some(target) = target {
        mark_needed(&mut stages, &instructions, target);
    }
    BuildGraph { stages, instructions, target }
}

fn start(header: &Header, index: usize, ends: &[State], escape: char) -> State {
    let base = match header.base {
        Base::Stage(stage) => ends.get(stage),
        Base::Image(_) | Base::Scratch => None,
    };
    match (base, &header.base) {
        (Some(base), _) => base.of_child(index),
        (None, Base::Scratch) => State::new(Env::of_scratch(index), escape),
        (None, Base::Image(_) | Base::Stage(_)) => State::new(Env::of_image(index), escape),
    }
}

/// A stage whose instructions have been looked at, before its steps have numbers.
struct Walked {
    from: Effect,
    triggers: Vec<Effect>,
    own: Vec<Effect>,
}

impl Walked {
    fn of(header: &Header, state: &mut State, outline: &Outline<'_>, inputs: &Inputs) -> Self {
        let mut effects = |instructions: &[&Instruction]| -> Vec<Effect> {
            instructions.iter().map(|instruction| effect(instruction, state, outline, inputs)).collect()
        };
        let triggers = effects(&triggers(header, outline));
        let all = outline.instructions.get(header.instructions.clone()).unwrap_or_default();
        let own = effects(all.get(1..).unwrap_or_default());
        Self { from: pull(header), triggers, own }
    }

    /// What BuildKit prints as the number of steps: all triggers count, whatever they do.
    fn total(&self) -> usize {
        let counted = self.own.iter().filter(|effect| effect.counts).count();
        usize::from(self.from.counts) + self.triggers.len() + counted
    }

    /// Whether it reads an image that is no stage. BuildKit counts a mount without `from` as one.
    fn uses_foreign_source(&self) -> bool {
        let is_foreign = |source: &Source| matches!(source, Source::Image { .. });
        let is_stage = |source: &Source| matches!(source, Source::Stage { .. });
        let steps = self.triggers.iter().chain(&self.own).filter_map(|effect| effect.step.as_ref());
        steps.map(|(operation, _)| operation).any(|operation| match operation {
            Operation::Copy { sources, .. } => sources.iter().any(is_foreign),
            Operation::Run { mounts } => {
                mounts.iter().any(|mount| !mount.source.as_ref().is_some_and(is_stage))
            }
            Operation::Pull { .. } | Operation::MakeDirectory { .. } => false,
        })
    }
}

/// The effect of FROM itself: a step where it names an image.
fn pull(header: &Header) -> Effect {
    let step = match &header.base {
        Base::Image(image) if header.is_sound => {
            let definition = Definition::of(("FROM", image, &header.platform));
            Some((Operation::Pull { image: image.clone() }, definition))
        }
        Base::Image(_) | Base::Stage(_) | Base::Scratch => None,
    };
    Effect { workdir: "/".to_owned(), counts: step.is_some(), step }
}

/// The instructions that the base stage's ONBUILD instructions hold.
fn triggers<'a>(header: &Header, outline: &Outline<'a>) -> Vec<&'a Instruction> {
    let Base::Stage(base) = header.base else {
        return Vec::new();
    };
    let range = outline.stages.get(base).map(|base| base.instructions.clone()).unwrap_or_default();
    let instructions = outline.instructions.get(range).unwrap_or_default();
    let onbuilds = instructions.iter().filter(|instruction| instruction.keyword == Some(Keyword::Onbuild));
    let triggers = onbuilds.filter_map(|instruction| match &instruction.args {
        Args::Trigger(trigger) => trigger.as_deref(),
        Args::Unread(_)
        | Args::Words(_)
        | Args::Text(_)
        | Args::Json(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_) => None,
    });
    triggers.take(MAX_TRIGGERS).collect()
}
