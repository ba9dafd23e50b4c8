use crate::causes::causes;
use crate::entry::{Entry, SENTENCES, by_id};
use crate::fact::Fact;
use crate::instruction::tell;
use crate::part::Part;
use crate::render::render_all;
use crate::scene::Scene;
use crate::{Explanation, Reference, Subject};

/// Explains the instruction with index `instruction`; `None` where the file has no such instruction.
pub fn explain(subject: &Subject<'_>, instruction: usize) -> Option<Explanation> {
    let scene = Scene::new(subject, instruction)?;
    let told = tell(&scene);
    let id = if scene.instruction.keyword.is_none() { "unknown" } else { "refused" };
    let broken = || by_id(&SENTENCES, id);
    let is_refused = told.values.holds(Fact::Unread);
    let entry = if is_refused { broken() } else { scene.entry().or_else(broken) };
    let part = |part: Part| entry.map(|entry| render_all(entry.part(part), &told.values)).unwrap_or_default();
    let mut explanation = Explanation {
        what: part(Part::What),
        words: told.words,
        why_it_matters: part(Part::Why),
        causes: causes(&scene, &told.values),
        could_rebuild: part(Part::Could),
        never_rebuilds: part(Part::Never),
        reference: entry.map(reference),
        further: told.entries.into_iter().map(reference).collect(),
    };
    explanation.what.extend(told.what);
    explanation.why_it_matters.extend(told.why);
    if scene.instruction.keyword.is_none() || is_refused {
        // It means nothing to a build.
        explanation.causes.clear();
    }
    if scene.step().is_none() {
        explanation.could_rebuild.clear();
        explanation.never_rebuilds.clear();
    }
    Some(explanation)
}

fn reference(entry: &Entry) -> Reference {
    let (title, url) = entry.reference;
    Reference { title: title.to_owned(), url: url.to_owned() }
}
