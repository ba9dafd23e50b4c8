use std::cell::OnceCell;
use std::rc::Rc;

use onionskin_syntax::{Dockerfile, Instruction, Keyword};

use crate::connect::Connections;
use crate::env::EnvList;
use crate::epoch;
use crate::instruction::{Stop, carry_out};
use crate::number::Numbering;
use crate::onbuild::{MAX_TRIGGERS, Trigger, Triggers};
use crate::outline::{Header, Outline, argument_words};
use crate::platform::Platform;
use crate::scope::split_argument;
use crate::state::{Growth, State};
use crate::vertex::{Inputs as VertexInputs, Vertices};
use crate::{
    Base, BuildGraph, Effect, GraphError, ImageConfig, Inputs, InstructionNode, Op, Operation, Origin,
    OtherImages, Place, SourceOp, Stage, Step, contexts, reference,
};

/// What BuildKit sets where the base image has no `PATH` of its own; nothing on Windows.
pub(crate) const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Builds the graph of `file`.
pub(crate) fn build(file: &Dockerfile, inputs: &Inputs) -> BuildGraph {
    let mut outline = Outline::of(file, inputs);
    let mut errors = std::mem::take(&mut outline.errors);
    let epoch = epoch::of(&outline, inputs).unwrap_or_else(|error| {
        errors.push(error);
        None
    });
    let target = match outline.target(inputs) {
        Ok(target) => Some(target),
        Err(error) => {
            errors.push(error);
            // So that there is something to see beside the error.
            outline.stages.len().checked_sub(1)
        }
    };
    let triggers: Vec<_> = (0..outline.stages.len())
        .map(|stage| Triggers::of_stage(outline.body(stage).map(|(_, instruction)| instruction)))
        .collect();
    let mut connections = Connections::of(&outline, &triggers, inputs);
    errors.append(&mut connections.errors);
    let (needed, only_by_triggers) =
        target.map_or_else(|| (Vec::new(), Vec::new()), |target| connections.needed(&outline, target));
    // With one stage and nothing from elsewhere, BuildKit has nothing to tell apart and names no stage.
    let names_stages = outline.stages.len() != 1 || connections.has_foreign_source;

    let mut walk = Walk {
        outline: &outline,
        inputs,
        epoch,
        vertices: Vertices::default(),
        build_context: None,
        ends: Vec::new(),
        growth: Growth::default(),
        n_triggers: 0,
        errors,
        late_errors: Vec::new(),
    };
    let n_before =
        outline.stages.first().map_or(outline.instructions.len(), |first| first.instructions.start);
    let mut instructions: Vec<_> = outline
        .instructions
        .iter()
        .take(n_before)
        .enumerate()
        .map(|(at, it)| outside(at, it, &outline))
        .collect();
    let mut stages = Vec::with_capacity(outline.stages.len());
    for (index, header) in outline.stages.iter().enumerate() {
        let is_needed = needed.get(index).copied().unwrap_or_default();
        let is_named_twice = only_by_triggers.get(index).copied().unwrap_or_default();
        let name = names_stages.then(|| outline.display_name(index));
        let (stage, nodes) = walk.stage(index, header, name.as_deref(), is_needed, is_named_twice, &triggers);
        stages.push(stage);
        instructions.extend(nodes);
    }
    let Walk { vertices, mut errors, late_errors, .. } = walk;
    errors.extend(late_errors);
    BuildGraph { stages, instructions, target, vertices: vertices.all, errors }
}

/// What a stage ends with.
pub(crate) struct End {
    pub(crate) state: State,
    /// The vertex whose result is the stage's file system; `None` for an empty one.
    pub(crate) result: Option<usize>,
    /// The names of the variables that the stage assigns.
    assigned: Vec<Rc<str>>,
    /// The variables that stages on top of it start with, once one has asked.
    of_child: OnceCell<EnvList>,
}

/// Goes through the stages in file order, carries out their instructions, and collects the vertices.
pub(crate) struct Walk<'a> {
    pub(crate) outline: &'a Outline<'a>,
    pub(crate) inputs: &'a Inputs,
    pub(crate) epoch: Option<i64>,
    pub(crate) vertices: Vertices,
    build_context: Option<usize>,
    /// The stages so far.
    ends: Vec<End>,
    growth: Growth,
    n_triggers: usize,
    errors: Vec<GraphError>,
    /// Errors that come up only when everything else is right.
    late_errors: Vec<GraphError>,
}

/// A stage while its instructions are carried out.
pub(crate) struct Current<'a> {
    pub(crate) index: usize,
    pub(crate) state: State,
    pub(crate) result: Option<usize>,
    pub(crate) assigned: Vec<Rc<str>>,
    pub(crate) place: Place,
    is_needed: bool,
    numbering: Numbering,
    pub(crate) name: &'a str,
}

impl<'a> Walk<'a> {
    fn stage(
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

    /// Notes that BuildKit refuses the instruction at hand. Of stages that are not needed it says nothing.
    fn refuse(&mut self, current: &Current<'_>, message: String) {
        if current.is_needed {
            self.errors.push(GraphError::at(current.place.instruction, message));
        }
    }

    /// Notes an error that BuildKit finds at the very end.
    pub(crate) fn refuse_late(&mut self, current: &Current<'_>, message: &str) {
        if current.is_needed {
            self.late_errors.push(GraphError::nowhere(message));
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

    /// A vertex that brings an image, or the context that stands for it.
    fn image(&mut self, image: &str, platform: &str, origin: Origin) -> usize {
        use contexts::NamedContext;
        let source = match contexts::find(image, self.inputs) {
            Some(NamedContext::Local(name)) => SourceOp::Local { name },
            Some(NamedContext::Remote(url)) => {
                SourceOp::Http { url, file_name: "context".to_owned(), checksum: None }
            }
            Some(NamedContext::Image(image)) => image_source(&image, platform),
            None => image_source(image, platform),
        };
        self.vertices.add(Op::Source(source), VertexInputs::default(), origin)
    }

    /// The result of a stage that has been carried out; `None` where it stands later in the file.
    pub(crate) fn end_of(&self, stage: usize, current: &Current<'_>) -> Option<&End> {
        self.ends.get(stage).filter(|_| stage < current.index)
    }

    /// An image that an instruction takes files from; `None` for the empty one.
    pub(crate) fn foreign_image(&mut self, image: &str, lines_of: Option<usize>) -> Option<usize> {
        if image == "scratch" {
            return None;
        }
        let platform = self.outline.target_platform.to_string();
        Some(self.image(image, &platform, Origin::ForeignImage { lines_of }))
    }

    /// The build context. There is one for the whole build.
    pub(crate) fn build_context(&mut self) -> usize {
        if let Some(vertex) = self.build_context {
            return vertex;
        }
        let source = SourceOp::Local { name: "context".to_owned() };
        let vertex = self.vertices.add(Op::Source(source), VertexInputs::default(), Origin::LoadContext);
        self.build_context = Some(vertex);
        vertex
    }
}

fn image_source(image: &str, platform: &str) -> SourceOp {
    SourceOp::Image { reference: crate::full_reference(image), platform: platform.to_owned() }
}

/// The node of an instruction in front of the first FROM.
fn outside(at: usize, instruction: &Instruction, outline: &Outline<'_>) -> InstructionNode {
    let declared = argument_words(instruction).iter().map(|word| {
        let (name, _) = split_argument(&word.text);
        (name.to_owned(), outline.scope.value(name).cloned())
    });
    let effect = match instruction.keyword {
        Some(Keyword::Arg) => Effect::Arg(declared.collect()),
        _ => Effect::None,
    };
    let uses = outline.uses.get(at).cloned().unwrap_or_default();
    InstructionNode { effect, uses, ..InstructionNode::outside() }
}

/// What a stage starts from, for readers: where variables leave no name of an image, what is written says more.
fn shown_base(header: &Header) -> Base {
    match &header.base {
        Base::Image(image) if reference::normalize(image).is_err() => Base::Image(header.written.clone()),
        Base::Image(_) | Base::Stage(_) | Base::Scratch => header.base.clone(),
    }
}

impl InstructionNode {
    /// The node of something that belongs to no stage.
    pub(crate) fn outside() -> Self {
        Self {
            stage: None,
            workdir: "/".into(),
            env: EnvList::of_unknown_image(),
            effect: Effect::None,
            uses: Vec::new(),
            step: None,
            result: None,
        }
    }
}

/// A step with its vertex.
pub(crate) type Made = Option<(Operation, usize)>;

impl Numbering {
    fn step(&mut self, operation: Operation, vertex: Option<usize>) -> Step {
        let (number, total, label) = self.next();
        let makes_layer = !matches!(operation, Operation::Pull { .. });
        Step { number, total, label, makes_layer, operation, vertex: vertex.unwrap_or_default() }
    }
}
