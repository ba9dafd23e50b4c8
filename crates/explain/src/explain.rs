use onionskin_entries::{Entry, Fact, Kind, Part};

use crate::causes::causes;
use crate::dependencies::rebuilds;
use crate::instruction::tell;
use crate::render::render_all;
use crate::scene::Scene;
use crate::{Explanation, Reference, Subject};

/// Explains the instruction with index `instruction`; `None` where the file has no such instruction.
pub fn explain(subject: &Subject<'_>, instruction: usize) -> Option<Explanation> {
    let scene = Scene::new(subject, instruction)?;
    let told = tell(&scene);
    let id = if scene.instruction.keyword.is_none() { "unknown" } else { "refused" };
    let broken = || subject.registry.by_id(Kind::Sentences, id);
    let is_refused = told.values.holds(Fact::Unread);
    let is_broken = is_refused || scene.instruction.keyword.is_none();
    let entry = if is_broken { broken() } else { scene.entry() };
    let part = |part: Part| entry.map(|entry| render_all(entry.part(part), &told.values)).unwrap_or_default();
    let (could_rebuild, never_rebuilds) = rebuilds(&scene, &told);
    let own_reference = entry.and_then(reference);
    let mut further: Vec<Reference> = Vec::new();
    for reference in told.entries.into_iter().filter_map(reference) {
        if own_reference.as_ref() != Some(&reference) && !further.contains(&reference) {
            further.push(reference);
        }
    }
    let mut explanation = Explanation {
        what: part(Part::What),
        words: told.words,
        why_it_matters: part(Part::Why),
        causes: causes(&scene, &told.values),
        could_rebuild,
        never_rebuilds,
        reference: own_reference,
        further,
    };
    explanation.what.extend(told.what);
    explanation.why_it_matters.extend(told.why);
    if is_broken {
        // It means nothing to a build.
        explanation.causes.clear();
    }
    Some(explanation)
}

/// The manual that `entry` restates; the first words name none of an image.
fn reference(entry: &Entry) -> Option<Reference> {
    let (title, url) = entry.reference.clone();
    (!url.is_empty()).then_some(Reference { title, url })
}
