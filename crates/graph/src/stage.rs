//! Carries out a stage: from its FROM over the triggers of its base to its last instruction.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::env::{DEFAULT_PATH, EnvList};
use crate::instruction::carry_out;
use crate::number::Numbering;
use crate::onbuild::{MAX_TRIGGERS, Trigger, Triggers};
use crate::outline::Header;
use crate::platform::Platform;
use crate::state::State;
use crate::walk::{Current, End, Stop, Walk};
use crate::{
    Base, Effect, ImageConfig, Inputs, InstructionNode, Operation, Origin, OtherImages, Place, Stage, Step,
    reference,
};

impl<'a> Walk<'a> {
    /// The stage and the nodes of its instructions.
    pub(crate) fn stage(
        &mut self,
        index: usize,
        header: &Header,
        label: Option<&str>,
        is_needed: bool,
        is_named_twice: bool,
        triggers: &[Option<Triggers>],
    ) -> (Stage, Vec<InstructionNode>) {
        let from = header.instructions.start;
        let place = Place { instruction: from, trigger: None };
        let config = self.config_of(header);
        let state = self.start(header, config);
        let (result, operation) = self.base_of(header, place, &state.platform);
        let waiting = match header.base {
            Base::Stage(base) => triggers.get(base).cloned().flatten(),
            Base::Image(_) | Base::Scratch => config
                .filter(|config| !config.on_build.is_empty())
                .map(|config| Triggers::of_texts(&config.on_build)),
        };
        let n_left = MAX_TRIGGERS.saturating_sub(self.n_triggers);
        let waiting: Vec<_> = waiting.iter().flat_map(Triggers::iter).take(n_left).collect();
        self.n_triggers += waiting.len();

        let total = usize::from(operation.is_some()) + self.n_counted(index);
        // Those of a stage are known from the start, those of an image when it has been looked at.
        let total_before = total + if matches!(header.base, Base::Stage(_)) { waiting.len() } else { 0 };
        let mut numbering = Numbering::new(label, total_before);
        if is_named_twice && operation.is_some() {
            numbering.skip();
        }
        let display_name = self.outline.display_name(index);
        let workdir = Rc::clone(&state.workdir);
        let env = state.env.clone();
        let from_step = operation.map(|operation| numbering.step(operation, result));
        numbering.set_total(total + waiting.len());
        let mut nodes = vec![InstructionNode {
            stage: Some(index),
            workdir,
            env,
            effect: Effect::From,
            uses: header.uses.clone(),
            step: from_step,
            result,
        }];
        let mut current = Current {
            index,
            state,
            result,
            assigned: Vec::new(),
            place,
            is_needed,
            numbering,
            name: &display_name,
        };
        let is_windows = current.state.platform.os == "windows";
        let mut trigger_nodes = Vec::with_capacity(waiting.len());
        let mut trigger_texts = Vec::with_capacity(waiting.len());
        for (number, trigger) in waiting.into_iter().enumerate() {
            current.place = Place { instruction: from, trigger: Some(number) };
            trigger_texts
                .push(trigger.as_ref().map_or_else(|_| String::new(), |trigger| trigger.text.clone()));
            trigger_nodes.push(self.trigger(trigger, &mut current));
        }
        for (at, instruction) in self.outline.body(index) {
            current.place = Place { instruction: at, trigger: None };
            nodes.push(self.node(instruction, &mut current));
        }
        // Of a stage that a context stands for, nothing is carried out.
        nodes.resize_with(header.instructions.len(), || InstructionNode {
            stage: Some(index),
            ..InstructionNode::outside()
        });
        let Current { state, result, assigned, .. } = current;
        self.ends.push(End { state, result, assigned, of_child: OnceCell::new() });
        let finished = Stage {
            name: header.name.clone(),
            base: shown_base(header),
            triggers: trigger_nodes,
            trigger_texts,
            is_windows,
            instructions: header.instructions.clone(),
            is_needed,
            result,
        };
        (finished, nodes)
    }

    /// How many instructions of a stage BuildKit counts.
    fn n_counted(&self, stage: usize) -> usize {
        use onionskin_syntax::Keyword::{Add, Copy, Run, Workdir};
        let is_counted = |keyword| matches!(keyword, Some(Add | Copy | Run | Workdir));
        self.outline.body(stage).filter(|(_, instruction)| is_counted(instruction.keyword)).count()
    }

    fn trigger(&mut self, trigger: &Result<Trigger, String>, current: &mut Current<'_>) -> InstructionNode {
        match trigger.as_ref().map(Trigger::instruction) {
            Ok(Some(instruction)) => self.node(instruction, current),
            Ok(None) => InstructionNode::outside(),
            Err(message) => {
                self.refuse(current, message.clone());
                InstructionNode::outside()
            }
        }
    }

    /// The node of an instruction other than FROM, which changes `current`.
    fn node(
        &mut self,
        instruction: &onionskin_syntax::Instruction,
        current: &mut Current<'_>,
    ) -> InstructionNode {
        let workdir = Rc::clone(&current.state.workdir);
        let env = current.state.env.clone();
        let (effect, step) = match carry_out(self, instruction, current) {
            Ok((effect, step)) => (effect, step),
            Err(Stop::Refused(message)) => {
                self.refuse(current, message);
                (Effect::None, None)
            }
            // The parser has said so already.
            Err(Stop::Broken) => (Effect::None, None),
        };
        let step = step.map(|(operation, vertex)| current.numbering.step(operation, Some(vertex)));
        let uses = self.growth.used.take();
        InstructionNode {
            stage: Some(current.index),
            workdir,
            env,
            effect,
            uses,
            step,
            result: current.result,
        }
    }

    /// What the image that a stage starts from sets, where that is known.
    fn config_of(&self, header: &Header) -> Option<&'a ImageConfig> {
        let Base::Image(image) = &header.base else { return None };
        let inputs: &'a Inputs = self.inputs;
        inputs.images.configs.get(&reference::normalize(image).ok()?)
    }

    fn start(&self, header: &Header, config: Option<&ImageConfig>) -> State {
        if let Base::Stage(base) = header.base
            && let Some(end) = self.ends.get(base)
        {
            let env = end.of_child.get_or_init(|| end.state.env.of_child(&end.assigned));
            return end.state.of_child(env.clone());
        }
        let platform = header.platform.as_ref().unwrap_or(&self.outline.target_platform);
        let default_path = (platform.os != "windows").then_some(DEFAULT_PATH);
        let is_known = header.base == Base::Scratch || self.inputs.images.others == OtherImages::Empty;
        let env = match config {
            Some(config) => EnvList::of_image(&config.env, default_path),
            None if is_known => EnvList::of_image(&[], default_path),
            None => EnvList::of_unknown_image(),
        };
        let mut state = State::new(env, Rc::clone(platform), self.outline.escape, &self.growth);
        if let Some(config) = config {
            state.set_up(config);
        }
        state
    }

    /// The file system that a stage starts with, and what its FROM does, where that is a step.
    fn base_of(
        &mut self,
        header: &Header,
        place: Place,
        platform: &Platform,
    ) -> (Option<usize>, Option<Operation>) {
        match &header.base {
            Base::Scratch => (None, None),
            Base::Stage(base) => (self.ends.get(*base).and_then(|end| end.result), None),
            Base::Image(_) if !header.is_sound => (None, None),
            Base::Image(image) => {
                let vertex = self.image(image, &platform.to_string(), Origin::Instruction(place));
                (Some(vertex), Some(Operation::Pull { image: image.clone() }))
            }
        }
    }
}

/// What a stage starts from, for readers: where variables leave no name of an image, what is written says more.
fn shown_base(header: &Header) -> Base {
    match &header.base {
        Base::Image(image) if reference::normalize(image).is_err() => Base::Image(header.written.clone()),
        Base::Image(_) | Base::Stage(_) | Base::Scratch => header.base.clone(),
    }
}

impl Numbering {
    fn step(&mut self, operation: Operation, vertex: Option<usize>) -> Step {
        let (number, total, label) = self.next();
        let makes_layer = !matches!(operation, Operation::Pull { .. });
        Step { number, total, label, makes_layer, operation, vertex: vertex.unwrap_or_default() }
    }
}
