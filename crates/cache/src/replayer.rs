use std::mem;
use std::rc::Rc;

use onionskin_graph::{Base, InstructionNode, Operation, Stage, Step};

use crate::key::Key;
use crate::past::{Past, Place};
use crate::reading::{ReadFrom, Reader, Reading};
use crate::snapshot::{Freshness, Snapshot};
use crate::trace::Built;
use crate::{Cause, Change, Outcome, Verdict, World};

/// What a build finds in the cache.
pub(crate) enum Cache<'a> {
    /// The build before: it leaves what it makes.
    Fill(&'a mut Past),
    /// The build that is replayed; the change is what the reader calls the difference.
    Use(&'a Past, &'a Change),
}

/// Walks through a build.
pub(crate) struct Replayer<'a> {
    world: &'a World<'a>,
    cache: Cache<'a>,
    reader: Reader<'a>,
    /// The stages so far; `None` for those that are not needed.
    built: Vec<Option<Built<'a>>>,
    /// The steps of the current stage with their results.
    steps: Vec<(&'a Step, Snapshot)>,
    outcomes: Vec<Outcome>,
}

impl<'a> Replayer<'a> {
    /// The outcomes for all instructions, in file order.
    pub(crate) fn outcomes(world: &'a World<'a>, cache: Cache<'a>) -> Vec<Outcome> {
        let mut replayer = Self {
            world,
            cache,
            reader: Reader::new(world),
            built: Vec::new(),
            steps: Vec::new(),
            outcomes: Vec::new(),
        };
        let graph = world.graph;
        let n_before = graph.instructions.iter().take_while(|node| node.stage.is_none()).count();
        replayer.outcomes.resize(n_before, settings());
        for (index, stage) in graph.stages.iter().enumerate() {
            if stage.is_needed {
                replayer.stage(stage);
            } else {
                let outcome =
                    Outcome { verdict: Verdict::NotBuilt, causes: vec![Cause::StageNotNeeded(index)] };
                replayer.outcomes.extend(stage.instructions.clone().map(|_| outcome.clone()));
                replayer.built.push(None);
            }
        }
        replayer.outcomes
    }

    fn stage(&mut self, stage: &'a Stage) {
        let mut snapshot = match stage.base {
            Base::Stage(base) => self.end_of(base).cloned().unwrap_or_else(Snapshot::scratch),
            Base::Image(_) | Base::Scratch => Snapshot::scratch(),
        };
        let start = stage.instructions.start;
        let nodes = self.world.graph.instructions.get(stage.instructions.clone()).unwrap_or_default();
        for (at, node) in (start..).zip(nodes) {
            let outcome = self.instruction(at, node, &mut snapshot);
            self.outcomes.push(outcome);
            if at == start {
                for trigger in &stage.triggers {
                    self.instruction(at, trigger, &mut snapshot);
                }
            }
        }
        let steps = mem::take(&mut self.steps);
        self.built.push(Some(Built { base: &stage.base, steps, end: snapshot }));
    }

    fn instruction(&mut self, at: usize, node: &'a InstructionNode, snapshot: &mut Snapshot) -> Outcome {
        let Some(step) = &node.step else { return settings() };
        let outcome = self.step(at, step, snapshot);
        self.steps.push((step, snapshot.clone()));
        outcome
    }

    /// The outcome of `step`; `snapshot` is what it starts from and then what it leaves.
    fn step(&mut self, at: usize, step: &'a Step, snapshot: &mut Snapshot) -> Outcome {
        if let Operation::Pull { image } = &step.operation {
            return self.pull(at, image, snapshot);
        }
        let is_link = matches!(step.operation, Operation::Copy { is_link: true, .. });
        let parent = if is_link { Snapshot::scratch() } else { snapshot.clone() };
        let readings = self.reader.readings(step, &self.built);
        let found = self.find(at, step, &parent, &readings);

        let contents: Vec<_> = readings.iter().filter_map(|reading| reading.content).collect();
        let made = Snapshot {
            key: Place::new(step.definition, parent.key).key(&contents),
            shape: Place::new(step.definition, parent.shape).shape(),
            freshness: found.freshness,
            origin: found.origin,
            made_by: Some(at),
        };
        let outcome = outcome(found.freshness, Cause::NothingItReadsChanged, &made.origin, found.starts_from);
        *snapshot = if is_link { snapshot.merged(&made) } else { made };
        outcome
    }

    fn pull(&mut self, at: usize, image: &str, snapshot: &mut Snapshot) -> Outcome {
        let key = self.reader.image(image);
        let is_same = match &mut self.cache {
            Cache::Fill(past) => {
                past.store_key(key);
                true
            }
            Cache::Use(past, _) => past.has(key),
        };
        let freshness = if is_same { Freshness::Same } else { Freshness::New };
        let origin = if is_same { Rc::new([]) } else { self.root() };
        let outcome = outcome(freshness, Cause::SameBaseImage, &origin, None);
        *snapshot = Snapshot { key, shape: key, freshness, origin, made_by: Some(at) };
        outcome
    }

    /// Looks `step` up in the cache.
    fn find(&mut self, at: usize, step: &Step, parent: &Snapshot, readings: &[Reading<'_>]) -> Found {
        let past = match &mut self.cache {
            Cache::Use(past, _) => *past,
            Cache::Fill(past) => {
                let contents: Vec<_> = readings.iter().filter_map(|reading| reading.content).collect();
                past.store_definition(step.definition);
                past.store(Place::new(step.definition, parent.key), &contents);
                past.store(Place::new(step.definition, parent.shape), &contents);
                return Found::same();
            }
        };
        let starts_from = parent.made_by.map(|parent| Cause::StartsFrom { instruction: at, parent });
        let from_parent =
            Found { freshness: parent.freshness, origin: Rc::clone(&parent.origin), starts_from };
        if parent.freshness == Freshness::New {
            return from_parent;
        }
        let parent_key = if parent.freshness == Freshness::Same { parent.key } else { parent.shape };
        let place = Place::new(step.definition, parent_key);
        if !past.has_place(place) {
            return Found::by_itself(Freshness::New, self.root());
        }
        let is_same = |index, content| past.has_reading(place, index, content);
        let other: Vec<_> = (0..)
            .zip(readings)
            .filter(|(index, reading)| !reading.content.is_some_and(|content| is_same(*index, content)))
            .map(|(_, reading)| reading)
            .collect();
        if let Some(reading) =
            other.iter().find(|reading| reading.content.is_some() && reading.is_exact(past))
        {
            return Found::by_itself(Freshness::New, self.origin_of(at, reading));
        }
        if parent.freshness == Freshness::Open {
            return from_parent;
        }
        if let Some(reading) = other.first() {
            return Found::by_itself(Freshness::Open, self.origin_of(at, reading));
        }
        let contents: Vec<Key> = readings.iter().filter_map(|reading| reading.content).collect();
        if past.has(place.key(&contents)) {
            Found::same()
        } else {
            Found::by_itself(Freshness::New, self.root())
        }
    }

    /// Why what is read is not the same as in the build before.
    fn origin_of(&self, at: usize, reading: &Reading<'_>) -> Rc<[Cause]> {
        match reading.from {
            ReadFrom::Context(path) => {
                let reads = Cause::Reads { instruction: at, path: path.to_owned() };
                self.root().iter().cloned().chain([reads]).collect()
            }
            ReadFrom::Stage { stage, path, .. } => {
                let end = self.end_of(stage);
                let origin = end.map_or_else(|| self.root(), |end| Rc::clone(&end.origin));
                // The chain names where it starts and how it ends: stages between them would make it longer with
                // each stage.
                let is_start = |cause: &&Cause| matches!(cause, Cause::Changed(_) | Cause::Reads { .. });
                let takes = end.and_then(|end| end.made_by).map(|producer| Cause::TakesFrom {
                    instruction: at,
                    producer,
                    path: path.to_owned(),
                });
                origin.iter().filter(is_start).cloned().chain(takes).collect()
            }
            ReadFrom::Image => self.root(),
        }
    }

    fn end_of(&self, stage: usize) -> Option<&Snapshot> {
        Some(&self.built.get(stage)?.as_ref()?.end)
    }

    fn root(&self) -> Rc<[Cause]> {
        match &self.cache {
            Cache::Fill(_) => Rc::new([]),
            Cache::Use(_, change) => Rc::new([Cause::Changed((*change).clone())]),
        }
    }
}

/// What a look-up finds.
struct Found {
    freshness: Freshness,
    /// The causes up to the step that is new by itself.
    origin: Rc<[Cause]>,
    /// The last link of the chain, where the step is not new by itself.
    starts_from: Option<Cause>,
}

impl Found {
    fn same() -> Self {
        Self::by_itself(Freshness::Same, Rc::new([]))
    }

    fn by_itself(freshness: Freshness, origin: Rc<[Cause]>) -> Self {
        Self { freshness, origin, starts_from: None }
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

fn settings() -> Outcome {
    Outcome { verdict: Verdict::Settings, causes: vec![Cause::OnlySettings] }
}
