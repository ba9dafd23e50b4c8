use crate::causes::causes;
use crate::instruction::tell;
use crate::scene::Scene;
use crate::{Prose, Subject};

/// Why each of the first `n_instructions` of the file has its verdict: the chains of causes, root first, a sentence a link.
/// The same sentences as those of [`explain`](crate::explain()), for those who need no more than these.
pub fn reasons(subject: &Subject<'_>, n_instructions: usize) -> Vec<Vec<Prose>> {
    let Some(scene) = Scene::new(subject, 0) else { return Vec::new() };
    let scenes = (0..n_instructions).map_while(|at| scene.at(at));
    scenes.map(|scene| causes(&scene, &tell(&scene).values)).collect()
}
