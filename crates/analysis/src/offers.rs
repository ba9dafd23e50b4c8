use std::collections::{BTreeMap, HashSet};

use onionskin_cache::Change;
use onionskin_graph::{Base, BuildGraph, Effect, InstructionNode};

/// How many base images and how many build arguments are offered as changes. More buttons in a row help nobody.
const MAX_IMAGES: usize = 6;
const MAX_ARGUMENTS: usize = 8;

/// Arguments that BuildKit sets itself, by what their names start with.
const AUTOMATIC: [&str; 2] = ["BUILD", "TARGET"];

/// A build argument that a file declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// The value that it has with the arguments that are given; `None` without one.
    pub value: Option<String>,
}

/// The build arguments that the needed stages declare, and those in front of the first FROM, each once, in file order.
pub(crate) fn arguments(graph: &BuildGraph) -> Vec<Argument> {
    let is_needed = |node: &&InstructionNode| {
        node.stage.and_then(|stage| graph.stages.get(stage)).is_none_or(|stage| stage.is_needed)
    };
    let mut arguments: Vec<Argument> = Vec::new();
    let mut seen = HashSet::new();
    for node in graph.instructions.iter().filter(is_needed) {
        let Effect::Arg(declared) = &node.effect else { continue };
        for (name, value) in declared {
            let is_automatic = AUTOMATIC.iter().any(|start| name.starts_with(start));
            if is_automatic || !seen.insert(name.as_str()) {
                continue;
            }
            let value = value.as_ref().map(|value| value.text().to_owned());
            arguments.push(Argument { name: name.clone(), value });
        }
    }
    arguments
}

/// The changes of base images and of build arguments that make sense for a file.
pub(crate) fn changes(graph: &BuildGraph, arguments: &[Argument]) -> Vec<Change> {
    let mut images: Vec<&String> = Vec::new();
    let mut seen = HashSet::new();
    for stage in graph.stages.iter().filter(|stage| stage.is_needed) {
        let from = graph.instructions.get(stage.instructions.start);
        if let Base::Image(image) = &stage.base
            // Where variables leave no name of an image, there is none to change.
            && from.is_some_and(|node| node.step.is_some())
            && seen.insert(image.as_str())
        {
            images.push(image);
        }
    }
    let images = images.into_iter().take(MAX_IMAGES).cloned().map(Change::BaseImage);
    let arguments = arguments.iter().take(MAX_ARGUMENTS);
    images.chain(arguments.map(|argument| Change::Argument(argument.name.clone()))).collect()
}

/// The build arguments with another value for `name`.
pub(crate) fn with_other_value(
    build_args: &BTreeMap<String, String>,
    arguments: &[Argument],
    name: &str,
) -> BTreeMap<String, String> {
    let known = arguments.iter().find(|argument| argument.name == name);
    let value = known.and_then(|argument| argument.value.as_deref()).unwrap_or_default();
    // Like a version, so that it stands where one stands in the name of an image.
    let other = if value == "other" { "another" } else { "other" };
    let mut changed = build_args.clone();
    changed.insert(name.to_owned(), other.to_owned());
    changed
}
