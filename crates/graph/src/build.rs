use onionskin_syntax::{Dockerfile, Instruction, Keyword};

use crate::connect::Connections;
use crate::env::EnvList;
use crate::epoch;
use crate::onbuild::Triggers;
use crate::outline::{Outline, argument_words};
use crate::scope::split_argument;
use crate::state::Growth;
use crate::vertex::Vertices;
use crate::walk::Walk;
use crate::{BuildGraph, Effect, Inputs, InstructionNode};

/// Builds the graph of `file`.
pub(crate) fn build(file: &Dockerfile, inputs: &Inputs) -> BuildGraph {
    let mut outline = Outline::of(file, inputs);
    let mut errors = std::mem::take(&mut outline.errors);
    let epoch = epoch::of(&outline, inputs).unwrap_or_else(|error| {
        errors.push(error);
        None
    });
    let target = match outline.target(inputs) {
        Ok(target) => Some(target),
        Err(error) => {
            errors.push(error);
            // So that there is something to see beside the error.
            outline.stages.len().checked_sub(1)
        }
    };
    let triggers: Vec<_> = (0..outline.stages.len())
        .map(|stage| Triggers::of_stage(outline.body(stage).map(|(_, instruction)| instruction)))
        .collect();
    let mut connections = Connections::of(&outline, &triggers, inputs);
    errors.append(&mut connections.errors);
    let (needed, only_by_triggers) =
        target.map_or_else(|| (Vec::new(), Vec::new()), |target| connections.needed(&outline, target));
    // With one stage and nothing from elsewhere, BuildKit has nothing to tell apart and names no stage.
    let names_stages = outline.stages.len() != 1 || connections.has_foreign_source;

    let mut walk = Walk {
        outline: &outline,
        inputs,
        epoch,
        vertices: Vertices::default(),
        build_context: None,
        ends: Vec::new(),
        growth: Growth::default(),
        n_triggers: 0,
        errors,
        late_errors: Vec::new(),
    };
    let n_before =
        outline.stages.first().map_or(outline.instructions.len(), |first| first.instructions.start);
    let mut instructions: Vec<_> = outline
        .instructions
        .iter()
        .take(n_before)
        .enumerate()
        .map(|(at, it)| outside(at, it, &outline))
        .collect();
    let mut stages = Vec::with_capacity(outline.stages.len());
    for (index, header) in outline.stages.iter().enumerate() {
        let is_needed = needed.get(index).copied().unwrap_or_default();
        let is_named_twice = only_by_triggers.get(index).copied().unwrap_or_default();
        let name = names_stages.then(|| outline.display_name(index));
        let (stage, nodes) = walk.stage(index, header, name.as_deref(), is_needed, is_named_twice, &triggers);
        stages.push(stage);
        instructions.extend(nodes);
    }
    let Walk { vertices, mut errors, late_errors, .. } = walk;
    errors.extend(late_errors);
    BuildGraph { stages, instructions, target, vertices: vertices.all, errors }
}

/// The node of an instruction in front of the first FROM.
fn outside(at: usize, instruction: &Instruction, outline: &Outline<'_>) -> InstructionNode {
    let declared = argument_words(instruction).iter().map(|word| {
        let (name, _) = split_argument(&word.text);
        (name.to_owned(), outline.scope.value(name).cloned())
    });
    let effect = match instruction.keyword {
        Some(Keyword::Arg) => Effect::Arg(declared.collect()),
        _ => Effect::None,
    };
    let uses = outline.uses.get(at).cloned().unwrap_or_default();
    InstructionNode { effect, uses, ..InstructionNode::outside() }
}

impl InstructionNode {
    /// The node of something that belongs to no stage.
    pub(crate) fn outside() -> Self {
        Self {
            stage: None,
            workdir: "/".into(),
            env: EnvList::of_unknown_image(),
            effect: Effect::None,
            uses: Vec::new(),
            step: None,
            result: None,
        }
    }
}
