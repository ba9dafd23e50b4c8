//! What a vertex takes of its inputs: the one that it starts from, and the paths of the others that it copies or mounts.

use onionskin_graph::{CopyAction, ExecMountKind, FileAction, Op, SourceOp, Vertex};

use crate::Selection;
use crate::path::base_name;

/// Which input a vertex starts from: that one counts by its key alone.
pub(crate) fn starts_from(vertex: &Vertex) -> Option<usize> {
    match &vertex.op {
        Op::Exec(exec) => {
            exec.mounts.iter().find(|mount| mount.kind == ExecMountKind::Root).and_then(|root| root.input)
        }
        Op::File(file) => file.base,
        Op::Merge => Some(0),
        Op::Source(_) => None,
    }
}

/// What a vertex takes of one of its inputs, beside starting from it.
#[derive(Clone, Default)]
pub(crate) struct Uses<'a> {
    copies: Vec<&'a CopyAction>,
    /// The paths that are mounted; empty for all.
    mounted: Vec<&'a str>,
}

/// What `vertex` takes of each of its inputs.
pub(crate) fn uses(vertex: &Vertex) -> Vec<Uses<'_>> {
    let mut all = vec![Uses::default(); vertex.inputs.len()];
    match &vertex.op {
        Op::File(file) => {
            for action in &file.actions {
                if let FileAction::Copy(copy) = action
                    && let Some(uses) = copy.input.and_then(|input| all.get_mut(input))
                {
                    uses.copies.push(copy);
                }
            }
        }
        Op::Exec(exec) => {
            for mount in &exec.mounts {
                if let Some(uses) = mount.input.and_then(|input| all.get_mut(input)) {
                    uses.mounted.push(&mount.source);
                }
            }
        }
        Op::Source(_) | Op::Merge => {}
    }
    all
}

/// Whether the one of `vertices` with this index is the build context.
pub(crate) fn is_context(vertices: &[Vertex], index: usize) -> bool {
    let op = vertices.get(index).map(|vertex| &vertex.op);
    matches!(op, Some(Op::Source(SourceOp::Local { name })) if name == "context")
}

/// What `vertex`, one of `vertices`, takes of the build context: a selection for each source.
pub(crate) fn taken_of_context(vertices: &[Vertex], vertex: &Vertex) -> Vec<Selection> {
    let is_context = |input: &usize| is_context(vertices, *input);
    if !vertex.inputs.iter().any(is_context) {
        return Vec::new();
    }
    let inputs = vertex.inputs.iter().zip(uses(vertex)).filter(|(input, _)| is_context(input));
    inputs.flat_map(|(_, uses)| uses.selections()).collect()
}

impl Uses<'_> {
    /// What is taken of the build context, if the input is that.
    pub(crate) fn selections(&self) -> Vec<Selection> {
        let copied = self.copies.iter().map(|copy| selection(copy));
        copied.chain(self.mounted.iter().map(|path| Selection::of(path))).collect()
    }

    /// The paths that are read, absolute. What is taken or left out of them is written behind.
    pub(crate) fn paths(&self) -> Vec<String> {
        let copied = self.copies.iter().map(|copy| {
            if copy.include.is_empty() && copy.exclude.is_empty() {
                copy.source.clone()
            } else {
                // With patterns all of the directory counts.
                let name = base_name(&copy.source);
                if name.contains(['*', '?', '[']) {
                    copy.source.clone()
                } else {
                    [&copy.source, "/*"].concat()
                }
            }
        });
        let mounted = self.mounted.iter().map(|path| if path.is_empty() { "/" } else { *path }.to_owned());
        copied.chain(mounted).collect()
    }
}

/// What a copy takes of its source.
pub(crate) fn selection(copy: &CopyAction) -> Selection {
    let selection = match copy.include.first() {
        Some(pattern) => Selection::with_parents(&[&copy.source, "/./", pattern].concat()),
        None => Selection::of(&copy.source),
    };
    selection.excluding(&copy.exclude)
}
