use onionskin_graph::BuildGraph;
use onionskin_text::sorted;

use crate::{Effort, FileTree, Selection, uses};

/// What each instruction takes of the build context, for the stages that the target needs: indices of instructions with
/// selections. An instruction comes once for each of its sources.
pub fn taken_of_context(graph: &BuildGraph) -> Vec<(usize, Selection)> {
    let mut taken = Vec::new();
    for vertex in &graph.vertices {
        let Some(at) = vertex.origin.instruction() else { continue };
        let stage = graph.instructions.get(at).and_then(|node| graph.stages.get(node.stage?));
        if !stage.is_some_and(|stage| stage.is_needed) {
            continue;
        }
        let selections = uses::taken_of_context(&graph.vertices, vertex);
        taken.extend(selections.into_iter().map(|selection| (at, selection)));
    }
    taken
}

/// The paths of all files of `files` that one of `selections` takes, in order, each once.
pub fn taken_files<'s>(files: &FileTree, selections: impl IntoIterator<Item = &'s Selection>) -> Vec<String> {
    let mut effort = Effort::default();
    let mut paths = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for selection in selections {
        if seen.insert(selection)
            && let Ok(Some(taken)) = selection.files(files, &mut effort)
        {
            paths.extend(taken);
        }
    }
    let mut paths = sorted(paths);
    paths.dedup();
    paths
}
