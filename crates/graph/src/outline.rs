use std::collections::HashMap;
use std::ops::Range;

use onionskin_syntax::{Args, Dockerfile, Instruction, Keyword, Word};

use crate::scope::GlobalScope;
use crate::{Base, Inputs};

/// The stages of a file and their names, before any instruction but FROM is looked at.
pub(crate) struct Outline<'a> {
    pub(crate) instructions: Vec<&'a Instruction>,
    pub(crate) stages: Vec<Header>,
    pub(crate) scope: GlobalScope,
    names: HashMap<String, usize>,
}

/// What a FROM says.
pub(crate) struct Header {
    /// The name after AS, in small letters.
    pub(crate) name: Option<String>,
    pub(crate) base: Base,
    /// The platform that it asks for.
    pub(crate) platform: Option<String>,
    /// Whether BuildKit accepts its arguments.
    pub(crate) is_sound: bool,
    pub(crate) instructions: Range<usize>,
}

impl<'a> Outline<'a> {
    pub(crate) fn of(file: &'a Dockerfile, inputs: &Inputs) -> Self {
        let instructions: Vec<_> = file.instructions().collect();
        let is_from = |instruction: &&Instruction| instruction.keyword == Some(Keyword::From);
        let last_stage =
            instructions.iter().rfind(|instruction| is_from(instruction)).and_then(|from| name_of(from));
        let mut scope = GlobalScope::new(inputs, last_stage.as_deref(), file.escape);
        for instruction in instructions.iter().take_while(|instruction| !is_from(instruction)) {
            for word in argument_words(instruction) {
                scope.declare(&word.text, inputs);
            }
        }
        let mut outline = Self { instructions, stages: Vec::new(), scope, names: HashMap::new() };
        outline.find_stages();
        outline
    }

    fn find_stages(&mut self) {
        let is_from = |&(_, from): &(usize, &&Instruction)| from.keyword == Some(Keyword::From);
        let froms: Vec<_> =
            self.instructions.iter().enumerate().filter(is_from).map(|(at, from)| (at, *from)).collect();
        let ends = froms.iter().skip(1).map(|(at, _)| *at).chain([self.instructions.len()]);
        for ((start, from), end) in froms.iter().zip(ends) {
            let words = argument_words(from);
            let written = words.first().map_or("", |word| word.text.as_str());
            let is_sound =
                matches!(words, [_]) || matches!(words, [_, word, _] if word.text.eq_ignore_ascii_case("as"));
            let platform =
                from.flag("platform").map(|flag| self.scope.expand(flag).unwrap_or_else(|| flag.to_owned()));
            let name = name_of(from);
            let header =
                Header { base: self.base(written), name, platform, is_sound, instructions: *start..end };
            if let Some(name) = &header.name {
                self.names.insert(name.clone(), self.stages.len());
            }
            self.stages.push(header);
        }
    }

    /// What the stage after those found so far starts from: an earlier stage is named exactly as written, in
    /// small letters.
    fn base(&self, written: &str) -> Base {
        let expanded = self.scope.expand(written).filter(|image| may_name_image(image));
        let image = expanded.unwrap_or_else(|| written.to_owned());
        match self.names.get(&image) {
            Some(stage) => Base::Stage(*stage),
            None if image == "scratch" => Base::Scratch,
            None => Base::Image(image),
        }
    }

    /// The stage called `name` in any case, in the whole file; the last of several.
    pub(crate) fn stage_called(&self, name: &str) -> Option<usize> {
        self.names.get(&name.to_ascii_lowercase()).copied()
    }

    /// The stage that `--from=text` of a COPY names, by its name or its index.
    pub(crate) fn stage_copied_from(&self, text: &str) -> Option<usize> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let index = if is_number { digits.parse().ok() } else { self.stage_called(text) };
        index.filter(|index| *index < self.stages.len())
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

/// Whether an image can be called `text`. Where a variable without a value leaves something else, the text as it
/// is written says more.
fn may_name_image(text: &str) -> bool {
    !text.is_empty() && !text.starts_with([':', '@', '/']) && !text.ends_with([':', '@', '/'])
}
