use std::collections::HashMap;

use onionskin_syntax::Escape;

use crate::Inputs;
use crate::env::{Value, Variable};
use crate::expand::{Language, expand};

/// The operating system that images are taken to be built on and for. A browser does not know the builder's.
const OS: &str = "linux";
/// The processor that images are taken to be built on and for.
const ARCHITECTURE: &str = "amd64";
/// `TARGETSTAGE` where neither the reader nor the file names a stage.
const UNNAMED_TARGET: &str = "default";

/// The variables in front of the first FROM: the arguments that BuildKit sets itself and those that are declared
/// there. FROM sees these only.
#[derive(Clone, Debug)]
pub(crate) struct GlobalScope {
    values: HashMap<String, Value>,
    language: Language,
}

impl GlobalScope {
    /// The arguments that BuildKit sets itself; `last_stage` is the name of the file's last stage.
    pub(crate) fn new(inputs: &Inputs, last_stage: Option<&str>, escape: Escape) -> Self {
        let platform = format!("{OS}/{ARCHITECTURE}");
        let target_stage = inputs.target.as_deref().or(last_stage).unwrap_or(UNNAMED_TARGET);
        let automatic = [
            ("BUILDPLATFORM", platform.as_str()),
            ("BUILDOS", OS),
            ("BUILDOSVERSION", ""),
            ("BUILDARCH", ARCHITECTURE),
            ("BUILDVARIANT", ""),
            ("TARGETPLATFORM", platform.as_str()),
            ("TARGETOS", OS),
            ("TARGETOSVERSION", ""),
            ("TARGETARCH", ARCHITECTURE),
            ("TARGETVARIANT", ""),
            ("TARGETSTAGE", target_stage),
        ];
        let value = |name: &str, value: &str| {
            let given = inputs.build_args.get(name).map_or(value, String::as_str);
            (name.to_owned(), Value::Known(given.into()))
        };
        let values = automatic.into_iter().map(|(name, text)| value(name, text)).collect();
        Self { values, language: Language::Words { escape: escape.character() } }
    }

    /// ARG in front of the first FROM: a build argument is taken as it is, a default is expanded, and without
    /// either the name stays unset.
    pub(crate) fn declare(&mut self, word: &str, inputs: &Inputs) {
        let (name, default) = split_argument(word);
        let value = match (inputs.build_args.get(name), default) {
            (Some(given), _) => Value::Known(given.as_str().into()),
            (None, Some(default)) => match self.expand(default) {
                Some(text) => Value::Known(text.into()),
                None => Value::Unknown(default.into()),
            },
            (None, None) => return,
        };
        self.values.insert(name.to_owned(), value);
    }

    /// The value of `name`, where it has one.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// `text` with these variables put in.
    pub(crate) fn expand(&self, text: &str) -> Option<String> {
        expand(text, self.language, &|name| self.value(name).map_or(Variable::Unset, Variable::from)).ok()
    }
}

/// The name and the default of one word of an ARG.
pub(crate) fn split_argument(word: &str) -> (&str, Option<&str>) {
    word.split_once('=').map_or((word, None), |(name, default)| (name, Some(default)))
}
