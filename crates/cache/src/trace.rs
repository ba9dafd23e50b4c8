use std::collections::HashMap;

use onionskin_graph::{CopyAction, FileAction, FileOp, Op, SourceOp, has_wildcards};

use crate::key::Key;
use crate::op_key::op_key;
use crate::place::Place;
use crate::selector::Selector;
use crate::snapshot::{Freshness, Snapshot};
use crate::uses::{is_context, selection, starts_from};
use crate::{Reruns, World};

/// How many actions and vertices are looked at to find out what stands at one path. No image has so many layers;
/// without a bound many copies out of a long chain of stages would take the product of both.
const MAX_LOOKS: usize = 200;

/// How the names of archives end that ADD may unpack.
const ARCHIVES: [&str; 9] = [".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".tzst"];

/// What stands at a path of a vertex's result, as far as it can be known without running a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traced {
    /// Stands for the content; the same in both builds where the same operations put it there.
    pub(crate) content: Key,
    /// The key of the one operation whose files these are. Where it is there, another content means other files; else
    /// it may mean that what changed is hidden by something else.
    pub(crate) copied_by: Option<Key>,
}

/// The output of a command that runs again decides what stands at a path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutputDecides;

/// Finds what stands at paths of results: goes back from a vertex over those that do not touch the path to those that
/// put it there.
pub(crate) struct Tracer<'a> {
    world: &'a World<'a>,
    /// What was found before, by vertex and path.
    known: HashMap<(usize, String), Result<Traced, OutputDecides>>,
    selector: Selector<'a>,
    reruns: Reruns,
    n_left: usize,
}

/// Stands in for the key of an operation that makes a file of a text: its content is known.
pub(crate) fn document() -> Key {
    Key::of("document")
}

/// What one action puts at the path.
struct Part {
    content: Key,
    /// Whether nothing that was there before shows.
    is_whole: bool,
    /// Whether all of it is seen at the path.
    is_exact: bool,
}

impl<'a> Tracer<'a> {
    pub(crate) fn new(world: &'a World<'a>, reruns: Reruns) -> Self {
        Self { world, known: HashMap::new(), selector: Selector::new(&world.files), reruns, n_left: 0 }
    }

    /// What stands at `path`, absolute and maybe with wildcards, in the result of `vertex`.
    pub(crate) fn trace(
        &mut self,
        snapshots: &[Option<Snapshot>],
        vertex: usize,
        path: &str,
    ) -> Result<Traced, OutputDecides> {
        self.n_left = MAX_LOOKS;
        let traced = self.find(snapshots, vertex, path);
        self.known.insert((vertex, path.to_owned()), traced);
        traced
    }

    fn find(
        &mut self,
        snapshots: &[Option<Snapshot>],
        vertex: usize,
        path: &str,
    ) -> Result<Traced, OutputDecides> {
        if let Some(traced) = self.known.get(&(vertex, path.to_owned())) {
            return *traced;
        }
        let mut trail = Trail::default();
        // Of a path with wildcards all of the directory above them counts.
        let literal: Vec<_> = path.split('/').take_while(|part| !has_wildcards(part)).collect();
        let place = &literal.join("/");
        trail.is_inexact = literal.len() < path.split('/').count();
        // What lies below is looked at when what lies above has been.
        let mut layers = vec![vertex];
        // Whether a command may have put there what stands there now.
        let mut is_behind_command = false;
        while let Some(at) = layers.pop() {
            let Some(vertex) = self.world.graph.vertices.get(at) else { continue };
            self.n_left = self.n_left.saturating_sub(1);
            if let (Op::Exec(_), Reruns::Same) = (&vertex.op, self.reruns) {
                is_behind_command = true;
                layers.extend(starts_from(vertex).and_then(|input| vertex.inputs.get(input)));
                continue;
            }
            if let Op::Source(SourceOp::Image { reference, platform }) = &vertex.op {
                if is_behind_command && !place.is_empty() {
                    continue;
                }
                let state = self.world.images.get(reference);
                let content = Key::of(("in image", reference, platform, state, path));
                trail.is_inexact |= !layers.is_empty();
                return Ok(trail.ending_with(content));
            }
            let is_known = self.n_left > n_actions(&vertex.op) && !is_variable(place) && is_known(&vertex.op);
            if !is_known {
                let snapshot = snapshots.get(at).and_then(Option::as_ref);
                let same = snapshot.filter(|snapshot| snapshot.freshness == Freshness::Same);
                let content = same.map(|snapshot| Key::of(("at", snapshot.key, path)));
                trail.is_inexact |= !layers.is_empty();
                return content.map(|content| trail.ending_with(content)).ok_or(OutputDecides);
            }
            match &vertex.op {
                Op::Merge => layers.extend(&vertex.inputs),
                Op::File(FileOp { base, actions }) => {
                    let is_document = matches!(actions.as_slice(), [FileAction::Mkfile { .. }]);
                    let op = if is_document { document() } else { op_key(&vertex.op) };
                    for action in actions.iter().rev() {
                        self.n_left = self.n_left.saturating_sub(1);
                        let Some(part) =
                            self.part(snapshots, &vertex.inputs, action, actions.len(), place)?
                        else {
                            continue;
                        };
                        trail.add(op, part.content, part.is_exact);
                        if part.is_whole {
                            return Ok(trail.ending_with(Key::of("whole")));
                        }
                    }
                    layers.extend(base.and_then(|base| vertex.inputs.get(base)));
                }
                Op::Source(_) | Op::Exec(_) => {}
            }
        }
        Ok(trail.ending_with(Key::of("nothing")))
    }

    /// What one of the `n_actions` of an operation with these `inputs` puts at `path`, if anything.
    fn part(
        &mut self,
        snapshots: &[Option<Snapshot>],
        inputs: &[usize],
        action: &FileAction,
        n_actions: usize,
        path: &str,
    ) -> Result<Option<Part>, OutputDecides> {
        let copy = match action {
            FileAction::Copy(copy) => copy,
            FileAction::Mkdir { path: made, .. } => {
                let place = Place::new(made, path).filter(Place::holds_destination);
                return Ok(place.map(|place| Part {
                    content: Key::of("directory"),
                    is_whole: false,
                    is_exact: place.is_certain(),
                }));
            }
            FileAction::Mkfile { path: made, mode, data } => {
                let content = Key::of(("document", mode, data));
                let part = |place: Place| Part {
                    content,
                    is_whole: place.is_certain() && place.rest().is_none(),
                    is_exact: place.is_certain(),
                };
                return Ok(Place::new(made, path).map(part));
            }
        };
        let Some(mut place) = Place::new(&copy.destination, path) else { return Ok(None) };
        place.is_directory |= n_actions > 1;
        let source = copy.input.and_then(|input| inputs.get(input)).copied();
        let part = match source {
            Some(vertex) if is_context(&self.world.graph.vertices, vertex) => {
                self.part_of_context(copy, &place)
            }
            Some(vertex) => {
                let source = place
                    .rest()
                    .map_or_else(|| copy.source.clone(), |rest| [&copy.source, "/", rest].concat());
                // Whether it is a file or a directory is not known, and so neither is where it lands.
                let content = self.find(snapshots, vertex, &source)?.content;
                Some(Part { content, is_whole: false, is_exact: false })
            }
            None => None,
        };
        let is_certain = place.is_certain();
        // Owners and modes that the copy gives are part of what stands there.
        let given = (copy.mode.is_some() || copy.owner.is_some())
            .then(|| Key::of(("given", &copy.mode, &copy.owner)));
        let doubted = |part: Part| Part {
            content: given.map_or(part.content, |given| Key::of((part.content, given))),
            is_whole: part.is_whole && is_certain,
            is_exact: part.is_exact && is_certain,
        };
        Ok(part.map(doubted))
    }

    fn part_of_context(&mut self, copy: &CopyAction, place: &Place) -> Option<Part> {
        let files = &self.world.files;
        let selection = selection(copy);
        let mut all = || Part {
            content: self
                .selector
                .content(&selection)
                .unwrap_or_else(|error| Key::of(("error", error.to_string()))),
            is_whole: false,
            is_exact: place.rest().is_none(),
        };
        let base_name = selection.path().rsplit('/').next().unwrap_or_default();
        let is_archive = copy.unpacks && ARCHIVES.iter().any(|ending| base_name.ends_with(ending));
        if !selection.is_plain() || files.has_links() || is_archive {
            return Some(all());
        }
        let node = files.find(selection.path())?;
        let Some(rest) = place.rest() else {
            // A file that is copied to a path of its own is all that stands there.
            let is_whole = node.is_file() && !place.is_directory && place.holds_destination();
            return Some(Part { is_whole, ..all() });
        };
        let path = [selection.path(), "/", rest].concat();
        if let Some(inner) = files.find(&path) {
            return Some(Part { content: inner.content, is_whole: inner.is_file(), is_exact: true });
        }
        if let Some(content) = files.unlisted(&path) {
            return Some(Part { content, is_whole: false, is_exact: false });
        }
        let is_named = node.is_file() && rest == base_name;
        is_named.then_some(Part { content: node.content, is_whole: place.is_directory, is_exact: true })
    }
}

fn n_actions(op: &Op) -> usize {
    match op {
        Op::File(file) => file.actions.len(),
        Op::Source(_) | Op::Exec(_) | Op::Merge => 0,
    }
}

/// Whether it can be said without running anything which paths the operation touches.
fn is_known(op: &Op) -> bool {
    match op {
        Op::Exec(_) | Op::Source(_) => false,
        Op::Merge => true,
        Op::File(file) => file.actions.iter().all(|action| match action {
            FileAction::Copy(copy) => !is_variable(&copy.destination),
            FileAction::Mkdir { path, .. } | FileAction::Mkfile { path, .. } => !is_variable(path),
        }),
    }
}

/// Whether a path holds a variable whose value is not known.
fn is_variable(path: &str) -> bool {
    path.contains('$')
}

/// What the path is made of, the last thing first.
#[derive(Default)]
struct Trail {
    parts: Vec<(Key, Key)>,
    is_inexact: bool,
}

impl Trail {
    fn add(&mut self, op: Key, content: Key, is_exact: bool) {
        self.parts.push((op, content));
        self.is_inexact |= !is_exact;
    }

    fn ending_with(self, bottom: Key) -> Traced {
        let copied_by = match self.parts.as_slice() {
            [(op, _)] if !self.is_inexact => Some(*op),
            _ => None,
        };
        // One file of known content is the same wherever it comes from.
        let content = match self.parts.as_slice() {
            [] => bottom,
            [(_, content)] if !self.is_inexact && bottom == Key::of("whole") => *content,
            parts => Key::of(("traced", parts, bottom)),
        };
        Traced { content, copied_by }
    }
}
