use std::collections::HashSet;

use onionskin_graph::{Base, BuildGraph, Effect, FileAction, InstructionNode, Op, Vertex};
use onionskin_text::sorted;

use crate::glob::matches;
use crate::uses::{starts_from, taken_of_context};

/// All that a step is made of: itself, what it starts from and reads, and so on.
pub(crate) struct Ancestry<'g> {
    graph: &'g BuildGraph,
    /// Whether each vertex is among it.
    vertices: Vec<bool>,
    /// Whether each stage is.
    stages: Vec<bool>,
    /// Whether each stage is among what the step stands on, so that all that runs again in it rebuilds the step.
    beneath: Vec<bool>,
}

/// What is taken of the build context.
#[derive(Default)]
pub(crate) struct Taken {
    /// The instructions that take, in file order.
    pub(crate) takers: Vec<usize>,
    /// Whether they take all there is.
    pub(crate) is_all: bool,
    /// Whether the Dockerfile may be taken along, as far as it stands at the root.
    pub(crate) has_dockerfile: bool,
}

impl<'g> Ancestry<'g> {
    /// The ancestry of the vertex with this index.
    pub(crate) fn of(graph: &'g BuildGraph, vertex: usize) -> Self {
        let (vertices, stages) = walk(graph, vertex, false);
        let (_, beneath) = walk(graph, vertex, true);
        Self { graph, vertices, stages, beneath }
    }

    /// Whether the step stands on the stage with this index: whatever runs again in it, it rebuilds.
    pub(crate) fn stands_on(&self, stage: usize) -> bool {
        self.beneath.get(stage).copied().unwrap_or_default()
    }

    /// Whether something of the stage with this index is needed.
    pub(crate) fn needs(&self, stage: usize) -> bool {
        self.stages.get(stage).copied().unwrap_or_default()
    }

    fn ops(&self) -> impl Iterator<Item = (Option<usize>, &'g Vertex)> {
        let needed = self.graph.vertices.iter().zip(&self.vertices).filter(|(_, is_needed)| **is_needed);
        needed.map(|(vertex, _)| (vertex.origin.instruction(), vertex))
    }

    /// Whether a vertex other than a WORKDIR is there that `--no-cache` makes run.
    pub(crate) fn can_be_forced(&self) -> bool {
        self.ops().any(|(_, vertex)| match &vertex.op {
            Op::Exec(_) | Op::Merge => true,
            Op::File(file) => file.actions.iter().any(|action| matches!(action, FileAction::Copy(_))),
            Op::Source(_) => false,
        })
    }

    /// What is taken of the build context.
    pub(crate) fn taken(&self) -> Taken {
        let mut taken = Taken::default();
        for (at, vertex) in self.ops() {
            for selection in taken_of_context(&self.graph.vertices, vertex) {
                taken.takers.extend(at);
                let shown = selection.shown();
                let first = shown.split('/').next().unwrap_or_default();
                taken.is_all |= shown == ".";
                taken.has_dockerfile |= matches!(first, "." | "**") || matches(first, "Dockerfile");
            }
        }
        taken.takers = sorted(taken.takers);
        taken.takers.dedup();
        taken
    }

    /// The names of variables that something of it may see up to the instruction with index `end`, which is in `stage`,
    /// the texts of both among it. What is declared there behind the last command is not seen by any.
    pub(crate) fn seen(&self, stage: usize, end: usize) -> HashSet<&'g str> {
        let mut seen = HashSet::new();
        let commands = self.ops().filter(|(_, vertex)| matches!(vertex.op, Op::Exec(_)));
        let last_command = commands.filter_map(|(at, _)| at).filter(|at| *at < end).max();
        for (index, its) in self.graph.stages.iter().enumerate().filter(|(index, _)| self.needs(*index)) {
            let is_own = index == stage;
            let start = its.instructions.start;
            let own = self.graph.instructions.get(its.instructions.clone()).unwrap_or_default();
            let nodes = its.instructions.clone().zip(own).filter(|(at, _)| !is_own || *at <= end);
            for (at, node) in its.triggers.iter().map(|node| (start, node)).chain(nodes) {
                seen.extend(node.uses.iter().map(String::as_str));
                if !is_own || last_command.is_some_and(|last| at < last) {
                    seen.extend(names(&node.effect));
                }
            }
        }
        for node in outside(self.graph).rev() {
            if names(&node.effect).any(|name| seen.contains(name)) {
                seen.extend(node.uses.iter().map(String::as_str));
            }
        }
        seen
    }
}

/// Which vertices and stages are reached from `vertex`; where `is_beneath`, over what counts by its key alone only.
fn walk(graph: &BuildGraph, vertex: usize, is_beneath: bool) -> (Vec<bool>, Vec<bool>) {
    let mut vertices = vec![false; graph.vertices.len()];
    let mut stages = vec![false; graph.stages.len()];
    let mut waiting = vec![vertex];
    while let Some(at) = waiting.pop() {
        let (Some(seen), Some(vertex)) =
            (vertices.get_mut(at).filter(|seen| !**seen), graph.vertices.get(at))
        else {
            continue;
        };
        *seen = true;
        let is_merge = matches!(vertex.op, Op::Merge);
        let start = starts_from(vertex);
        let counts = |(input, _): &(usize, &usize)| !is_beneath || is_merge || start == Some(*input);
        waiting.extend(vertex.inputs.iter().enumerate().filter(counts).map(|(_, input)| *input));
        let stage = vertex.origin.instruction().and_then(|at| graph.instructions.get(at)?.stage);
        if let Some(is_needed) = stage.and_then(|stage| stages.get_mut(stage)) {
            *is_needed = true;
        }
    }
    // A stage on top of another one takes over its settings, even if none of its steps is left.
    for (index, stage) in graph.stages.iter().enumerate().rev() {
        if let (Base::Stage(base), Some(true)) = (&stage.base, stages.get(index))
            && let Some(is_needed) = stages.get_mut(*base)
        {
            *is_needed = true;
        }
    }
    (vertices, stages)
}

/// The nodes of the instructions in front of the first FROM.
pub(crate) fn outside(graph: &BuildGraph) -> impl DoubleEndedIterator<Item = &InstructionNode> {
    let n_outside = graph.stages.first().map_or(graph.instructions.len(), |first| first.instructions.start);
    graph.instructions.get(..n_outside).unwrap_or_default().iter()
}

/// The names that an instruction sets or declares.
pub(crate) fn names(effect: &Effect) -> impl Iterator<Item = &str> {
    let arguments: &[_] = if let Effect::Arg(arguments) = effect { arguments } else { &[] };
    let variables: &[_] = if let Effect::Env(variables) = effect { variables } else { &[] };
    arguments.iter().map(|(name, _)| name.as_str()).chain(variables.iter().map(|(name, _)| name.as_str()))
}
