use std::rc::Rc;

use onionskin_syntax::{Dockerfile, Instruction, Keyword, NodeKind};

/// How many instructions may run as triggers in all stages of a file. Files have a handful; without a bound many stages
/// on a stage with many triggers would take the product of both.
pub(crate) const MAX_TRIGGERS: usize = 20_000;

/// The instructions that wait in a stage or an image for the stages that are built on it.
#[derive(Clone, Debug)]
pub(crate) struct Triggers(Rc<[Result<Trigger, String>]>);

/// An instruction that waits.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    file: Dockerfile,
    /// The text as the image holds it.
    pub(crate) text: String,
}

impl Triggers {
    /// Those of a stage with these instructions; `None` where it has no ONBUILD.
    pub(crate) fn of_stage<'a>(instructions: impl Iterator<Item = &'a Instruction>) -> Option<Self> {
        let onbuilds = instructions.filter(|instruction| instruction.keyword == Some(Keyword::Onbuild));
        let texts: Vec<String> = onbuilds.map(trigger_text).collect();
        (!texts.is_empty()).then(|| Self::of_texts(&texts))
    }

    /// Those of an image with these texts.
    pub(crate) fn of_texts(texts: &[String]) -> Self {
        Self(texts.iter().map(|text| Trigger::parse(text)).collect())
    }

    /// The triggers, each or BuildKit's message.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Result<Trigger, String>> {
        self.0.iter()
    }

    /// The instructions that can run.
    pub(crate) fn instructions(&self) -> impl Iterator<Item = &Instruction> {
        self.0.iter().filter_map(|trigger| trigger.as_ref().ok()?.instruction())
    }
}

impl Trigger {
    /// Reads a trigger as BuildKit does: as a file of its own, with `\` as the escape character.
    fn parse(text: &str) -> Result<Self, String> {
        // Without a FROM in front the parser would say that there is none.
        let parse = onionskin_syntax::parse(&["FROM scratch\n", text].concat());
        if let Some(error) = parse.errors.first() {
            let message = error.message.as_str();
            let is_prefixed = message.starts_with("dockerfile parse error on line ");
            let bare = message.split_once(": ").filter(|_| is_prefixed).map_or(message, |(_, bare)| bare);
            return Err(bare.to_owned());
        }
        let trigger = Self { file: parse.dockerfile, text: text.to_owned() };
        if trigger.file.instructions().count() != 2 {
            return Err("onbuild trigger should be a single expression".to_owned());
        }
        Ok(trigger)
    }

    /// The instruction itself.
    pub(crate) fn instruction(&self) -> Option<&Instruction> {
        let last = |node: &'_ onionskin_syntax::Node| matches!(node.kind, NodeKind::Instruction(_));
        match &self.file.nodes.iter().rfind(|node| last(node))?.kind {
            NodeKind::Instruction(instruction) => Some(instruction),
            NodeKind::Directive(_) | NodeKind::Comment | NodeKind::Blank => None,
        }
    }
}

/// The text of the instruction that an ONBUILD holds, as the image keeps it: what follows the word, and heredocs.
pub(crate) fn trigger_text(onbuild: &Instruction) -> String {
    let rest = onbuild.text.get(onbuild.word.text.len()..).unwrap_or_default().trim_start();
    let mut text = [rest, &onbuild.trailing].concat();
    for heredoc in &onbuild.heredocs {
        for part in ["\n", &heredoc.content, &heredoc.name] {
            text.push_str(part);
        }
    }
    text
}
