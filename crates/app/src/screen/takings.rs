use onionskin_graph::{Base, BuildGraph, Operation, Source, stage_name};
use onionskin_syntax::Keyword;

/// The most stages that the stack shows one step to take from; more arrows into one slab say no more.
const MAX_STAGES: usize = 8;

/// The most paths that are named of those that a step takes from one stage.
const MAX_PATHS: usize = 3;

/// What a step takes from another stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taking {
    /// The index of the stage.
    pub(crate) stage: usize,
    how: How,
    paths: Vec<String>,
    n_more: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Starts,
    Copies,
    Mounts,
}

impl Taking {
    fn new(stage: usize, how: How) -> Self {
        Self { stage, how, paths: Vec::new(), n_more: 0 }
    }

    /// "takes /out/app from build", "mounts /src from build", "starts from build".
    pub(crate) fn words(&self, graph: &BuildGraph) -> String {
        let name = stage_name(graph, self.stage);
        let verb = match self.how {
            How::Starts => return ["starts from ", &name].concat(),
            How::Copies => "takes ",
            How::Mounts => "mounts ",
        };
        let is_all = self.paths.iter().all(|path| path == "/");
        let what = if is_all { "all files".to_owned() } else { self.paths.join(", ") };
        let more = if self.n_more > 0 { format!(" and {} more", self.n_more) } else { String::new() };
        [verb, &what, &more, " from ", &name].concat()
    }
}

/// What the instruction with index `at` takes from other stages, at most once from each.
pub(crate) fn takings(graph: &BuildGraph, at: usize, keyword: Option<Keyword>) -> Vec<Taking> {
    let Some(node) = graph.instructions.get(at) else { return Vec::new() };
    let mut takings = Vec::new();
    if keyword == Some(Keyword::From)
        && let Some(Base::Stage(stage)) =
            node.stage.and_then(|stage| graph.stages.get(stage)).map(|stage| &stage.base)
    {
        takings.push(Taking::new(*stage, How::Starts));
    }
    match node.step.as_ref().map(|step| &step.operation) {
        Some(Operation::Copy { sources, .. }) => {
            for source in sources {
                add(&mut takings, source, How::Copies);
            }
        }
        Some(Operation::Run { mounts }) => {
            for source in mounts.iter().filter_map(|mount| mount.source.as_ref()) {
                add(&mut takings, source, How::Mounts);
            }
        }
        Some(Operation::Pull { .. } | Operation::MakeDirectory { .. }) | None => {}
    }
    takings
}

fn add(takings: &mut Vec<Taking>, source: &Source, how: How) {
    let Source::Stage { stage, path } = source else { return };
    let known = takings.iter().position(|taking| taking.stage == *stage);
    let at = known.unwrap_or(takings.len());
    if known.is_none() && takings.len() < MAX_STAGES {
        takings.push(Taking::new(*stage, how));
    }
    let Some(taking) = takings.get_mut(at) else { return };
    if taking.paths.len() < MAX_PATHS {
        taking.paths.push(path.clone());
    } else {
        taking.n_more += 1;
    }
}
