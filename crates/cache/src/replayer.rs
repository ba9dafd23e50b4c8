use std::rc::Rc;

use onionskin_graph::{BuildGraph, FileAction, Op, Origin, SourceOp, Stage, Step, Vertex};

use crate::blame::{Before, Blame};
use crate::key::Key;
use crate::op_key::{command_key, op_key};
use crate::past::{Past, Place};
use crate::readings::{ReadFrom, Reader, Reading};
use crate::snapshot::{Freshness, Snapshot};
use crate::trace::document;
use crate::uses::starts_from;
use crate::{Cause, Change, NoCache, Outcome, Replay, Reruns, Verdict, World};

/// What a build finds in the cache.
pub(crate) enum Cache<'a> {
    /// The build before: it leaves what it makes.
    Fill(&'a mut Past),
    /// The build that is replayed, after this one; nothing is in the cache where there was none.
    Use(Option<Before<'a>>),
}

/// Walks through a build.
pub(crate) struct Replayer<'a> {
    world: &'a World<'a>,
    cache: Cache<'a>,
    reruns: Reruns,
    reader: Reader<'a>,
    /// Whether the target needs each vertex.
    needed: Vec<bool>,
    /// The results of the vertices so far; `None` for those that are not needed, and for files from outside of the build
    /// that only count by their content.
    snapshots: Vec<Option<Snapshot>>,
    /// What becomes of each vertex.
    outcomes: Vec<Option<Outcome>>,
    replay: Replay,
}

impl<'a> Replayer<'a> {
    /// What becomes of all instructions.
    pub(crate) fn replay(world: &'a World<'a>, cache: Cache<'a>, reruns: Reruns) -> Replay {
        let n_vertices = world.graph.vertices.len();
        let mut replayer = Self {
            world,
            cache,
            reruns,
            reader: Reader::new(world, reruns),
            needed: needed(world.graph),
            snapshots: vec![None; n_vertices],
            outcomes: vec![None; n_vertices],
            replay: Replay::default(),
        };
        for (index, vertex) in world.graph.vertices.iter().enumerate() {
            if replayer.needed.get(index) == Some(&true) {
                replayer.vertex(index, vertex);
            }
        }
        let outcome = |node: &onionskin_graph::InstructionNode| {
            let stage = node.stage.and_then(|stage| Some((stage, world.graph.stages.get(stage)?)));
            replayer.outcome_of(stage, node.step.as_ref())
        };
        let outcomes = world.graph.instructions.iter().map(outcome).collect();
        Replay { outcomes, ..replayer.replay }
    }

    fn outcome_of(&self, stage: Option<(usize, &Stage)>, step: Option<&Step>) -> Outcome {
        let not_built =
            |stage| Outcome { verdict: Verdict::NotBuilt, causes: vec![Cause::StageNotNeeded(stage)] };
        match (stage, step) {
            (Some((index, stage)), _) if !stage.is_needed => not_built(index),
            (Some((index, _)), Some(step)) => {
                let outcome = self.outcomes.get(step.vertex).cloned().flatten();
                outcome.unwrap_or_else(|| not_built(index))
            }
            _ => Outcome { verdict: Verdict::Settings, causes: vec![Cause::OnlySettings] },
        }
    }

    fn vertex(&mut self, index: usize, vertex: &'a Vertex) {
        let (snapshot, if_same, starts_from) = match &vertex.op {
            Op::Source(SourceOp::Local { .. }) => return,
            Op::Source(source) => {
                let key = self.source_key(source);
                (self.source(source, key, vertex), Cause::SameBaseImage, None)
            }
            Op::Exec(_) | Op::File(_) | Op::Merge => {
                let (snapshot, starts_from) = self.step(index, vertex);
                (snapshot, Cause::NothingItReadsChanged, starts_from)
            }
        };
        let outcome = outcome(snapshot.freshness, if_same, &snapshot.origin, starts_from);
        if let Some(place) = self.outcomes.get_mut(index) {
            *place = Some(outcome);
        }
        if let Some(place) = self.snapshots.get_mut(index) {
            *place = Some(snapshot);
        }
    }

    fn source_key(&self, source: &SourceOp) -> Key {
        match source {
            SourceOp::Image { reference, platform } => {
                Key::of(("image", reference, platform, self.world.images.get(reference)))
            }
            SourceOp::Local { .. } | SourceOp::Http { .. } | SourceOp::Git { .. } => {
                Key::of(("source", source))
            }
        }
    }

    fn source(&mut self, source: &SourceOp, key: Key, vertex: &Vertex) -> Snapshot {
        let is_same = match &mut self.cache {
            Cache::Fill(past) => {
                past.store_key(key);
                true
            }
            Cache::Use(before) => before.is_some_and(|before| before.past.has(key)),
        };
        let freshness = if is_same { Freshness::Same } else { Freshness::New };
        let origin = if is_same { Rc::new([]) } else { self.blame().of_source(source, vertex) };
        Snapshot { key, shape: key, freshness, origin, made_by: vertex.origin.instruction() }
    }

    /// The result of a vertex that is a step, and the last link of the chain where it is not new by itself.
    fn step(&mut self, index: usize, vertex: &'a Vertex) -> (Snapshot, Option<Cause>) {
        let parent = match starts_from(vertex).and_then(|input| vertex.inputs.get(input)) {
            Some(parent) => self.snapshots.get(*parent).cloned().flatten().unwrap_or_else(Snapshot::scratch),
            None => Snapshot::scratch(),
        };
        let at = vertex.origin.instruction().unwrap_or_default();
        let (readings, failure) = self.reader.readings(vertex, &self.snapshots);
        if let Some(failure) = failure {
            self.replay.failures.push((at, failure));
        }
        let op = full_op_key(vertex);
        let found = if matches!(vertex.op, Op::Merge) {
            self.merge(op, vertex, parent.clone())
        } else {
            self.find(index, vertex, op, &parent, &readings)
        };
        let contents: Vec<_> = readings.iter().filter_map(|reading| reading.content).collect();
        let key = found.key.unwrap_or_else(|| Place::new(op, parent.key).key(&contents));
        let made = Snapshot {
            key,
            shape: Place::new(op, parent.shape).shape(),
            freshness: found.freshness,
            origin: found.origin,
            made_by: Some(at),
        };
        (made, found.starts_from)
    }

    fn blame(&self) -> Blame<'a> {
        let before = if let Cache::Use(before) = self.cache { before } else { None };
        Blame { world: self.world, before }
    }

    /// Lays the second input on top of the first: both count by their keys alone.
    fn merge(&mut self, op: Key, vertex: &Vertex, below: Snapshot) -> Found {
        let linked = vertex.inputs.get(1).and_then(|input| self.snapshots.get(*input).cloned().flatten());
        let linked = linked.unwrap_or_else(Snapshot::scratch);
        let place = Place::new(op, Key::of(("merge", below.key, linked.key)));
        if let Cache::Fill(past) = &mut self.cache {
            past.store(place, &[]);
            return Found::same(Some(place.key(&[])));
        }
        let newer = if linked.freshness > below.freshness { linked } else { below };
        if newer.freshness != Freshness::Same {
            return Found::by_itself(newer.freshness, newer.origin);
        }
        match &self.cache {
            Cache::Use(Some(before)) if before.past.at(place).is_some() => Found::same(Some(place.key(&[]))),
            Cache::Use(_) | Cache::Fill(_) => Found::by_itself(Freshness::New, self.blame().of_edit(vertex)),
        }
    }

    /// Looks a vertex up in the cache.
    fn find(
        &mut self,
        index: usize,
        vertex: &'a Vertex,
        op: Key,
        parent: &Snapshot,
        readings: &[Reading],
    ) -> Found {
        let before = match &mut self.cache {
            Cache::Use(before) => *before,
            Cache::Fill(past) => {
                // What is not known even now will not be found again.
                let content = |reading: &Reading| reading.content.unwrap_or_else(|| Key::of("not known"));
                let contents: Vec<_> = readings.iter().map(content).collect();
                past.store_op(op_key(&vertex.op));
                if let Op::Exec(exec) = &vertex.op {
                    past.store_command(Key::of((command_key(exec), parent.shape)), index);
                }
                past.store(Place::new(op, parent.shape), &contents);
                past.store(Place::new(op, parent.key), &contents);
                return Found::same(None);
            }
        };
        let at = vertex.origin.instruction().unwrap_or_default();
        if self.is_forced(vertex) {
            return Found::by_itself(Freshness::New, Rc::new([Cause::Changed(Change::NoCache)]));
        }
        let starts_from = parent.made_by.map(|parent| Cause::StartsFrom { instruction: at, parent });
        let from_parent =
            Found { key: None, freshness: parent.freshness, origin: Rc::clone(&parent.origin), starts_from };
        if parent.freshness == Freshness::New {
            return from_parent;
        }
        let blame = self.blame();
        let Some(before) = before else { return Found::by_itself(Freshness::New, blame.of_edit(vertex)) };
        let past = before.past;
        let parent_key = if parent.freshness == Freshness::Same { parent.key } else { parent.shape };
        let place = Place::new(op, parent_key);
        if past.at(place).is_none() {
            return Found::by_itself(Freshness::New, blame.of_command(vertex, parent));
        }
        let is_same = |index, content| past.has_reading(place, index, content);
        let other: Vec<_> = (0..)
            .zip(readings)
            .filter(|(index, reading)| !reading.content.is_some_and(|content| is_same(*index, content)))
            .map(|(_, reading)| reading)
            .collect();
        if let Some(reading) =
            other.iter().find(|reading| reading.content.is_some() && self.is_exact(reading, before))
        {
            return Found::by_itself(Freshness::New, blame.of_reading(at, reading, &self.snapshots));
        }
        if parent.freshness == Freshness::Open {
            return from_parent;
        }
        if let Some(reading) = other.first() {
            return Found::by_itself(Freshness::Open, blame.of_reading(at, reading, &self.snapshots));
        }
        let contents: Vec<Key> = readings.iter().filter_map(|reading| reading.content).collect();
        let key = place.key(&contents);
        if past.has(key) {
            Found::same(Some(key))
        } else {
            Found::by_itself(Freshness::New, blame.of_edit(vertex))
        }
    }

    /// Whether another content than before certainly means other files.
    fn is_exact(&self, reading: &Reading, before: Before<'_>) -> bool {
        let ReadFrom::Vertex { vertex, copied_by, .. } = &reading.from else { return true };
        if self.reruns == Reruns::Same
            || copied_by.is_some_and(|op| op == document() || before.past.has_op(op))
        {
            return true;
        }
        // Another image may hold the same file; the same image with other content is taken to hold none of the old.
        let op = self.world.graph.vertices.get(*vertex).map(|vertex| &vertex.op);
        match op {
            Some(Op::Source(SourceOp::Image { reference, .. })) => {
                before.world.graph.images().any(|image| image == reference)
            }
            _ => false,
        }
    }

    /// Whether the reader wants it to run in any case.
    fn is_forced(&self, vertex: &Vertex) -> bool {
        let (Origin::Instruction(place) | Origin::Link(place)) = vertex.origin else { return false };
        let is_directory = match &vertex.op {
            Op::File(file) => file.actions.iter().any(|action| matches!(action, FileAction::Mkdir { .. })),
            Op::Exec(_) | Op::Merge | Op::Source(_) => false,
        };
        let stage = || {
            let stage = self.world.graph.instructions.get(place.instruction)?.stage?;
            self.world.graph.stages.get(stage)?.name.clone()
        };
        !is_directory
            && match &self.world.no_cache {
                NoCache::None => false,
                NoCache::All => true,
                NoCache::Stages(names) => stage().is_some_and(|name| names.contains(&name)),
            }
    }
}

/// What a vertex does, and what it reads of the thing that it starts from.
fn full_op_key(vertex: &Vertex) -> Key {
    let op = op_key(&vertex.op);
    let Some(start) = starts_from(vertex) else { return op };
    // BuildKit compares such paths as they are written.
    let taken: Vec<&str> = match &vertex.op {
        Op::File(file) => {
            let taken = file.actions.iter().filter_map(|action| match action {
                FileAction::Copy(copy) if copy.input == Some(start) => Some(copy.source.as_str()),
                FileAction::Copy(_) | FileAction::Mkdir { .. } | FileAction::Mkfile { .. } => None,
            });
            taken.collect()
        }
        Op::Exec(exec) => {
            let mounts = exec.mounts.iter().filter(|mount| mount.input == Some(start));
            mounts.map(|mount| mount.source.as_str()).filter(|source| !source.is_empty()).collect()
        }
        Op::Source(_) | Op::Merge => Vec::new(),
    };
    if taken.is_empty() { op } else { Key::of((op, taken)) }
}

/// Whether the target needs each vertex.
fn needed(graph: &BuildGraph) -> Vec<bool> {
    let mut needed = vec![false; graph.vertices.len()];
    let target = graph.target.and_then(|target| graph.stages.get(target));
    let mut waiting: Vec<usize> = target.and_then(|stage| stage.result).into_iter().collect();
    while let Some(vertex) = waiting.pop() {
        if let Some(seen) = needed.get_mut(vertex).filter(|seen| !**seen) {
            *seen = true;
            waiting.extend(graph.vertices.get(vertex).into_iter().flat_map(|vertex| &vertex.inputs));
            waiting.extend(graph.vertices.get(vertex).into_iter().flat_map(|vertex| &vertex.twins));
        }
    }
    needed
}

/// What a look-up finds.
struct Found {
    /// What the result is stored under, where it is found.
    key: Option<Key>,
    freshness: Freshness,
    /// The causes up to the step that is new by itself.
    origin: Rc<[Cause]>,
    /// The last link of the chain, where the step is not new by itself.
    starts_from: Option<Cause>,
}

impl Found {
    fn same(key: Option<Key>) -> Self {
        Self { key, ..Self::by_itself(Freshness::Same, Rc::new([])) }
    }

    fn by_itself(freshness: Freshness, origin: Rc<[Cause]>) -> Self {
        Self { key: None, freshness, origin, starts_from: None }
    }
}

fn outcome(freshness: Freshness, if_same: Cause, origin: &[Cause], starts_from: Option<Cause>) -> Outcome {
    let changed = || origin.iter().cloned().chain(starts_from).collect();
    match freshness {
        Freshness::Same => Outcome { verdict: Verdict::Reused, causes: vec![if_same] },
        Freshness::Open => Outcome { verdict: Verdict::RebuildsUnlessSame, causes: changed() },
        Freshness::New => Outcome { verdict: Verdict::Rebuilds, causes: changed() },
    }
}
