use std::collections::HashMap;

use onionskin_syntax::Escape;

use crate::Inputs;
use crate::env::Variable;
use crate::expand::{ExpandError, Language, expand};
use crate::platform::Platform;
use crate::state::Used;
use crate::value::Value;

/// `TARGETSTAGE` where neither the reader nor the file names a stage.
const UNNAMED_TARGET: &str = "default";

/// The variables in front of the first FROM: the arguments that BuildKit sets itself and those that are declared
/// there. FROM sees these only.
#[derive(Clone, Debug)]
pub(crate) struct GlobalScope {
    values: HashMap<String, Value>,
    /// The variables that were looked up.
    pub(crate) used: Used,
    language: Language,
}

impl GlobalScope {
    /// The arguments that BuildKit sets itself; `last_stage` is the name of the file's last stage. The machine that
    /// builds is taken to be a Linux machine of the usual kind: a browser does not know it.
    pub(crate) fn new(inputs: &Inputs, target: &Platform, last_stage: Option<&str>, escape: Escape) -> Self {
        let build = Platform::default();
        let (build_platform, target_platform) = (build.to_string(), target.to_string());
        let target_stage = inputs.target.as_deref().or(last_stage).unwrap_or(UNNAMED_TARGET);
        let automatic = [
            ("BUILDPLATFORM", build_platform.as_str()),
            ("BUILDOS", &build.os),
            ("BUILDOSVERSION", &build.os_version),
            ("BUILDARCH", &build.architecture),
            ("BUILDVARIANT", &build.variant),
            ("TARGETPLATFORM", &target_platform),
            ("TARGETOS", &target.os),
            ("TARGETOSVERSION", &target.os_version),
            ("TARGETARCH", &target.architecture),
            ("TARGETVARIANT", &target.variant),
            ("TARGETSTAGE", target_stage),
        ];
        let value = |name: &str, value: &str| {
            let given = inputs.build_args.get(name).map_or(value, String::as_str);
            (name.to_owned(), Value::Known(given.into()))
        };
        let values = automatic.into_iter().map(|(name, text)| value(name, text)).collect();
        Self { values, used: Used::default(), language: Language::Words { escape: escape.character() } }
    }

    /// ARG in front of the first FROM: a build argument is taken as it is, a default is expanded, and without
    /// either the name stays unset.
    pub(crate) fn declare(&mut self, word: &str, inputs: &Inputs) -> Result<(), String> {
        let (name, default) = split_argument(word);
        let value = match (inputs.build_args.get(name), default) {
            (Some(given), _) => Value::Known(given.as_str().into()),
            (None, Some(default)) => self.expand(default)?,
            (None, None) => return Ok(()),
        };
        self.values.insert(name.to_owned(), value);
        Ok(())
    }

    /// The value of `name`, where it has one.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// The names of all variables that have a value.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// `text` with these variables put in, or BuildKit's message.
    pub(crate) fn expand(&self, text: &str) -> Result<Value, String> {
        let look_up = |name: &str| {
            self.used.note(name);
            self.value(name).map_or(Variable::Unset, Variable::from)
        };
        value_of(text, self.language, &look_up)
    }
}

/// The name and the default of one word of an ARG.
pub(crate) fn split_argument(word: &str) -> (&str, Option<&str>) {
    word.split_once('=').map_or((word, None), |(name, default)| (name, Some(default)))
}

/// The value of `text` with variables put in, or BuildKit's message. Where a value is not known, or the text would grow
/// too long, it is what is written.
pub(crate) fn value_of(
    text: &str,
    language: Language,
    variable: &dyn Fn(&str) -> Variable,
) -> Result<Value, String> {
    match expand(text, language, variable) {
        Ok(expanded) => Ok(Value::Known(expanded.into())),
        Err(ExpandError::Refused(message)) => Err(message),
        Err(ExpandError::Unknown | ExpandError::TooLong) => Ok(Value::Unknown(text.into())),
    }
}
