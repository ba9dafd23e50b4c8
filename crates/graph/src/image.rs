use std::collections::HashMap;

use crate::env::DEFAULT_PATH;
use crate::history::{HistoryEntry, created_by};
use crate::value::Value;
use crate::{Base, BuildGraph, Effect, ImageConfig, Inputs, InstructionNode, OtherImages, Stage, reference};

/// The image that a build makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// What it says about containers.
    pub config: ImageConfig,
    /// How it came to be, an entry for each instruction that BuildKit records.
    pub history: Vec<HistoryEntry>,
}

/// The image of the target of `graph`, which was built with `inputs`.
///
/// Of a base image that nothing is known of, nothing is in it.
pub fn image(graph: &BuildGraph, inputs: &Inputs) -> Image {
    let mut stages = Vec::new();
    let mut next = graph.target;
    while let Some(stage) = next.and_then(|stage| graph.stages.get(stage)) {
        stages.push(stage);
        next = match stage.base {
            Base::Stage(base) => Some(base),
            Base::Image(_) | Base::Scratch => None,
        };
    }
    let mut image = Making::default();
    if let Some(first) = stages.last() {
        image.start(first, inputs);
    }
    for stage in stages.into_iter().rev() {
        image.is_cmd_of_stage = false;
        image.config.on_build.clear();
        let own = graph.instructions.get(stage.instructions.clone()).unwrap_or_default();
        for node in stage.triggers.iter().chain(own) {
            image.take(node);
        }
    }
    Image { config: image.config, history: image.history }
}

/// An image while it is put together.
#[derive(Default)]
struct Making {
    config: ImageConfig,
    history: Vec<HistoryEntry>,
    /// Where each variable stands in the configuration.
    places: HashMap<String, usize>,
    /// What ARG has declared so far, each name once, with the value that it was given last.
    declared: Vec<(String, String)>,
    /// Where each name stands in that list.
    declared_places: HashMap<String, usize>,
    is_cmd_of_stage: bool,
}

impl Making {
    fn start(&mut self, stage: &Stage, inputs: &Inputs) {
        let config = match &stage.base {
            Base::Image(image) => {
                let reference = reference::normalize(image).unwrap_or_default();
                inputs.images.configs.get(&reference)
            }
            Base::Stage(_) | Base::Scratch => None,
        };
        let is_known = stage.base == Base::Scratch || inputs.images.others == OtherImages::Empty;
        self.config = config.cloned().unwrap_or_default();
        for (place, (name, _)) in self.config.env.iter().enumerate() {
            self.places.insert(name.clone(), place);
        }
        if (config.is_some() || is_known) && !stage.is_windows && !self.places.contains_key("PATH") {
            self.set("PATH", DEFAULT_PATH);
        }
        if stage.base == Base::Scratch {
            "/".clone_into(&mut self.config.working_dir);
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        if let Some((_, old)) = self.places.get(name).and_then(|place| self.config.env.get_mut(*place)) {
            value.clone_into(old);
        } else {
            self.places.insert(name.to_owned(), self.config.env.len());
            self.config.env.push((name.to_owned(), value.to_owned()));
        }
    }

    fn declare(&mut self, name: &str, value: String) {
        let known = self.declared_places.get(name).and_then(|place| self.declared.get_mut(*place));
        if let Some((_, old)) = known {
            *old = value;
        } else {
            self.declared_places.insert(name.to_owned(), self.declared.len());
            self.declared.push((name.to_owned(), value));
        }
    }

    fn take(&mut self, node: &InstructionNode) {
        if let Effect::Arg(declared) = &node.effect {
            for (name, value) in declared {
                let value = value.as_ref().map_or("", Value::text).to_owned();
                self.declare(name, value);
            }
        }
        if let Some(created_by) = created_by(node, &self.declared) {
            let is_empty_layer = !node.step.as_ref().is_some_and(|step| step.makes_layer);
            self.history.push(HistoryEntry { created_by, is_empty_layer });
        }
        let config = &mut self.config;
        match &node.effect {
            Effect::Env(values) => {
                for (name, value) in values {
                    self.set(name, value.text());
                }
            }
            Effect::Label(labels) => config.labels.extend(labels.iter().cloned()),
            Effect::Workdir(path) => config.working_dir = path.to_string(),
            Effect::User(user) => config.user = user.to_string(),
            Effect::Expose(ports) => {
                config
                    .exposed_ports
                    .extend(ports.iter().flat_map(|ports| ports.iter()).map(|port| port.to_string()));
            }
            Effect::Volume(paths) => config.volumes.extend(paths.iter().cloned()),
            Effect::StopSignal(signal) => config.stop_signal.clone_from(signal),
            Effect::Shell(words) => config.shell = words.to_vec(),
            Effect::Cmd(words) => {
                config.cmd.clone_from(words);
                self.is_cmd_of_stage = true;
            }
            Effect::Entrypoint(words) => {
                config.entrypoint.clone_from(words);
                if !self.is_cmd_of_stage {
                    config.cmd.clear();
                }
            }
            Effect::Healthcheck(check) => config.healthcheck = Some(check.as_ref().clone()),
            Effect::OnBuild(text) => config.on_build.push(text.clone()),
            Effect::None
            | Effect::From
            | Effect::Arg(_)
            | Effect::Run(_)
            | Effect::Copy(_)
            | Effect::Maintainer(_) => {}
        }
    }
}
