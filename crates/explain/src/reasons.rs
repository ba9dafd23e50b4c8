use onionskin_entries::{Fact, Slot};
use onionskin_graph::{Base, Operation, Source};
use onionskin_syntax::Args;

use crate::causes::causes;
use crate::instruction::tell_image;
use crate::scene::Scene;
use crate::values::Values;
use crate::{Prose, Subject};

/// Why each instruction of the file has its verdict: the chains of causes, root first, a sentence a link. They are those of
/// [`explain`](crate::explain()), which finds out much more of each instruction; a test holds the two together.
pub fn reasons(subject: &Subject<'_>) -> Vec<Vec<Prose>> {
    let Some(scene) = Scene::new(subject, 0) else { return Vec::new() };
    let scenes = (0..scene.instructions.len()).map_while(|at| scene.at(at));
    scenes.map(|scene| reason(&scene)).collect()
}

fn reason(scene: &Scene<'_>) -> Vec<Prose> {
    let is_broken = scene.instruction.keyword.is_none() || matches!(scene.instruction.args, Args::Unread(_));
    // It means nothing to a build.
    if is_broken { Vec::new() } else { causes(scene, &known(scene)) }
}

/// What the entries of reasons ask for.
fn known(scene: &Scene<'_>) -> Values {
    let mut values = Values::default();
    let parent = scene.before().find(|&at| scene.step_of(at).is_some());
    values.fill_some(Slot::Parent, parent.map(|at| scene.name_of(at)));
    values.state(Fact::Global, scene.stage().is_none());
    match scene.operation_of(scene.index) {
        Some(Operation::Copy { sources, .. }) => {
            let is_context = |source: &Source| matches!(source, Source::Context { .. });
            values.state(Fact::FromContext, sources.iter().any(is_context));
        }
        Some(Operation::Pull { .. }) => {
            if let Some(Base::Image(image)) = scene.stage().map(|stage| &stage.base) {
                tell_image(scene.subject.registry, image, &mut values);
            }
        }
        Some(Operation::MakeDirectory { .. } | Operation::Run { .. }) | None => {}
    }
    values
}
