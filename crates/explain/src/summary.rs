use onionskin_entries::{Fact, Part, Slot, Trait};
use onionskin_graph::{Base, BuildGraph, Stage};

use crate::image::ImageName;
use crate::instruction::{image_of, tell_image};
use crate::render::render;
use crate::sentence::sentence;
use crate::values::Values;
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
    let base = |(at, stage): &(usize, &Stage)| match stage.base {
        // Every stage is built on an earlier one, so this ends.
        Base::Stage(base) if base < *at => Some(base),
        Base::Stage(_) | Base::Image(_) | Base::Scratch => None,
    };
    let mut next = Some(target);
    let mut n_layers = 0;
    while let Some((at, stage)) = next.and_then(|at| Some((at, graph.stages.get(at)?))) {
        n_layers += n_steps(graph, stage, |step| step.makes_layer);
        next = base(&(at, stage));
    }
    n_layers
}

/// Fills what is built: by the image of the target, or that of a stage it needs where that one says more.
fn tell_app(subject: &Subject<'_>, target: usize, values: &mut Values) {
    let Subject { graph, registry, .. } = *subject;
    let final_image = image_of(graph, target);
    let language_of =
        |image: &str| ImageName::new(image).entry(registry).filter(|entry| entry.is(Trait::Language));
    let stages = graph.stages.iter().enumerate().rev().filter(|(_, stage)| stage.is_needed);
    let images = stages.filter_map(|(at, _)| image_of(graph, at));
    let language = final_image.into_iter().chain(images).find(|image| language_of(image).is_some());
    if let Some(image) = language {
        let entry = tell_image(registry, image, values);
        let app = entry.and_then(|entry| entry.part(Part::App).first());
        values.fill_some(Slot::App, app.and_then(|app| render(app, values)));
        if Some(image) == final_image {
            return;
        }
    }
    let app = values.slot(Slot::App).cloned();
    *values = Values::default();
    values.fill_some(Slot::App, app);
    match final_image {
        Some(image) => {
            let base = tell_image(registry, image, values).and_then(|entry| entry.part(Part::App).first());
            values.fill_some(Slot::Base, base.and_then(|base| render(base, values)));
        }
        None => values.state(Fact::Scratch, true),
    }
}
