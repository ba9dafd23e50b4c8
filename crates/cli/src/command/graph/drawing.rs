use onionskin_graph::{BuildGraph, Op, Origin, definition, stage_name};
use onionskin_syntax::Dockerfile;

use crate::command::shortened::shortened;

/// How many characters of a step's name are drawn; more makes a box that nobody can read.
const MAX_NAME_CHARACTERS: usize = 60;

/// What is drawn of a graph.
pub(super) struct Drawing {
    /// Steps outside of stages: the build context, documents, images that files are taken from.
    pub(super) loose: Vec<Box>,
    /// Stages with their steps, in the order of the file.
    pub(super) stages: Vec<(String, Vec<Box>)>,
    /// From a step to one that needs it, as indices of steps.
    pub(super) arrows: Vec<Arrow>,
}

/// A step.
pub(super) struct Box {
    /// Its index.
    pub(super) index: usize,
    /// Its name, cut where it is long.
    pub(super) name: String,
}

/// That one step needs another.
pub(super) struct Arrow {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether the second goes on where the first ends, and does not only take files out of it.
    pub(super) goes_on: bool,
}

pub(super) fn of(graph: &BuildGraph, file: &Dockerfile) -> Drawing {
    let names = (0..graph.stages.len()).map(|stage| (stage_name(graph, stage), Vec::new()));
    let mut drawing = Drawing { loose: Vec::new(), stages: names.collect(), arrows: Vec::new() };
    for (index, step) in definition(graph, file).steps.into_iter().enumerate() {
        let Some(vertex) = graph.vertices.get(step.vertex) else { continue };
        let base = match &vertex.op {
            Op::File(file) => file.base,
            Op::Exec(_) | Op::Merge => Some(0),
            Op::Source(_) => None,
        };
        let arrows = step.inputs.iter().enumerate();
        drawing.arrows.extend(arrows.map(|(at, from)| Arrow {
            from: *from,
            to: index,
            goes_on: base == Some(at),
        }));
        let stage = match vertex.origin {
            Origin::Instruction(place) | Origin::Download(place) | Origin::Link(place) => {
                graph.instructions.get(place.instruction).and_then(|node| node.stage)
            }
            Origin::ForeignImage { .. }
            | Origin::LoadContext
            | Origin::InlineDocument
            | Origin::CachePermissions => None,
        };
        let name = Box { index, name: shortened(&step.name, MAX_NAME_CHARACTERS) };
        match stage.and_then(|stage| drawing.stages.get_mut(stage)) {
            Some((_, boxes)) => boxes.push(name),
            None => drawing.loose.push(name),
        }
    }
    drawing.stages.retain(|(_, boxes)| !boxes.is_empty());
    drawing
}
