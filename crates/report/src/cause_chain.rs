use onionskin_cache::{Cause, Change};
use onionskin_graph::{BuildGraph, Operation, stage_name};

/// Why the instruction with index `at` has its verdict, in short: the last link of the chain first, each behind an arrow,
/// the root at the end.
pub fn cause_chain(at: usize, causes: &[Cause], graph: &BuildGraph) -> String {
    let links: Vec<String> = causes.iter().rev().filter_map(|cause| link(at, cause, graph)).collect();
    links.join(" ← ")
}

fn link(at: usize, cause: &Cause, graph: &BuildGraph) -> Option<String> {
    Some(match cause {
        Cause::Changed(change) => root(change)?,
        Cause::Edited { instruction, variable } => {
            let step = if *instruction == at { "it".to_owned() } else { label(*instruction, graph) };
            match variable {
                Some(name) => format!("{step} runs with another {name}"),
                None => format!("{step} is new or says something else"),
            }
        }
        Cause::Reads { instruction, path } => match operation(*instruction, graph) {
            Some(Operation::Run { .. }) => format!("mount of {path}"),
            _ => format!("copy of {path}"),
        },
        Cause::StartsFrom { parent, .. } => format!("{} before it has a new result", label(*parent, graph)),
        Cause::TakesFrom { producer, path, .. } => format!("{path} of {}", label(*producer, graph)),
        Cause::StageNotNeeded(stage) => format!("{} is not needed", stage_name(graph, *stage)),
        Cause::NothingItReadsChanged | Cause::SameBaseImage | Cause::OnlySettings => return None,
    })
}

fn operation(instruction: usize, graph: &BuildGraph) -> Option<&Operation> {
    Some(&graph.instructions.get(instruction)?.step.as_ref()?.operation)
}

fn root(change: &Change) -> Option<String> {
    Some(match change {
        Change::FirstBuild => "nothing is in the cache".to_owned(),
        Change::Nothing => return None,
        Change::AppCode => "app code changed".to_owned(),
        Change::File(path) => format!("{path} changed"),
        Change::Files(paths) => format!("{} files changed", paths.len()),
        Change::BaseImage(image) => format!("{image} has new content"),
        Change::Argument(name) => format!("ARG {name} has another value"),
        Change::Dockerfile => "the Dockerfile changed".to_owned(),
        Change::NoCache => "the cache is not used".to_owned(),
    })
}

/// What `docker build` prints in front of a step.
fn label(instruction: usize, graph: &BuildGraph) -> String {
    let step = graph.instructions.get(instruction).and_then(|node| node.step.as_ref());
    step.map_or_else(|| "the step".to_owned(), |step| step.label.clone())
}
