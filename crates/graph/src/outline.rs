use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use onionskin_syntax::go::quote;
use onionskin_syntax::{Args, Dockerfile, Instruction, Keyword, Word, nearest};

use crate::platform::Platform;
use crate::scope::GlobalScope;
use crate::value::Value;
use crate::{Base, GraphError, Inputs, contexts, reference};

/// The stages of a file and their names, before any instruction but FROM is looked at.
pub(crate) struct Outline<'a> {
    pub(crate) instructions: Vec<&'a Instruction>,
    pub(crate) stages: Vec<Header>,
    pub(crate) scope: GlobalScope,
    pub(crate) target_platform: Rc<Platform>,
    pub(crate) escape: char,
    /// What BuildKit finds wrong in FROM and in front of the first one, in its order.
    pub(crate) errors: Vec<GraphError>,
    /// The variables that each instruction in front of the first FROM names.
    pub(crate) uses: Vec<Vec<String>>,
    names: HashMap<String, usize>,
}

/// What a FROM says.
pub(crate) struct Header {
    /// The name after AS, in small letters.
    pub(crate) name: Option<String>,
    pub(crate) base: Base,
    /// The image as it is written, before variables are put in.
    pub(crate) written: String,
    /// The platform that it asks for.
    pub(crate) platform: Option<Rc<Platform>>,
    /// Whether BuildKit accepts its arguments.
    pub(crate) is_sound: bool,
    /// Whether a named context stands for the whole stage, so that its instructions are not carried out.
    pub(crate) is_replaced: bool,
    /// The variables that it names.
    pub(crate) uses: Vec<String>,
    pub(crate) instructions: Range<usize>,
}

impl<'a> Outline<'a> {
    pub(crate) fn of(file: &'a Dockerfile, inputs: &Inputs) -> Self {
        let instructions: Vec<_> = file.instructions().collect();
        let is_from = |instruction: &&Instruction| instruction.keyword == Some(Keyword::From);
        let last_stage =
            instructions.iter().rfind(|instruction| is_from(instruction)).and_then(|from| name_of(from));
        let mut errors = Vec::new();
        let platform = inputs.platform.as_deref().map(|text| Platform::parse(text).map(Platform::normalized));
        let target_platform = match platform {
            Some(Err(error)) => {
                errors.push(GraphError::nowhere(format!("failed to parse platform: {error}")));
                Platform::default()
            }
            Some(Ok(platform)) => platform,
            None => Platform::default(),
        };
        let mut scope = GlobalScope::new(inputs, &target_platform, last_stage.as_deref(), file.escape);
        let mut uses = Vec::new();
        for (at, instruction) in instructions.iter().enumerate().take_while(|(_, at)| !is_from(at)) {
            for word in argument_words(instruction) {
                if let Err(message) = scope.declare(&word.text, inputs) {
                    errors.push(GraphError::at(at, message));
                }
            }
            uses.push(scope.used.take());
        }
        let mut outline = Self {
            instructions,
            stages: Vec::new(),
            scope,
            target_platform: Rc::new(target_platform),
            escape: file.escape.character(),
            errors,
            uses,
            names: HashMap::new(),
        };
        outline.find_stages(inputs);
        outline
    }

    fn find_stages(&mut self, inputs: &Inputs) {
        let is_from = |&(_, from): &(usize, &&Instruction)| from.keyword == Some(Keyword::From);
        let froms: Vec<_> =
            self.instructions.iter().enumerate().filter(is_from).map(|(at, from)| (at, *from)).collect();
        let ends = froms.iter().skip(1).map(|(at, _)| *at).chain([self.instructions.len()]);
        for ((start, from), end) in froms.iter().zip(ends) {
            let words = argument_words(from);
            let written = words.first().map_or("", |word| word.text.as_str());
            let is_sound =
                matches!(words, [_]) || matches!(words, [_, word, _] if word.text.eq_ignore_ascii_case("as"));
            let base = self.base(*start, written);
            let platform = from.flag("platform").and_then(|flag| self.platform(*start, flag));
            let name = name_of(from);
            let is_sound = is_sound && base.is_some();
            let base = base.unwrap_or_else(|| Base::Image(written.to_owned()));
            let written = written.to_owned();
            let uses = self.scope.used.take();
            let mut header = Header {
                base,
                written,
                name,
                platform,
                is_sound,
                is_replaced: false,
                uses,
                instructions: *start..end,
            };
            if let Some(name) = &header.name {
                if let Err(error) = reference::normalize(name) {
                    self.errors.push(GraphError::nowhere(format!("invalid context name {name}: {error}")));
                }
                self.names.insert(name.clone(), self.stages.len());
            }
            if let Some(name) = header.name.clone().filter(|name| contexts::find(name, inputs).is_some()) {
                header.base = Base::Image(name);
                header.is_replaced = true;
            }
            self.stages.push(header);
        }
    }

    /// What the stage after those found so far starts from: an earlier stage is named exactly as written, in
    /// small letters. `None` where BuildKit refuses the name.
    fn base(&mut self, from: usize, written: &str) -> Option<Base> {
        let image = match self.scope.expand(written) {
            Ok(Value::Known(image)) if image.is_empty() => {
                let message = format!("base name ({written}) should not be blank");
                self.errors.push(GraphError::at(from, message));
                return None;
            }
            Ok(value) => value.text().to_owned(),
            Err(message) => {
                self.errors.push(GraphError::at(from, message));
                return None;
            }
        };
        Some(match self.names.get(&image) {
            Some(stage) => Base::Stage(*stage),
            None if image == "scratch" => Base::Scratch,
            None => Base::Image(image),
        })
    }

    fn platform(&mut self, from: usize, written: &str) -> Option<Rc<Platform>> {
        let message = match self.scope.expand(written) {
            Err(message) => format!("failed to process arguments for platform : {message}"),
            Ok(value) if value.text().is_empty() => {
                let name = written.trim_start_matches(['$', '{']).trim_end_matches('}');
                let near = nearest(name, self.scope.names());
                let meant = near.map_or_else(String::new, |near| format!(" (did you mean {near}?)"));
                format!("empty platform value from expression {written}{meant}")
            }
            Ok(value) => match Platform::parse(value.text()).map(Platform::normalized) {
                Ok(platform) => return Some(Rc::new(platform)),
                Err(error) => format!("failed to parse platform {written}: {error}"),
            },
        };
        self.errors.push(GraphError::at(from, message));
        None
    }

    /// The stage called `name` in any case, in the whole file; the last of several.
    pub(crate) fn stage_called(&self, name: &str) -> Option<usize> {
        match self.names.get(name) {
            Some(stage) => Some(*stage),
            None => self.names.get(&name.to_ascii_lowercase()).copied(),
        }
    }

    /// The stage to build, or BuildKit's message where there is none.
    pub(crate) fn target(&self, inputs: &Inputs) -> Result<usize, GraphError> {
        let Some(name) = inputs.target.as_ref().filter(|name| !name.is_empty()) else {
            let none = || GraphError::nowhere("dockerfile contains no stages to build");
            return self.stages.len().checked_sub(1).ok_or_else(none);
        };
        self.stage_called(name).ok_or_else(|| {
            let near = nearest(&name.to_ascii_lowercase(), self.names.keys().map(String::as_str));
            let meant = near.map_or_else(String::new, |near| format!(" (did you mean {near}?)"));
            GraphError::nowhere(format!("target stage {} could not be found{meant}", quote(name)))
        })
    }

    /// What a FROM calls its stage: the name after AS, else its index.
    pub(crate) fn display_name(&self, stage: usize) -> String {
        let name = self.stages.get(stage).and_then(|header| header.name.clone());
        name.unwrap_or_else(|| format!("stage-{stage}"))
    }

    /// The instructions of a stage that are carried out, without its FROM, each with its index in the file.
    pub(crate) fn body(&self, stage: usize) -> impl Iterator<Item = (usize, &'a Instruction)> + use<'a, '_> {
        let header = self.stages.get(stage).filter(|header| !header.is_replaced);
        let range = header.map_or(0..0, |header| header.instructions.clone());
        let own = self.instructions.get(range.clone()).unwrap_or_default();
        range.zip(own).skip(1).map(|(at, instruction)| (at, *instruction))
    }
}

/// The words of the arguments of a FROM or an ARG.
pub(crate) fn argument_words(instruction: &Instruction) -> &[Word] {
    match &instruction.args {
        Args::Words(words) => words,
        Args::Unread(_)
        | Args::Text(_)
        | Args::Json(_)
        | Args::Pairs(_)
        | Args::Healthcheck(_)
        | Args::Trigger(_) => &[],
    }
}

fn name_of(from: &Instruction) -> Option<String> {
    match argument_words(from) {
        [_, word, name] if word.text.eq_ignore_ascii_case("as") => Some(name.text.to_ascii_lowercase()),
        _ => None,
    }
}
