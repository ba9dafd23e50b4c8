use std::rc::Rc;

use onionskin_syntax::{Dockerfile, Instruction, Keyword, is_heredoc_opener};

use crate::env::{EnvList, Variable};
use crate::expand::{Language, expand};
use crate::onbuild::Triggers;
use crate::{BuildGraph, InstructionNode, Op, Origin, Place, SourceOp, Stage, Vertex};

/// What stands in a step's name for the value of a secret.
const MASK: &str = "****";

/// Finds the names of vertices as `docker build` prints them.
pub(crate) struct Names<'a> {
    graph: &'a BuildGraph,
    instructions: Vec<&'a Instruction>,
    escape: char,
}

impl<'a> Names<'a> {
    pub(crate) fn new(graph: &'a BuildGraph, file: &'a Dockerfile) -> Self {
        Self { graph, instructions: file.instructions().collect(), escape: file.escape.character() }
    }

    /// The instruction with this index.
    pub(crate) fn instruction(&self, index: usize) -> Option<&'a Instruction> {
        self.instructions.get(index).copied()
    }

    /// The name of `vertex`.
    pub(crate) fn name(&self, vertex: &Vertex) -> String {
        match vertex.origin {
            Origin::LoadContext => "[internal] load build context".to_owned(),
            Origin::InlineDocument => "[internal] preparing inline document".to_owned(),
            Origin::CachePermissions => "[internal] setting cache mount permissions".to_owned(),
            Origin::ForeignImage { .. } => from_text(vertex),
            Origin::Instruction(place) | Origin::Download(place) => self.step(place, "", vertex),
            Origin::Link(place) => self.step(place, "LINK ", vertex),
        }
    }

    fn step(&self, place: Place, in_front: &str, vertex: &Vertex) -> String {
        let stage = self.stage_of(place);
        let node = match (place.trigger, stage) {
            (Some(number), Some(stage)) => stage.triggers.get(number),
            _ => self.graph.instructions.get(place.instruction),
        };
        let Some(node) = node else { return String::new() };
        let label = node.step.as_ref().map_or("", |step| step.label.as_str());
        let text = match place.trigger {
            None => match self.instruction(place.instruction) {
                Some(from) if from.keyword == Some(Keyword::From) => from_text(vertex),
                Some(instruction) => self.text(instruction, "", self.escape, node),
                None => String::new(),
            },
            Some(number) => {
                let text = stage.and_then(|stage| stage.trigger_texts.get(number)).cloned();
                let triggers = Triggers::of_texts(text.as_slice());
                let instruction = triggers.instructions().next();
                instruction
                    .map(|trigger| self.text(trigger, "ONBUILD ", self.escape, node))
                    .unwrap_or_default()
            }
        };
        [label, " ", in_front, &text].concat()
    }

    fn stage_of(&self, place: Place) -> Option<&'a Stage> {
        let stage = self.graph.instructions.get(place.instruction)?.stage?;
        self.graph.stages.get(stage)
    }

    /// The text of an instruction with variables put in, its first word in capitals.
    fn text(
        &self,
        instruction: &Instruction,
        in_front: &str,
        escape: char,
        node: &InstructionNode,
    ) -> String {
        let is_run = instruction.keyword == Some(Keyword::Run);
        let secrets = if is_run { self.secrets(node) } else { Vec::new() };
        let variable = |name: &str| variable(name, &node.env, &secrets);
        let mut line = [in_front, &instruction.text].concat();
        let heredoc = instruction.heredocs.first().filter(|_| is_run && is_one_heredoc(instruction));
        if let Some(heredoc) = heredoc {
            for part in [" (", &first_line(&heredoc.content), ")"] {
                line.push_str(part);
            }
        }
        let language = if is_run { Language::Shown { escape } } else { Language::Words { escape } };
        let text = expand(&line, language, &variable).unwrap_or(line);
        let (word, rest) = text.split_at(text.find(' ').unwrap_or(text.len()));
        [&word.to_ascii_uppercase(), rest].concat()
    }

    fn secrets(&self, node: &InstructionNode) -> Vec<&'a str> {
        let vertex = node.step.as_ref().and_then(|step| self.graph.vertices.get(step.vertex));
        match vertex.map(|vertex| &vertex.op) {
            Some(Op::Exec(exec)) => exec.secret_env.iter().map(|secret| secret.name.as_str()).collect(),
            _ => Vec::new(),
        }
    }
}

fn variable(name: &str, env: &EnvList, secrets: &[&str]) -> Variable {
    if secrets.contains(&name) { Variable::Set(Rc::from(MASK)) } else { env.get(name) }
}

fn from_text(vertex: &Vertex) -> String {
    match &vertex.op {
        Op::Source(SourceOp::Image { reference, .. }) => ["FROM ", reference].concat(),
        Op::Source(source) => ["FROM ", &source.identifier()].concat(),
        Op::Exec(_) | Op::File(_) | Op::Merge => String::new(),
    }
}

/// Whether all of a RUN is one heredoc.
fn is_one_heredoc(run: &Instruction) -> bool {
    matches!(&run.args, onionskin_syntax::Args::Text(Some(word)) if is_heredoc_opener(&word.text))
}

fn first_line(body: &str) -> String {
    let body = body.trim();
    match body.split_once('\n') {
        Some((line, _)) => [line.strip_suffix('\r').unwrap_or(line), "..."].concat(),
        None => body.to_owned(),
    }
}
