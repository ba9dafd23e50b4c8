use onionskin_graph::{BuildGraph, InstructionNode, Mount, Operation, Source};

/// The steps of `graph`, a line each.
pub(crate) fn graph(graph: &BuildGraph) -> String {
    graph.instructions.iter().filter_map(step).collect::<Vec<_>>().join("\n")
}

pub(crate) fn step(node: &InstructionNode) -> Option<String> {
    let step = node.step.as_ref()?;
    let operation = match &step.operation {
        Operation::Pull { image } => format!("pull {image}"),
        Operation::MakeDirectory { path } => format!("mkdir {path}"),
        Operation::Copy { sources, destination, is_link, .. } => {
            let sources: Vec<_> = sources.iter().map(source).collect();
            format!("{} {} -> {destination}", if *is_link { "link" } else { "copy" }, sources.join(" "))
        }
        Operation::Run { mounts } if mounts.is_empty() => "run".to_owned(),
        Operation::Run { mounts } => {
            format!("run with {}", mounts.iter().map(mount).collect::<Vec<_>>().join(", "))
        }
    };
    Some(format!("{} {operation}", step.label))
}

fn source(source: &Source) -> String {
    match source {
        Source::Context { path } => format!("context:{path}"),
        Source::Stage { stage, path } => format!("stage {stage}:{path}"),
        Source::Image { image, path } => format!("image {image}:{path}"),
        Source::Inline { name } => format!("inline:{name}"),
        Source::Remote { url } => format!("remote:{url}"),
    }
}

fn mount(mount: &Mount) -> String {
    let source = mount.source.as_ref().map_or_else(|| "nothing".to_owned(), source);
    format!("{} {source} at {}", mount.kind, mount.target)
}
