use onionskin_entries::{Fact, Part, Slot};
use onionskin_graph::{Base, Mount, Operation, Source, stage_name};
use onionskin_syntax::Args;

use super::image::{image_notes, tell_image};
use super::{Told, tell_words};
use crate::Prose;
use crate::render::render_all;
use crate::scene::Scene;
use crate::values::list;

/// Tells of FROM.
pub(crate) fn tell<'a>(scene: &Scene<'a>, told: &mut Told<'a>) {
    let (Args::Words(words), Some(stage)) = (&scene.instruction.args, scene.stage()) else { return };
    let graph = scene.subject.graph;
    let index = scene.node().and_then(|node| node.stage).unwrap_or_default();
    let values = &mut told.values;
    values.state(Fact::Variables, words.first().is_some_and(|word| word.text.contains('$')));
    if stage.name.is_none() {
        values.clear(Slot::Stage);
    }
    let takers = takers(scene, index);
    values.fill_some(Slot::Takers, (!takers.is_empty()).then(|| list(&takers, " and ")));
    match &stage.base {
        Base::Stage(base) => {
            values.state(Fact::BaseStage, true);
            values.fill_code(Slot::BaseStage, stage_name(graph, *base));
        }
        Base::Image(image) => {
            if values.holds(Fact::Variables) && !image.contains('$') {
                values.fill_code(Slot::Resolved, image);
            }
            if let Some(entry) = tell_image(scene.subject.registry, image, values) {
                told.entries.push(entry);
                told.what.extend(render_all(entry.part(Part::What), values));
                told.why.extend(render_all(entry.part(Part::Why), values));
            }
        }
        Base::Scratch => {}
    }
    tell_words(scene, words, told);
    if told.values.holds(Fact::Image) {
        told.words
            .extend(words.first().into_iter().flat_map(|word| image_notes(scene, word, &mut told.values)));
    }
}

/// The steps that take files out of the stage with index `stage`, and the stages built on it.
fn takers(scene: &Scene<'_>, stage: usize) -> Vec<Prose> {
    /// The most that are named; who wants all of them reads the stack.
    const MAX_TAKERS: usize = 4;
    let is_it = |source: &Source| matches!(source, Source::Stage { stage: its, .. } if *its == stage);
    let takes = |at: &usize| match scene.operation_of(*at) {
        Some(Operation::Copy { sources, .. }) => sources.iter().any(is_it),
        Some(Operation::Run { mounts }) => {
            mounts.iter().any(|Mount { source, .. }| source.as_ref().is_some_and(is_it))
        }
        Some(Operation::Pull { .. } | Operation::MakeDirectory { .. }) | None => false,
    };
    let graph = scene.subject.graph;
    let is_base = |at: &usize| {
        let own = graph.instructions.get(*at).and_then(|node| graph.stages.get(node.stage?));
        own.is_some_and(|own| own.instructions.start == *at && own.base == Base::Stage(stage))
    };
    let found = (0..scene.instructions.len()).filter(|at| takes(at) || is_base(at));
    found.take(MAX_TAKERS).map(|at| scene.name_of(at)).collect()
}
