use onionskin_graph::{Op, Vertex};
use onionskin_text::sorted;

use crate::key::Key;
use crate::selector::Selector;
use crate::snapshot::Snapshot;
use crate::trace::Tracer;
use crate::uses::{Uses, is_context, starts_from, uses};
use crate::{Reruns, SelectError, Selection, World};

/// Something that a vertex reads and whose content is part of its key: one of its inputs, but for the one that it
/// starts from.
pub(crate) struct Reading {
    /// Its content; `None` where it depends on the output of commands that run again.
    pub(crate) content: Option<Key>,
    pub(crate) from: ReadFrom,
}

/// Where a reading comes from.
pub(crate) enum ReadFrom {
    /// The build context: what is taken of it.
    Context(Vec<Selection>),
    /// The result of another vertex.
    Vertex {
        /// Its index.
        vertex: usize,
        /// The first path that is read.
        path: String,
        /// The key of the one operation whose files are read, where it is known.
        copied_by: Option<Key>,
    },
}

/// Finds out what vertices read.
pub(crate) struct Reader<'a> {
    vertices: &'a [Vertex],
    selector: Selector<'a>,
    tracer: Tracer<'a>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(world: &'a World<'a>, reruns: Reruns) -> Self {
        Self {
            vertices: &world.graph.vertices,
            selector: Selector::new(&world.files),
            tracer: Tracer::new(world, reruns),
        }
    }

    /// All that `vertex` reads beside what it starts from, where `snapshots` are the results of the vertices so far.
    ///
    /// # Errors
    ///
    /// Where BuildKit finds no files.
    pub(crate) fn readings(
        &mut self,
        vertex: &Vertex,
        snapshots: &[Option<Snapshot>],
    ) -> (Vec<Reading>, Option<SelectError>) {
        let start = starts_from(vertex);
        let mut failure = None;
        let mut readings = Vec::new();
        for (input, (at, uses)) in vertex.inputs.iter().zip(uses(vertex)).enumerate() {
            // Where the same thing is read that the vertex starts from, BuildKit looks at no content.
            if start == Some(input) || matches!(vertex.op, Op::Merge) {
                continue;
            }
            let reading = if is_context(self.vertices, *at) {
                let selections = uses.selections();
                let content = self.selector.content_of_all(&selections).unwrap_or_else(|error| {
                    let key = Key::of(("error", error.to_string()));
                    failure = Some(error);
                    key
                });
                Reading { content: Some(content), from: ReadFrom::Context(selections) }
            } else {
                self.of_vertex(&uses, *at, snapshots)
            };
            readings.push(reading);
        }
        (readings, failure)
    }

    fn of_vertex(&mut self, uses: &Uses<'_>, vertex: usize, snapshots: &[Option<Snapshot>]) -> Reading {
        let paths = uses.paths();
        let mut contents = Vec::with_capacity(paths.len());
        let mut copied_by = None;
        for path in &paths {
            let traced = self.tracer.trace(snapshots, vertex, path);
            if let (Ok(traced), [_]) = (&traced, paths.as_slice()) {
                copied_by = traced.copied_by;
            }
            contents.push(traced.ok().map(|traced| (path, traced.content)));
        }
        let contents: Option<Vec<(&String, Key)>> = contents.into_iter().collect();
        let contents = contents
            .map(|contents| sorted(contents).into_iter().map(|(_, content)| content).collect::<Vec<_>>());
        let content = contents.as_deref().map(Key::of_all);
        let path = paths.into_iter().next().unwrap_or_default();
        Reading { content, from: ReadFrom::Vertex { vertex, path, copied_by } }
    }
}
