use std::collections::HashMap;

use onionskin_syntax::Dockerfile;
use onionskin_text::LineRange;

use crate::name::Names;
use crate::{BuildGraph, Origin};

/// What BuildKit is asked to build: the vertices that the target needs, equal ones once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    /// Every one stands behind its inputs; the last is the result, where there is any.
    pub steps: Vec<DefinitionStep>,
}

/// A vertex of a [`Definition`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionStep {
    /// What `docker build` prints for it: `[builder 2/5] RUN make`. Of equal vertices BuildKit takes the last name.
    pub name: String,
    /// The index of the vertex in [`BuildGraph::vertices`].
    pub vertex: usize,
    /// Its inputs, as indices of steps.
    pub inputs: Vec<usize>,
    /// The lines of all instructions that it stands for, from the first to the last.
    pub lines: Option<LineRange>,
}

/// The definition of the target of `graph`, which was built from `file`.
pub fn definition(graph: &BuildGraph, file: &Dockerfile) -> Definition {
    let mut collector = Collector {
        graph,
        names: Names::new(graph, file),
        is_seen: vec![false; graph.vertices.len()],
        by_digest: HashMap::new(),
        definition: Definition::default(),
    };
    let target = graph.target.and_then(|target| graph.stages.get(target));
    if let Some(result) = target.and_then(|stage| stage.result) {
        collector.collect(result);
    }
    collector.definition
}

struct Collector<'a> {
    graph: &'a BuildGraph,
    names: Names<'a>,
    is_seen: Vec<bool>,
    by_digest: HashMap<u64, usize>,
    definition: Definition,
}

impl Collector<'_> {
    /// Adds all that `result` needs, in the order in which BuildKit comes to it: inputs first.
    fn collect(&mut self, result: usize) {
        // Vertices whose inputs are being looked at, each with how many of these have been.
        let mut way = vec![(result, 0)];
        while let Some((vertex, next)) = way.last_mut() {
            let input = self
                .graph
                .vertices
                .get(*vertex)
                .and_then(|vertex| vertex.inputs.iter().chain(&vertex.twins).nth(*next).copied());
            *next += 1;
            if let Some(input) = input {
                if self.is_seen.get(input).is_some_and(|seen| !seen) {
                    way.push((input, 0));
                }
            } else {
                let vertex = *vertex;
                way.pop();
                self.add(vertex);
            }
        }
    }

    fn add(&mut self, index: usize) {
        let Some(vertex) = self.graph.vertices.get(index) else { return };
        match self.is_seen.get_mut(index) {
            Some(seen) if !*seen => *seen = true,
            _ => return,
        }
        let name = self.names.name(vertex);
        let lines = self.lines(vertex.origin);
        let at = self.definition.steps.len();
        let at = *self.by_digest.entry(vertex.digest).or_insert(at);
        if let Some(step) = self.definition.steps.get_mut(at) {
            step.name = name;
            step.lines = union(step.lines, lines);
            return;
        }
        let digest = |input: &usize| self.graph.vertices.get(*input).map(|vertex| vertex.digest);
        let inputs = vertex.inputs.iter().filter_map(digest);
        let inputs = inputs.filter_map(|digest| self.by_digest.get(&digest).copied()).collect();
        self.definition.steps.push(DefinitionStep { name, vertex: index, inputs, lines });
    }

    fn lines(&self, origin: Origin) -> Option<LineRange> {
        let instruction = match origin {
            Origin::Instruction(place) | Origin::Link(place) => Some(place.instruction),
            Origin::ForeignImage { lines_of } => lines_of,
            Origin::Download(_) | Origin::LoadContext | Origin::InlineDocument | Origin::CachePermissions => {
                None
            }
        };
        Some(self.names.instruction(instruction?)?.lines)
    }
}

fn union(a: Option<LineRange>, b: Option<LineRange>) -> Option<LineRange> {
    match (a, b) {
        (Some(a), Some(b)) => Some(LineRange { first: a.first.min(b.first), last: a.last.max(b.last) }),
        (lines, None) | (None, lines) => lines,
    }
}
