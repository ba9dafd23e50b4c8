use onionskin_entries::{Fact, Part, Slot, Trait};
use onionskin_graph::{Base, BuildGraph, Operation, Source, Stage};

use crate::image::ImageName;
use crate::instruction::{image_of, tell_image};
use crate::render::render;
use crate::sentence::sentence;
use crate::values::{Values, list};
use crate::{Prose, Subject};

/// One sentence for what the file builds and in how many steps: "Builds a Python 3.11 app in 5 steps, 4 of them
/// layers." Empty where the file has nothing to build.
pub fn summarize(subject: &Subject<'_>) -> Prose {
    let graph = subject.graph;
    let Some(target) = graph.target else { return Prose::default() };
    let counts = Counts::new(graph, target);
    let mut values = Values::default();
    tell_app(subject, target, &mut values);
    values.fill_text(Slot::Total, counts.steps.to_string());
    values.fill_text(Slot::Count, counts.layers.to_string());
    values.fill_text(Slot::Stages, counts.stages.to_string());
    values.state(Fact::NoSteps, counts.steps == 0);
    values.state(Fact::OneStep, counts.steps == 1);
    values.state(Fact::One, counts.layers == 1);
    values.state(Fact::Nothing, counts.layers == 0);
    values.state(Fact::All, counts.layers == counts.steps);
    values.state(Fact::SeveralStages, counts.stages > 1);
    sentence(subject.registry, "builds", &values)
}

/// How many steps and layers a build has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// The steps of all stages that the target needs.
    pub(crate) steps: usize,
    /// The layers that the final image gets on top of its base image.
    pub(crate) layers: usize,
    /// The stages that the target needs.
    pub(crate) stages: usize,
}

impl Counts {
    pub(crate) fn new(graph: &BuildGraph, target: usize) -> Self {
        let needed = graph.stages.iter().filter(|stage| stage.is_needed);
        let steps = needed.clone().map(|stage| n_steps(graph, stage, |_| true)).sum();
        Self { steps, layers: n_layers(graph, target), stages: needed.count() }
    }
}

fn n_steps(graph: &BuildGraph, stage: &Stage, is_counted: impl Fn(&onionskin_graph::Step) -> bool) -> usize {
    let own = stage.instructions.clone().filter_map(|at| graph.instructions.get(at));
    own.chain(&stage.triggers).filter_map(|node| node.step.as_ref()).filter(|step| is_counted(step)).count()
}

fn n_layers(graph: &BuildGraph, target: usize) -> usize {
    chain(graph, target).into_iter().map(|stage| n_steps(graph, stage, |step| step.makes_layer)).sum()
}

/// The stages that the final image is made of: the target, the one that it is built on, and so on.
fn chain(graph: &BuildGraph, target: usize) -> Vec<&Stage> {
    let mut stages = Vec::new();
    let mut next = Some(target);
    while let Some((at, stage)) = next.and_then(|at| Some((at, graph.stages.get(at)?))) {
        stages.push(stage);
        next = match stage.base {
            // Every stage is built on an earlier one, so this ends.
            Base::Stage(base) if base < at => Some(base),
            Base::Stage(_) | Base::Image(_) | Base::Scratch => None,
        };
    }
    stages
}

/// Fills what is built: by the image of the target, or those of the stages that it takes files of where these say more.
fn tell_app(subject: &Subject<'_>, target: usize, values: &mut Values) {
    let Subject { graph, registry, .. } = *subject;
    let final_image = image_of(graph, target);
    let languages = languages(subject, target, final_image);
    let app = |&image: &&str| {
        let mut values = Values::default();
        let entry = tell_image(registry, image, &mut values);
        entry.and_then(|entry| render(entry.part(Part::App).first()?, &values))
    };
    let apps: Vec<Prose> = languages.iter().filter_map(app).collect();
    if !apps.is_empty() {
        values.fill(Slot::App, list(&apps, " and "));
    }
    match final_image {
        Some(image) if languages.contains(&image) => {}
        Some(image) => {
            let base = tell_image(registry, image, values).and_then(|entry| entry.part(Part::App).first());
            values.fill_some(Slot::Base, base.and_then(|base| render(base, values)));
        }
        None => values.state(Fact::Scratch, true),
    }
}

/// The images that say in which languages the app is written, each language once: that of the target; or else those of
/// the stages that it takes files of, or of the last stage that it needs.
fn languages<'g>(subject: &Subject<'g>, target: usize, final_image: Option<&'g str>) -> Vec<&'g str> {
    let Subject { graph, registry, .. } = *subject;
    let language_of = |image: &str| {
        let entry = ImageName::new(image).entry(registry).filter(|entry| entry.is(Trait::Language));
        entry.map(|entry| entry.id.as_str())
    };
    if let Some(image) = final_image.filter(|image| language_of(image).is_some()) {
        return vec![image];
    }
    let mut languages: Vec<&str> = Vec::new();
    for stage in givers(graph, target) {
        if let Some(image) = image_of(graph, stage)
            && let Some(language) = language_of(image)
            && languages.iter().all(|known| language_of(known) != Some(language))
        {
            languages.push(image);
        }
    }
    if !languages.is_empty() {
        return languages;
    }
    let stages = graph.stages.iter().enumerate().rev().filter(|(_, stage)| stage.is_needed);
    let mut images = stages.filter_map(|(at, _)| image_of(graph, at));
    images.find(|image| language_of(image).is_some()).into_iter().collect()
}

/// The stages that the final image takes files of, each time that it does.
fn givers(graph: &BuildGraph, target: usize) -> Vec<usize> {
    let mut givers = Vec::new();
    for stage in chain(graph, target) {
        for node in graph.instructions.get(stage.instructions.clone()).unwrap_or_default() {
            if let Some(Operation::Copy { sources, .. }) = node.step.as_ref().map(|step| &step.operation) {
                givers.extend(sources.iter().filter_map(|source| match source {
                    Source::Stage { stage, .. } => Some(*stage),
                    Source::Context { .. }
                    | Source::Image { .. }
                    | Source::Inline { .. }
                    | Source::Remote { .. } => None,
                }));
            }
        }
    }
    givers
}
