use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use crate::shared_map::SharedMap;

/// What BuildKit sets where the base image has no `PATH` of its own.
const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// It is this text.
    Known(Rc<str>),
    /// It has one that cannot be known here; the text is what is written for it.
    Unknown(Rc<str>),
}

/// What a look-up finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Variable {
    /// The variable is set to this text.
    Set(Rc<str>),
    /// It is not set.
    Unset,
    /// Whether it is set, or to what, cannot be known here.
    Unknown,
}

impl From<&Value> for Variable {
    fn from(value: &Value) -> Self {
        match value {
            Value::Known(text) => Self::Set(Rc::clone(text)),
            Value::Unknown(_) => Self::Unknown,
        }
    }
}

/// The variables at a line of a stage: ENV, the ARGs that have a value, and what its base brings.
#[derive(Clone, Debug)]
pub(crate) struct Env {
    variables: SharedMap<Entry>,
    /// Whether a name that is not among the variables is certainly unset: no image beneath can set it.
    is_complete: bool,
    stage: usize,
    digest: u64,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    by_env: Option<Value>,
    /// The value of the last ARG after the last ENV, and the stage that has the ARG.
    by_arg: Option<(Value, usize)>,
}

impl Env {
    /// The variables at the start of `stage`, which is built from scratch.
    pub(crate) fn of_scratch(stage: usize) -> Self {
        let mut env = Self { variables: SharedMap::default(), is_complete: true, stage, digest: 0 };
        env.set_env("PATH", Value::Known(DEFAULT_PATH.into()));
        env
    }

    /// The variables at the start of `stage`, which is built on an image. What the image sets is not known.
    pub(crate) fn of_image(stage: usize) -> Self {
        Self { variables: SharedMap::default(), is_complete: false, stage, digest: 0 }
    }

    /// The variables at the start of `stage`, which is built on the stage that ends with these.
    pub(crate) fn of_child(&self, stage: usize) -> Self {
        Self { stage, ..self.clone() }
    }

    /// ENV: it hides an ARG of the same name.
    pub(crate) fn set_env(&mut self, name: &str, value: Value) {
        self.note(name, &value);
        self.variables.insert(name, Entry { by_env: Some(value), by_arg: None });
    }

    /// ARG with a value: it hides an ENV of the same name up to the end of its stage.
    pub(crate) fn set_arg(&mut self, name: &str, value: Value) {
        self.note(name, &value);
        let before = self.variables.get(name).cloned().unwrap_or_default();
        self.variables.insert(name, Entry { by_arg: Some((value, self.stage)), ..before });
    }

    /// The value of `name`.
    pub(crate) fn get(&self, name: &str) -> Variable {
        let Some(entry) = self.variables.get(name) else {
            return if self.is_complete { Variable::Unset } else { Variable::Unknown };
        };
        let own_arg = entry.by_arg.as_ref().filter(|(_, stage)| *stage == self.stage).map(|(value, _)| value);
        let any_arg = entry.by_arg.as_ref().map(|(value, _)| value);
        own_arg.or(entry.by_env.as_ref()).or(any_arg).map_or(Variable::Unset, Variable::from)
    }

    /// A number for all assignments so far, in their order.
    pub(crate) fn digest(&self) -> u64 {
        self.digest
    }

    fn note(&mut self, name: &str, value: &Value) {
        let mut hasher = DefaultHasher::new();
        let (is_known, text) = match value {
            Value::Known(text) => (true, text),
            Value::Unknown(text) => (false, text),
        };
        (self.digest, name, is_known, text).hash(&mut hasher);
        self.digest = hasher.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::{Env, Value, Variable};

    fn known(text: &str) -> Value {
        Value::Known(text.into())
    }

    #[test]
    fn the_later_of_arg_and_env_counts_and_env_alone_in_a_child() {
        let mut env = Env::of_scratch(0);
        env.set_env("V", known("env"));
        env.set_arg("V", known("arg"));
        env.set_arg("W", known("arg"));
        assert_eq!(env.get("V"), Variable::Set("arg".into()));

        let mut child = env.of_child(1);
        assert_eq!(child.get("V"), Variable::Set("env".into()));
        assert_eq!(child.get("W"), Variable::Set("arg".into()), "an ARG is inherited where no ENV hides it");
        child.set_env("W", known("env"));
        assert_eq!(
            (child.get("W"), env.get("W")),
            (Variable::Set("env".into()), Variable::Set("arg".into()))
        );
    }

    #[test]
    fn an_image_may_set_any_variable() {
        assert_eq!(Env::of_image(0).get("JAVA_HOME"), Variable::Unknown);
        assert_eq!(Env::of_scratch(0).get("JAVA_HOME"), Variable::Unset);
    }
}
