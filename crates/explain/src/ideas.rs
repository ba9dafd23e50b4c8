use onionskin_cache::Verdict;
use onionskin_entries::{Entry, Fact, Kind, Part, Slot};
use onionskin_graph::{Base, Operation, Source, Stage};
use onionskin_syntax::Keyword;

use crate::instruction::{
    copies_manifest, image_of, installs_dependencies, tell, tell_code_order, tell_image,
};
use crate::render::{capitalized, render, render_all};
use crate::scene::Scene;
use crate::summary::Counts;
use crate::values::{Values, code_list, list};
use crate::{Idea, Inline, Prose, Subject};

/// The key ideas that the file shows, in teaching order.
pub fn ideas(subject: &Subject<'_>) -> Vec<Idea> {
    let Some(values) = file_values(subject) else { return Vec::new() };
    let idea = |entry: &Entry| {
        let mut text = render_all(entry.part(Part::Note), &values);
        if entry.id == "what-the-image-contains" {
            text = contents(subject, text)?;
        }
        // An idea whose first paragraph does not fit the file is not shown by it.
        let first = entry.part(Part::Note).first()?;
        render(first, &values)?;
        Some(Idea { title: entry.title.clone(), text })
    };
    subject.registry.of(Kind::Ideas).iter().filter_map(idea).collect()
}

/// What is known about the file as a whole.
fn file_values(subject: &Subject<'_>) -> Option<Values> {
    let graph = subject.graph;
    let target = graph.target?;
    let first = Scene::new(subject, 0)?;
    let last = graph.stages.get(target)?.instructions.end.checked_sub(1)?;
    let scene = first.at(last)?;
    let counts = Counts::new(graph, target);
    let mut values = Values::default();
    if let Some(entry) =
        image_of(graph, target).and_then(|image| tell_image(subject.registry, image, &mut values))
    {
        values.fill_text(Slot::Product, entry.title.as_str());
    }
    values.fill_text(Slot::Count, counts.layers.to_string());
    values.fill_text(Slot::Total, counts.steps.to_string());
    values.state(Fact::One, counts.layers == 1);
    values.state(Fact::Nothing, counts.layers == 0);
    values.state(Fact::SeveralStages, counts.stages > 1);
    values.state(Fact::Scratch, image_of(graph, target).is_none());

    let chain: Vec<usize> = std::iter::once(last).chain(scene.before()).collect();
    let nearest = |keyword: Keyword| {
        let at = chain.iter().copied().find(|&at| scene.keyword_of(at) == Some(keyword));
        at.map(|at| scene.name_of(at))
    };
    values.fill_some(Slot::Run, nearest(Keyword::Run));
    values.fill_some(Slot::Command, nearest(Keyword::Cmd));
    values.fill_some(Slot::Entrypoint, nearest(Keyword::Entrypoint));
    let from_stage = |at: &usize| reads(&scene, *at, |source| matches!(source, Source::Stage { .. }));
    let taker = (0..scene.instructions.len()).find(from_stage);
    values.fill_some(Slot::Takers, taker.map(|at| scene.name_of(at)));
    tell_context(&scene, &mut values);
    tell_order(&scene, &mut values);
    let settings = setting_words(&scene);
    if !settings.is_empty() {
        values.fill(Slot::Names, code_list(settings));
    }
    let moving = |stage: &Stage| match &stage.base {
        Base::Image(image) => Some(image).filter(|image| !image.contains('@') && stage.is_needed).cloned(),
        Base::Stage(_) | Base::Scratch => None,
    };
    let moving = graph.stages.iter().rev().find_map(moving);
    values.state(Fact::Pinned, moving.is_none() && image_of(graph, target).is_some());
    values.fill_some(Slot::Moving, moving.map(|image| Prose(vec![Inline::Code(image)])));
    Some(values)
}

/// Fills which steps read the build context.
fn tell_context(scene: &Scene<'_>, values: &mut Values) {
    /// More are not worth naming in a sentence.
    const MAX_READERS: usize = 4;
    let is_built = |at: &usize| {
        let stage = scene.subject.graph.instructions.get(*at).and_then(|node| node.stage);
        stage.and_then(|stage| scene.subject.graph.stages.get(stage)).is_some_and(|stage| stage.is_needed)
    };
    let from_context = |at: &usize| reads(scene, *at, |source| matches!(source, Source::Context { .. }));
    let readers: Vec<Prose> = (0..scene.instructions.len())
        .filter(is_built)
        .filter(from_context)
        .map(|at| scene.name_of(at))
        .collect();
    values.state(Fact::FromContext, !readers.is_empty());
    if (1..=MAX_READERS).contains(&readers.len()) {
        values.state(Fact::Several, readers.len() > 1);
        values.fill(Slot::Steps, list(&readers, " and "));
    }
}

/// Whether the instruction with index `at` copies a source that `is_it`.
fn reads(scene: &Scene<'_>, at: usize, is_it: impl Fn(&Source) -> bool) -> bool {
    matches!(scene.operation_of(at), Some(Operation::Copy { sources, .. }) if sources.iter().any(is_it))
}

/// Fills where a file is copied, its dependencies are installed and the code is copied, in this order, in a stage.
fn tell_order(scene: &Scene<'_>, values: &mut Values) {
    for at in 0..scene.instructions.len() {
        if !installs_dependencies(scene, at) || scene.step_of(at).is_none() {
            continue;
        }
        let Some(install) = scene.at(at) else { continue };
        let mut told = Values::default();
        tell_code_order(&install, &mut told);
        values.state(Fact::AfterCode, told.holds(Fact::AfterCode));
        values.fill_some(Slot::Code, told.slot(Slot::Code).cloned());
        values.fill(Slot::Install, scene.name_of(at));
        if told.holds(Fact::BeforeCode)
            && let Some(manifest) = install.before().find(|&before| copies_manifest(scene, before))
        {
            values.state(Fact::BeforeCode, true);
            values.fill(Slot::Step, scene.name_of(manifest));
        }
        return;
    }
}

/// The words of the instructions that only write settings, each once.
fn setting_words<'a>(scene: &Scene<'a>) -> Vec<&'a str> {
    let mut words = Vec::new();
    for (at, instruction) in scene.instructions.iter().enumerate() {
        let verdict = scene.subject.replay.outcomes.get(at).map(|outcome| outcome.verdict);
        let word = instruction.keyword.filter(|keyword| *keyword != Keyword::From).map(Keyword::name);
        if let Some(word) = word.filter(|word| verdict == Some(Verdict::Settings) && !words.contains(word)) {
            words.push(word);
        }
    }
    words
}

/// What the final image holds, an instruction a paragraph, between the first and the other paragraphs of `text`.
fn contents(subject: &Subject<'_>, text: Vec<Prose>) -> Option<Vec<Prose>> {
    /// A longer list is no summary.
    const MAX_INSTRUCTIONS: usize = 12;
    let stage = subject.graph.stages.get(subject.graph.target?)?;
    if stage.instructions.len() > MAX_INSTRUCTIONS {
        return None;
    }
    let first = Scene::new(subject, stage.instructions.start)?;
    let phrase = |at: usize| {
        let scene = first.at(at)?;
        render(scene.entry()?.part(Part::Sentence).first()?, &tell(&scene).values)
    };
    let number = |(at, phrase): (usize, Prose)| {
        let mut prose = vec![Inline::Text(format!("{}. ", at + 1))];
        prose.extend(capitalized(&phrase).0);
        prose.push(Inline::Text(".".to_owned()));
        Prose(prose)
    };
    let items = stage.instructions.clone().filter_map(phrase).enumerate().map(number);
    let mut text = text.into_iter();
    Some(text.next().into_iter().chain(items).chain(text).collect())
}
