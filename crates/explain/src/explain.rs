use onionskin_entries::{Entry, Kind, Part};
use onionskin_syntax::Args;

use crate::causes::causes;
use crate::dependencies::rebuilds;
use crate::instruction::{common, tell};
use crate::render::render_all;
use crate::scene::Scene;
use crate::{Explanation, Reference, Subject};

/// What the first words say of the instruction with index `instruction`: why it has its verdict, and all of a broken line.
/// [`explain`] says the same and more. `None` where the file has no such instruction.
pub fn explain_first(subject: &Subject<'_>, instruction: usize) -> Option<Explanation> {
    let scene = Scene::new(subject, instruction)?;
    let values = common(&scene);
    let Some(broken) = broken(&scene) else {
        return Some(Explanation { causes: causes(&scene, &values), ..Explanation::default() });
    };
    // It means nothing to a build, so that there is no cause either.
    let what = render_all(broken.part(Part::What), &values);
    Some(Explanation { what, reference: reference(broken), ..Explanation::default() })
}

/// Explains the instruction with index `instruction`; `None` where the file has no such instruction.
pub fn explain(subject: &Subject<'_>, instruction: usize) -> Option<Explanation> {
    let mut explanation = explain_first(subject, instruction)?;
    let scene = Scene::new(subject, instruction)?;
    let told = tell(&scene);
    if broken(&scene).is_none() {
        let entry = scene.entry();
        let part =
            |part: Part| entry.map(|entry| render_all(entry.part(part), &told.values)).unwrap_or_default();
        explanation.what = part(Part::What);
        explanation.why_it_matters = part(Part::Why);
        explanation.reference = entry.and_then(reference);
    }
    (explanation.could_rebuild, explanation.never_rebuilds) = rebuilds(&scene, &told);
    explanation.what.extend(told.what);
    explanation.why_it_matters.extend(told.why);
    for reference in told.entries.into_iter().filter_map(reference) {
        if explanation.reference.as_ref() != Some(&reference) && !explanation.further.contains(&reference) {
            explanation.further.push(reference);
        }
    }
    explanation.words = told.words;
    Some(explanation)
}

/// What there is to say of the scene's instruction where it is broken.
fn broken<'a>(scene: &Scene<'a>) -> Option<&'a Entry> {
    let id = match scene.instruction.keyword {
        None => "unknown",
        Some(_) if matches!(scene.instruction.args, Args::Unread(_)) => "refused",
        Some(_) => return None,
    };
    scene.subject.registry.by_id(Kind::Sentences, id)
}

/// The manual that `entry` restates; the first words name none of an image.
fn reference(entry: &Entry) -> Option<Reference> {
    let (title, url) = entry.reference.clone();
    (!url.is_empty()).then_some(Reference { title, url })
}
