use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_graph::{Stage, stage_name};
use onionskin_share::MAX_ARGUMENTS;

use crate::State;

/// What a build can be told beside what has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildInputs {
    /// The stages to choose from; empty where there is no choice.
    pub targets: Vec<TargetChoice>,
    /// The build arguments that the file declares, and those that are given though it does not.
    pub arguments: Vec<ArgumentField>,
}

/// A stage to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetChoice {
    /// Its name; `None` for the last stage, which is built where no name is given.
    pub target: Option<Rc<str>>,
    /// What the reader sees of it.
    pub label: String,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// Whether the file has it.
    pub is_in_file: bool,
}

/// A build argument to give a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentField {
    /// Its name.
    pub name: String,
    /// The value that is given; empty where none is.
    pub value: String,
    /// The value that the file gives it where none is given.
    pub default: Option<String>,
    /// Whether an instruction that the build needs declares it.
    pub is_declared: bool,
}

/// What the build of `analysis` can be told.
pub(crate) fn build_inputs(state: &State, analysis: &Analysis) -> BuildInputs {
    BuildInputs { targets: targets(state, analysis), arguments: arguments(state, analysis) }
}

/// The stages that `docker build --target` can name: those with a name, and the last one.
fn targets(state: &State, analysis: &Analysis) -> Vec<TargetChoice> {
    let stages = &analysis.graph.stages;
    if stages.len() < 2 && state.target.is_none() {
        return Vec::new();
    }
    let chosen = state.target.as_deref();
    let is_called = |stage: &Stage, name: &str| {
        stage.name.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(name))
    };
    let last = stages.len().checked_sub(1);
    let mut choices: Vec<TargetChoice> = Vec::with_capacity(stages.len());
    for (at, stage) in stages.iter().enumerate() {
        let is_last = Some(at) == last;
        if let (Some(name), false) = (&stage.name, is_last) {
            choices.push(TargetChoice {
                target: Some(name.as_str().into()),
                label: name.clone(),
                is_chosen: chosen.is_some_and(|chosen| is_called(stage, chosen)),
                is_in_file: true,
            });
        } else if is_last {
            choices.push(TargetChoice {
                target: None,
                label: format!("{} (last stage)", stage_name(&analysis.graph, at)),
                is_chosen: chosen.is_none_or(|chosen| is_called(stage, chosen)),
                is_in_file: true,
            });
        }
    }
    if let Some(chosen) = chosen.filter(|_| choices.iter().all(|choice| !choice.is_chosen)) {
        choices.push(TargetChoice {
            target: Some(chosen.into()),
            label: format!("{chosen} (not in this file)"),
            is_chosen: true,
            is_in_file: false,
        });
    }
    choices
}

fn arguments(state: &State, analysis: &Analysis) -> Vec<ArgumentField> {
    let given = |name: &str| state.build_args.get(name).cloned().unwrap_or_default();
    let declared = analysis.arguments.iter().take(MAX_ARGUMENTS).map(|argument| ArgumentField {
        name: argument.name.clone(),
        value: given(&argument.name),
        default: argument.value.clone().filter(|_| !state.build_args.contains_key(&argument.name)),
        is_declared: true,
    });
    let mut fields: Vec<ArgumentField> = declared.collect();
    // No more than a link carries, so this stays short.
    for (name, value) in state.build_args.iter() {
        if fields.iter().all(|field| field.name != *name) {
            let (name, value) = (name.clone(), value.clone());
            fields.push(ArgumentField { name, value, default: None, is_declared: false });
        }
    }
    fields
}
