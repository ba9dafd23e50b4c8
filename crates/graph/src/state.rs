use std::rc::Rc;

use onionskin_syntax::Pair;

use crate::Inputs;
use crate::env::{Env, Value};
use crate::expand::{Language, expand};
use crate::path::{self, MAX_PATH_BYTES};
use crate::scope::{GlobalScope, split_argument};

/// Arguments that BuildKit acts on itself and keeps out of the variables.
const NEVER_VARIABLES: [&str; 2] = ["BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"];

/// The settings at a line of a stage that later steps of it depend on.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) env: Env,
    /// The working directory, cleaned.
    pub(crate) workdir: Rc<str>,
    /// The working directory as BuildKit hands it to commands: not cleaned, so a `/` at the end of WORKDIR stays.
    pub(crate) command_workdir: Rc<str>,
    /// What USER says; empty where it is not set.
    pub(crate) user: Rc<str>,
    /// The words in front of a command that is no JSON array.
    pub(crate) shell: Rc<[String]>,
    escape: char,
}

impl State {
    /// The settings at the start of a stage that is built on no other stage.
    pub(crate) fn new(env: Env, escape: char) -> Self {
        let shell = ["/bin/sh".to_owned(), "-c".to_owned()];
        let root: Rc<str> = "/".into();
        Self {
            env,
            workdir: Rc::clone(&root),
            command_workdir: root,
            user: "".into(),
            shell: shell.into(),
            escape,
        }
    }

    /// The settings at the start of `stage`, which is built on the stage that ends with these.
    pub(crate) fn of_child(&self, stage: usize) -> Self {
        Self { env: self.env.of_child(stage), ..self.clone() }
    }

    /// `text` with variables put in; as it is written where that cannot be done.
    pub(crate) fn expand(&self, text: &str) -> String {
        self.try_expand(text).unwrap_or_else(|| text.to_owned())
    }

    /// `text` with variables put in.
    pub(crate) fn try_expand(&self, text: &str) -> Option<String> {
        expand(text, Language::Words { escape: self.escape }, &|name| self.env.get(name)).ok()
    }

    /// The body of a heredoc with variables put in; as it is written where that cannot be done.
    pub(crate) fn expand_body(&self, body: &str) -> String {
        let expanded = expand(body, Language::Heredoc, &|name| self.env.get(name));
        expanded.unwrap_or_else(|_| body.to_owned())
    }

    /// ARG in a stage, one word of it: a build argument, else the default, else the value in front of the first
    /// FROM, else nothing.
    pub(crate) fn declare(&mut self, word: &str, scope: &GlobalScope, inputs: &Inputs) {
        let (name, default) = split_argument(word);
        if NEVER_VARIABLES.contains(&name) {
            return;
        }
        let value = match (inputs.build_args.get(name), default) {
            (Some(given), _) => Some(Value::Known(given.as_str().into())),
            (None, Some(default)) => Some(self.value(default)),
            (None, None) => scope.value(name).cloned(),
        };
        if let Some(value) = value {
            self.env.set_arg(name, value);
        }
    }

    /// ENV: all of it is expanded with the variables in front of it.
    pub(crate) fn set(&mut self, pairs: &[Pair]) {
        let expand = |pair: &Pair| (self.expand(&pair.key.text), self.value(&pair.value.text));
        let values: Vec<_> = pairs.iter().map(expand).collect();
        for (name, value) in values {
            self.env.set_env(&name, value);
        }
    }

    /// WORKDIR; `false` where BuildKit refuses it.
    pub(crate) fn change_directory(&mut self, written: &str) -> bool {
        let path = self.expand(written);
        let workdir = path::join(&self.workdir, &path);
        if path.is_empty() || path.len().max(workdir.len()) > MAX_PATH_BYTES {
            return false;
        }
        self.workdir = workdir.into();
        self.command_workdir = if path.starts_with('/') { path.into() } else { Rc::clone(&self.workdir) };
        true
    }

    fn value(&self, written: &str) -> Value {
        self.try_expand(written)
            .map_or_else(|| Value::Unknown(written.into()), |text| Value::Known(text.into()))
    }
}
