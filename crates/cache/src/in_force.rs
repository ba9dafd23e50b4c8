use std::collections::{HashMap, HashSet};

use onionskin_graph::{Base, BuildGraph, Effect, EnvList, Stage};

use crate::dependency::Assigned;

/// The settings in force at an instruction, each with the instruction that sets it. Those of ONBUILD triggers are said
/// to be set by the FROM that makes them run.
#[derive(Default)]
pub(crate) struct InForce<'g> {
    variables: HashMap<&'g str, Setters>,
    unset: Vec<(&'g str, usize)>,
    /// Where the instructions of its own stage start.
    own: usize,
    /// The FROM of the image that all of it is built on.
    pub(crate) image: Option<usize>,
    /// The last WORKDIR.
    pub(crate) workdir: Option<usize>,
    /// The last USER.
    pub(crate) user: Option<usize>,
    /// The last SHELL and its words.
    pub(crate) shell: Option<(usize, &'g [String])>,
}

/// The last instructions that set a variable.
#[derive(Clone, Copy, Default)]
struct Setters {
    env: Option<usize>,
    argument: Option<usize>,
}

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setter {
    /// ARG set it.
    Argument(usize),
    /// ENV set it.
    Env(usize),
    /// The image brings it.
    Image,
}

impl<'g> InForce<'g> {
    /// The settings in force at the instruction with this index.
    pub(crate) fn at(graph: &'g BuildGraph, instruction: usize) -> Self {
        let mut in_force = Self::default();
        let stage = graph.instructions.get(instruction).and_then(|node| node.stage);
        for (_, stage) in lineage(graph, stage).into_iter().rev() {
            let from = stage.instructions.start;
            in_force.own = from;
            if let Base::Image(_) = stage.base {
                in_force.image = Some(from);
                let env = graph.instructions.get(from).map(|node| &node.env);
                for (name, _) in env.into_iter().flat_map(EnvList::iter) {
                    in_force.variables.entry(name).or_default().env = Some(from);
                }
            }
            for trigger in &stage.triggers {
                in_force.apply(from, &trigger.effect);
            }
            let own = graph.instructions.get(stage.instructions.clone()).unwrap_or_default();
            for (at, node) in stage.instructions.clone().zip(own).take_while(|(at, _)| *at < instruction) {
                in_force.apply(at, &node.effect);
            }
        }
        in_force
    }

    fn apply(&mut self, at: usize, effect: &'g Effect) {
        if let Effect::Arg(arguments) = effect {
            for (name, value) in arguments {
                match value {
                    Some(_) => self.variables.entry(name).or_default().argument = Some(at),
                    None => self.unset.push((name, at)),
                }
            }
        } else if let Effect::Env(variables) = effect {
            for (name, _) in variables {
                self.variables.entry(name).or_default().env = Some(at);
            }
        } else if let Effect::Workdir(_) = effect {
            self.workdir = Some(at);
        } else if let Effect::User(_) = effect {
            self.user = Some(at);
        } else if let Effect::Shell(words) = effect {
            self.shell = Some((at, words));
        }
    }

    /// What sets the variable `name`; `None` where nothing here does.
    ///
    /// An ARG hides an ENV before it up to the end of its stage, as BuildKit has it.
    pub(crate) fn setter(&self, name: &str) -> Option<Setter> {
        let Setters { env, argument } = *self.variables.get(name)?;
        let hides = |at: &usize| env.is_none_or(|env| *at >= self.own && *at > env);
        if let Some(at) = argument.filter(hides) {
            return Some(Setter::Argument(at));
        }
        env.map(|at| if self.image == Some(at) { Setter::Image } else { Setter::Env(at) })
    }

    /// The arguments that are declared and have no value, each once.
    pub(crate) fn unset(&self) -> Vec<Assigned> {
        let mut unset: Vec<Assigned> = Vec::new();
        let mut seen = HashSet::new();
        for (name, instruction) in &self.unset {
            if !self.variables.contains_key(name) && seen.insert(*name) {
                unset.push(Assigned { name: (*name).to_owned(), instruction: *instruction });
            }
        }
        unset
    }
}

/// The stage with this index, the one that it is built on, and so on, each with its index.
pub(crate) fn lineage(graph: &BuildGraph, stage: Option<usize>) -> Vec<(usize, &Stage)> {
    let find = |index: usize| Some((index, graph.stages.get(index)?));
    let below = |(index, stage): &(usize, &Stage)| match stage.base {
        // Every stage is built on an earlier one, so this ends.
        Base::Stage(base) if base < *index => find(base),
        Base::Stage(_) | Base::Image(_) | Base::Scratch => None,
    };
    std::iter::successors(stage.and_then(find), below).collect()
}
