//! `onionskin batch parse`: the instructions of a Dockerfile, or BuildKit's error.

use onionskin_json::Problem;
use onionskin_syntax::{Args, ErrorStage, Instruction, NodeKind};
use serde::{Deserialize, Serialize, Serializer};

/// A Dockerfile to parse.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    id: String,
    text: String,
}

/// What BuildKit's parser says of it.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    id: String,
    error: Option<Problem>,
    escape: char,
    directives: Vec<Directive>,
    /// `None` where BuildKit has no instructions.
    instructions: Option<Vec<Node>>,
}

#[derive(Debug, Serialize)]
struct Directive {
    name: String,
    value: String,
    line: u32,
}

#[derive(Debug, Serialize)]
struct Node {
    keyword: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<[u32; 2]>,
    flags: Vec<String>,
    json: bool,
    #[serde(flatten)]
    form: Form,
    heredocs: Vec<Heredoc>,
}

/// The arguments, under the name that their form has.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Args(Vec<String>),
    Pairs(Vec<[String; 3]>),
    Trigger(Option<Box<Node>>),
    #[serde(untagged, serialize_with = "nothing")]
    Unread,
}

fn nothing<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serde::ser::SerializeMap::end(serializer.serialize_map(Some(0))?)
}

#[derive(Debug, Serialize)]
struct Heredoc {
    name: String,
    fd: u32,
    expand: bool,
    chomp: bool,
    content: String,
}

/// Parses the Dockerfile in `question`.
pub(crate) fn parse(question: Question) -> Answer {
    let parse = onionskin_syntax::parse(&question.text);
    let file = &parse.dockerfile;
    let error = parse.errors.first();
    let has_instructions = error.is_none_or(|error| error.stage == ErrorStage::Instructions);
    let directives = file.nodes.iter().filter_map(|node| match &node.kind {
        // BuildKit obeys directives behind white space or a byte order mark, yet does not report them.
        NodeKind::Directive(directive) if node.span.text(&question.text).starts_with('#') => {
            Some(Directive {
                name: directive.name.clone(),
                value: directive.value.clone(),
                line: directive.line,
            })
        }
        NodeKind::Directive(_) | NodeKind::Comment | NodeKind::Blank | NodeKind::Instruction(_) => None,
    });
    Answer {
        escape: file.escape.character(),
        directives: directives.collect(),
        id: question.id,
        instructions: has_instructions
            .then(|| file.instructions().map(|instruction| node(instruction, true)).collect()),
        error: error.map(|error| Problem { message: error.message.clone(), line: error.line }),
    }
}

fn node(instruction: &Instruction, has_lines: bool) -> Node {
    let keyword = instruction
        .keyword
        .map_or_else(|| instruction.word.text.to_uppercase(), |keyword| keyword.name().to_owned());
    let heredocs = instruction.heredocs.iter().map(|heredoc| Heredoc {
        name: heredoc.name.clone(),
        fd: heredoc.fd,
        expand: heredoc.expand,
        chomp: heredoc.chomp,
        content: heredoc.content.clone(),
    });
    Node {
        keyword,
        lines: has_lines.then_some([instruction.lines.first, instruction.lines.last]),
        flags: instruction.flags.iter().map(|flag| flag.text.clone()).collect(),
        json: is_json(&instruction.args),
        form: form(&instruction.args),
        heredocs: heredocs.collect(),
    }
}

fn is_json(args: &Args) -> bool {
    match args {
        Args::Json(_) => true,
        Args::Healthcheck(Some((_, command))) => is_json(command),
        Args::Unread(_)
        | Args::Words(_)
        | Args::Text(_)
        | Args::Pairs(_)
        | Args::Healthcheck(None)
        | Args::Trigger(_) => false,
    }
}

fn form(args: &Args) -> Form {
    match args {
        Args::Unread(_) => Form::Unread,
        Args::Pairs(pairs) => Form::Pairs(
            pairs
                .iter()
                .map(|pair| {
                    let separator = if pair.is_legacy { "" } else { "=" };
                    [pair.key.text.clone(), pair.value.text.clone(), separator.to_owned()]
                })
                .collect(),
        ),
        Args::Trigger(trigger) => Form::Trigger(trigger.as_ref().map(|trigger| {
            let mut node = node(trigger, false);
            if trigger.keyword.is_none() {
                // Behind ONBUILD, what BuildKit does not read is one empty argument.
                node.form = Form::Args(vec![String::new()]);
            }
            Box::new(node)
        })),
        Args::Words(_) | Args::Text(_) | Args::Json(_) | Args::Healthcheck(_) => Form::Args(texts(args)),
    }
}

fn texts(args: &Args) -> Vec<String> {
    match args {
        Args::Words(words) | Args::Json(words) => words.iter().map(|word| word.text.clone()).collect(),
        Args::Text(word) => word.iter().map(|word| word.text.clone()).collect(),
        Args::Healthcheck(Some((kind, command))) => {
            std::iter::once(kind.text.clone()).chain(texts(command)).collect()
        }
        Args::Unread(_) | Args::Pairs(_) | Args::Healthcheck(None) | Args::Trigger(_) => Vec::new(),
    }
}
