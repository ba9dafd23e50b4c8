use std::cell::{Cell, RefCell};
use std::rc::Rc;

use onionskin_syntax::Pair;
use onionskin_text::sorted;

use crate::env::{EnvList, Variable};
use crate::expand::{ExpandError, Language, expand_words};
use crate::path::{self, MAX_PATH_BYTES};
use crate::platform::Platform;
use crate::scope::{GlobalScope, split_argument, value_of};
use crate::value::Value;
use crate::{ImageConfig, Inputs};

/// Arguments that BuildKit acts on itself and keeps out of the variables.
const NEVER_VARIABLES: [&str; 2] = ["BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"];

/// How many bytes all variables that are put into the texts of one file may add to them. A file uses some thousands;
/// without a bound a few lines that use each other twice would fill the memory.
const MAX_GROWN_BYTES: usize = 16 << 20;

/// The settings at a line of a stage that later instructions of it depend on. Copies are cheap.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) env: EnvList,
    /// The working directory, cleaned.
    pub(crate) workdir: Rc<str>,
    /// The working directory as BuildKit hands it to commands: not cleaned, so a `/` at the end of WORKDIR stays.
    pub(crate) command_workdir: Rc<str>,
    /// Whether no image that nothing is known of can have set the working directory.
    pub(crate) knows_workdir: bool,
    /// What USER says; empty where it is not set.
    pub(crate) user: Rc<str>,
    /// The words in front of a command that is no JSON array.
    pub(crate) shell: Rc<[String]>,
    pub(crate) platform: Rc<Platform>,
    language: Language,
    growth: Growth,
}

impl State {
    /// The settings at the start of a stage that is built on no other stage.
    pub(crate) fn new(env: EnvList, platform: Rc<Platform>, escape: char, growth: &Growth) -> Self {
        let shell: &[&str] = if platform.os == "windows" { &["cmd", "/S", "/C"] } else { &["/bin/sh", "-c"] };
        let root: Rc<str> = "/".into();
        Self {
            workdir: Rc::clone(&root),
            command_workdir: root,
            knows_workdir: env.is_complete(),
            env,
            user: "".into(),
            shell: shell.iter().map(|&word| word.to_owned()).collect(),
            platform,
            language: Language::Words { escape },
            growth: growth.clone(),
        }
    }

    /// Takes over what an image sets.
    pub(crate) fn set_up(&mut self, config: &ImageConfig) {
        if !config.working_dir.is_empty() {
            self.change_directory(&config.working_dir);
        }
        self.user = config.user.as_str().into();
        if !config.shell.is_empty() {
            self.shell = config.shell.as_slice().into();
        }
    }

    /// The settings at the start of a stage that is built on the stage that ends with these.
    pub(crate) fn of_child(&self, env: EnvList) -> Self {
        Self { env, ..self.clone() }
    }

    /// `text` with variables put in, or BuildKit's message; as it is written where a value is not known.
    pub(crate) fn expand(&self, text: &str) -> Result<String, String> {
        self.value(text).map(|value| value.text().to_owned())
    }

    /// `text` with variables put in, or BuildKit's message.
    pub(crate) fn value(&self, text: &str) -> Result<Value, String> {
        self.expand_as(text, self.language)
    }

    /// The body of a heredoc with variables put in, or BuildKit's message.
    pub(crate) fn expand_body(&self, body: &str) -> Result<String, String> {
        self.expand_as(body, Language::Heredoc).map(|value| value.text().to_owned())
    }

    fn expand_as(&self, text: &str, language: Language) -> Result<Value, String> {
        let value = value_of(text, language, &|name| self.look_up(name))?;
        Ok(self.bounded(text, value))
    }

    fn look_up(&self, name: &str) -> Variable {
        self.growth.used.note(name);
        self.env.get(name)
    }

    /// The words of `text`, split after variables are put in, or BuildKit's message.
    pub(crate) fn words(&self, text: &str) -> Result<Vec<String>, String> {
        match expand_words(text, self.language, &|name| self.look_up(name)) {
            Ok(words) => Ok(words),
            Err(ExpandError::Refused(message)) => Err(message),
            Err(ExpandError::Unknown | ExpandError::TooLong) => Ok(Vec::new()),
        }
    }

    /// `value`, which came from `written`, as long as texts have not grown too much.
    fn bounded(&self, written: &str, value: Value) -> Value {
        let grown = value.text().len().saturating_sub(written.len());
        let total = self.growth.n_bytes.get().saturating_add(grown);
        if total > MAX_GROWN_BYTES {
            return Value::Unknown(written.into());
        }
        self.growth.n_bytes.set(total);
        value
    }

    /// ARG in a stage, one word of it: a build argument, else the default, else the value in front of the first
    /// FROM, else nothing.
    pub(crate) fn declare(
        &mut self,
        word: &str,
        scope: &GlobalScope,
        inputs: &Inputs,
    ) -> Result<(String, Option<Value>), String> {
        let (name, default) = split_argument(word);
        let value = match (inputs.build_args.get(name), default) {
            (Some(given), _) => Some(Value::Known(given.as_str().into())),
            (None, Some(default)) => Some(self.value(default)?),
            (None, None) => scope.value(name).cloned(),
        };
        if let Some(value) = value.clone().filter(|_| !NEVER_VARIABLES.contains(&name)) {
            self.env.set_arg(name, value);
        }
        Ok((name.to_owned(), value))
    }

    /// ENV: all of it is expanded with the variables in front of it.
    pub(crate) fn set(&mut self, pairs: &[Pair]) -> Result<Vec<(String, Value)>, String> {
        let expand =
            |pair: &Pair| Ok::<_, String>((self.expand(&pair.key.text)?, self.value(&pair.value.text)?));
        let values: Vec<_> = pairs.iter().map(expand).collect::<Result<_, _>>()?;
        for (name, value) in &values {
            self.env.set_env(name, value.clone());
        }
        Ok(values)
    }

    /// WORKDIR: a path seen from the directory before it. Where it would be longer than any path may be, it stays.
    pub(crate) fn change_directory(&mut self, path: &str) {
        let workdir = path::join(&self.workdir, path);
        if path.len().max(workdir.len()) > MAX_PATH_BYTES {
            return;
        }
        self.knows_workdir |= path.starts_with('/');
        self.workdir = workdir.into();
        self.command_workdir = if path.starts_with('/') { path.into() } else { Rc::clone(&self.workdir) };
    }
}

/// What putting variables into the texts of a file has come to. Copies are the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Growth {
    /// How much the texts have grown.
    n_bytes: Rc<Cell<usize>>,
    /// The variables that were looked up.
    pub(crate) used: Used,
}

/// Names of variables as they are looked up. Copies are the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Used(Rc<RefCell<Vec<String>>>);

impl Used {
    pub(crate) fn note(&self, name: &str) {
        self.0.borrow_mut().push(name.to_owned());
    }

    /// The names since the last time that somebody asked, each once.
    pub(crate) fn take(&self) -> Vec<String> {
        let mut names = sorted(self.0.take());
        names.dedup();
        names
    }
}
