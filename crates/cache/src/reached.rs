use onionskin_graph::{Base, BuildGraph, Effect, InstructionNode, Op};

use crate::ancestry::names;

/// The first step whose key holds what the setting with this index sets: for ENV, ARG and SHELL a RUN, for USER a RUN or
/// a WORKDIR, in its stage or in one that is built on it. `None` where there is no such step, or where the instruction
/// sets something that no step sees.
pub fn reached(graph: &BuildGraph, setting: usize) -> Option<usize> {
    let node = graph.instructions.get(setting)?;
    let own = node.stage?;
    let all = Setting::of(&node.effect)?;
    // What is left of it at the end of each stage.
    let mut left: Vec<Option<Setting<'_>>> = vec![None; graph.stages.len()];
    for (index, stage) in graph.stages.iter().enumerate().skip(own) {
        let from = stage.instructions.start;
        let (mut setting, start) = match stage.base {
            _ if index == own => (all.clone(), setting + 1),
            Base::Stage(base) => match left.get(base).cloned().flatten() {
                Some(setting) => (setting, from),
                None => continue,
            },
            Base::Image(_) | Base::Scratch => continue,
        };
        if start == from {
            stage.triggers.iter().for_each(|trigger| setting.pass(&trigger.effect));
        }
        for at in start..stage.instructions.end {
            let node = graph.instructions.get(at)?;
            if setting.reaches(graph, node) {
                return Some(at);
            }
            setting.pass(&node.effect);
        }
        if let Some(left) = left.get_mut(index).filter(|_| !setting.is_over()) {
            *left = Some(setting);
        }
    }
    None
}

/// A setting as far as nothing has set it again.
#[derive(Clone)]
enum Setting<'g> {
    /// Variables.
    Names(Vec<&'g str>),
    /// The user; whether it is still in force.
    User(bool),
    /// The shell; whether it is still in force.
    Shell(bool, &'g [String]),
}

impl<'g> Setting<'g> {
    fn of(effect: &'g Effect) -> Option<Self> {
        if let Effect::User(_) = effect {
            Some(Self::User(true))
        } else if let Effect::Shell(words) = effect {
            Some(Self::Shell(true, words))
        } else {
            let names: Vec<_> = names(effect).collect();
            (!names.is_empty()).then_some(Self::Names(names))
        }
    }

    fn is_over(&self) -> bool {
        match self {
            Self::Names(names) => names.is_empty(),
            Self::User(holds) | Self::Shell(holds, _) => !holds,
        }
    }

    /// Takes out what `effect` sets again.
    fn pass(&mut self, effect: &Effect) {
        match self {
            Self::Names(left) => {
                if let Effect::Arg(arguments) = effect {
                    left.retain(|name| !arguments.iter().any(|(its, value)| value.is_some() && its == name));
                } else if let Effect::Env(variables) = effect {
                    left.retain(|name| !variables.iter().any(|(its, _)| its == name));
                }
            }
            Self::User(holds) => *holds &= !matches!(effect, Effect::User(_)),
            Self::Shell(holds, _) => *holds &= !matches!(effect, Effect::Shell(_)),
        }
    }

    fn reaches(&self, graph: &BuildGraph, node: &InstructionNode) -> bool {
        let vertex = node.step.as_ref().and_then(|step| graph.vertices.get(step.vertex));
        let Some(vertex) = vertex.filter(|_| !self.is_over()) else { return false };
        match (&vertex.op, self) {
            (Op::Exec(exec), Self::Shell(_, words)) => exec.args.starts_with(words),
            (Op::Exec(_), Self::Names(_) | Self::User(_)) => true,
            (Op::File(_), Self::User(_)) => matches!(node.effect, Effect::Workdir(_)),
            (Op::File(_) | Op::Source(_) | Op::Merge, _) => false,
        }
    }
}
