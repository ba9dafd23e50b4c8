use onionskin_syntax::{Args, Instruction, Keyword};

use crate::outline::{Outline, argument_words};
use crate::state::State;
use crate::{Definition, Inputs, Operation, copy, run};

/// What an instruction does to the build.
pub(crate) struct Effect {
    /// The working directory in front of it.
    pub(crate) workdir: String,
    /// Whether BuildKit counts it in the total of its stage. `WORKDIR /` counts and has no step.
    pub(crate) counts: bool,
    /// What its step does, where it has one.
    pub(crate) step: Option<(Operation, Definition)>,
}

/// The effect of an instruction other than FROM, which changes `state`.
pub(crate) fn effect(
    instruction: &Instruction,
    state: &mut State,
    outline: &Outline<'_>,
    inputs: &Inputs,
) -> Effect {
    let workdir = state.workdir.to_string();
    let setting = |workdir| Effect { workdir, counts: false, step: None };
    let step =
        |workdir, step: Option<(Operation, Definition)>| Effect { workdir, counts: step.is_some(), step };
    match instruction.keyword {
        Some(Keyword::Run) => step(workdir, run::run(instruction, state, outline)),
        Some(Keyword::Copy | Keyword::Add) => step(workdir, copy::copy(instruction, state, outline)),
        Some(Keyword::Workdir) => {
            let counts = text(instruction).is_some_and(|path| state.change_directory(path));
            let step = (counts && &*state.command_workdir != "/").then(|| make_directory(state));
            Effect { workdir, counts, step }
        }
        Some(Keyword::Arg) => {
            for word in argument_words(instruction) {
                state.declare(&word.text, &outline.scope, inputs);
            }
            setting(workdir)
        }
        Some(Keyword::Env) => {
            if let Args::Pairs(pairs) = &instruction.args {
                state.set(pairs);
            }
            setting(workdir)
        }
        Some(Keyword::User) => {
            if let Some(user) = text(instruction) {
                state.user = state.expand(user).into();
            }
            setting(workdir)
        }
        Some(Keyword::Shell) => {
            if let Args::Json(words) = &instruction.args {
                state.shell = words.iter().map(|word| word.text.clone()).collect();
            }
            setting(workdir)
        }
        Some(
            Keyword::Cmd
            | Keyword::Entrypoint
            | Keyword::Expose
            | Keyword::From
            | Keyword::Healthcheck
            | Keyword::Label
            | Keyword::Maintainer
            | Keyword::Onbuild
            | Keyword::Stopsignal
            | Keyword::Volume,
        )
        | None => setting(workdir),
    }
}

fn make_directory(state: &State) -> (Operation, Definition) {
    let path = state.workdir.to_string();
    let definition = Definition::of(("WORKDIR", &path, &state.user));
    (Operation::MakeDirectory { path }, definition)
}

fn text(instruction: &Instruction) -> Option<&str> {
    match &instruction.args {
        Args::Text(word) => word.as_ref().map(|word| word.text.as_str()),
        Args::Unread(_)
        | Args::Words(_)
        | Args::Json(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_)
        | Args::Trigger(_) => None,
    }
}
