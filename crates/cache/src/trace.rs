use std::collections::HashMap;

use onionskin_graph::{Base, Definition, Operation, Source, Step};

use crate::glob::has_wildcards;
use crate::key::Key;
use crate::place::Place;
use crate::reading::copied;
use crate::selector::Selector;
use crate::snapshot::{Freshness, Snapshot};
use crate::{Selection, World};

/// How many sources and steps are looked at to find out what stands at one path. No image has so many layers;
/// without a bound many copies out of a long chain of stages would take the product of both.
const MAX_LOOKS: usize = 200;

/// How the names of archives end that ADD may unpack.
const ARCHIVES: [&str; 9] = [".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".tzst"];

/// A stage that has been walked through.
pub(crate) struct Built<'a> {
    pub(crate) base: &'a Base,
    /// Its steps with their results, in order.
    pub(crate) steps: Vec<(&'a Step, Snapshot)>,
    /// What it ends with.
    pub(crate) end: Snapshot,
}

/// What stands at a path of a stage, as far as it can be known without running a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traced {
    /// Stands for the content; the same in both builds where the same steps put it there.
    pub(crate) content: Key,
    /// The one step whose files these are. Where it is there, another content means other files; else it may mean
    /// that what changed is hidden by something else.
    pub(crate) copied_by: Option<Definition>,
}

/// The output of a command that runs again decides what stands at a path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutputDecides;

/// Finds what stands at paths of stages: goes back from a stage's last step over those that do not touch the path to
/// those that put it there.
pub(crate) struct Tracer<'a> {
    world: &'a World<'a>,
    /// What was found before, by stage and path.
    known: HashMap<Key, Result<Traced, OutputDecides>>,
    n_left: usize,
    selector: Selector<'a>,
}

/// What one source of a copy puts at the path.
struct Part {
    content: Key,
    /// Whether nothing that was there before shows.
    is_whole: bool,
    /// Whether all of it is seen at the path.
    is_exact: bool,
}

impl<'a> Tracer<'a> {
    pub(crate) fn new(world: &'a World<'a>) -> Self {
        Self { world, known: HashMap::new(), n_left: 0, selector: Selector::new(&world.files) }
    }

    /// What stands at `path`, absolute and maybe with wildcards, at the end of the stage with index `stage`.
    pub(crate) fn trace(
        &mut self,
        built: &[Option<Built<'a>>],
        stage: usize,
        path: &str,
    ) -> Result<Traced, OutputDecides> {
        self.n_left = MAX_LOOKS;
        let key = Key::of((stage, path));
        let traced = self.find(built, stage, path);
        self.known.insert(key, traced);
        traced
    }

    fn find(
        &mut self,
        built: &[Option<Built<'a>>],
        stage: usize,
        path: &str,
    ) -> Result<Traced, OutputDecides> {
        if let Some(traced) = self.known.get(&Key::of((stage, path))) {
            return *traced;
        }
        let mut trail = Trail::default();
        // Of a path with wildcards all of the directory above them counts.
        let literal: Vec<_> = path.split('/').take_while(|part| !has_wildcards(part)).collect();
        let place = &literal.join("/");
        trail.is_inexact = literal.len() < path.split('/').count();
        let mut next = Some(stage);
        while let Some(stage) = next.and_then(|stage| built.get(stage)).and_then(Option::as_ref) {
            for (step, snapshot) in stage.steps.iter().rev() {
                self.n_left = self.n_left.saturating_sub(1);
                if self.n_left == 0 || !is_known(&step.operation) || is_variable(place) {
                    let is_same = snapshot.freshness == Freshness::Same;
                    let content = is_same.then(|| Key::of(("at", snapshot.key, path)));
                    return content.map(|content| trail.ending_with(content)).ok_or(OutputDecides);
                }
                match &step.operation {
                    Operation::Run { .. } | Operation::Pull { .. } => {}
                    Operation::MakeDirectory { path: made } => {
                        if let Some(place) = Place::new(made, place).filter(Place::holds_destination) {
                            trail.add(step.definition, Key::of("directory"), place.is_certain());
                        }
                    }
                    Operation::Copy { sources, .. } => {
                        for source in sources.iter().rev() {
                            self.n_left = self.n_left.saturating_sub(1);
                            let Some(part) = self.part(built, step, source, place)? else { continue };
                            trail.add(step.definition, part.content, part.is_exact);
                            if part.is_whole {
                                return Ok(trail.ending_with(Key::of("whole")));
                            }
                        }
                    }
                }
            }
            next = match stage.base {
                Base::Stage(base) => Some(*base),
                Base::Image(_) | Base::Scratch => None,
            };
        }
        Ok(trail.ending_with(Key::of("nothing")))
    }

    /// What `source` of the copy `step` puts at `path`, if anything.
    fn part(
        &mut self,
        built: &[Option<Built<'a>>],
        step: &Step,
        source: &Source,
        path: &str,
    ) -> Result<Option<Part>, OutputDecides> {
        let Operation::Copy { sources, destination, excludes, keeps_parents, .. } = &step.operation else {
            return Ok(None);
        };
        let Some(mut place) = Place::new(destination, path) else { return Ok(None) };
        place.is_directory |= sources.len() > 1;
        let part = match source {
            Source::Context { path } => self.part_of_context(&copied(path, *keeps_parents, excludes), &place),
            Source::Stage { stage, path } => {
                let path = place.rest().map_or_else(|| path.clone(), |rest| format!("{path}/{rest}"));
                // Whether it is a file or a directory is not known, and so neither is where it lands.
                Some(Part {
                    content: self.find(built, *stage, &path)?.content,
                    is_whole: false,
                    is_exact: false,
                })
            }
            Source::Image { image, path } => {
                let content = Key::of(("in image", image, self.world.images.get(image), path));
                Some(Part { content, is_whole: false, is_exact: false })
            }
            Source::Inline { .. } | Source::Remote { .. } => {
                Some(Part { content: Key::of("as defined"), is_whole: false, is_exact: false })
            }
        };
        let is_certain = place.is_certain();
        let doubted = |part: Part| Part {
            is_whole: part.is_whole && is_certain,
            is_exact: part.is_exact && is_certain,
            ..part
        };
        Ok(part.map(doubted))
    }

    fn part_of_context(&mut self, selection: &Selection, place: &Place) -> Option<Part> {
        let files = &self.world.files;
        let selector = &mut self.selector;
        let mut all = || Part {
            content: selector.content(selection).unwrap_or_else(|_| Key::of("error")),
            is_whole: false,
            is_exact: place.rest().is_none(),
        };
        let base_name = selection.path().rsplit('/').next().unwrap_or_default();
        let is_archive = ARCHIVES.iter().any(|ending| base_name.ends_with(ending));
        if !selection.is_plain() || files.has_links() || is_archive {
            return Some(all());
        }
        let node = files.find(selection.path())?;
        let Some(rest) = place.rest() else { return Some(all()) };
        let path = format!("{}/{rest}", selection.path());
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

/// Whether it can be said without running anything which paths the step touches.
fn is_known(operation: &Operation) -> bool {
    match operation {
        Operation::Run { .. } | Operation::Pull { .. } => false,
        Operation::MakeDirectory { path } | Operation::Copy { destination: path, .. } => !is_variable(path),
    }
}

/// Whether a path holds a variable whose value is not known.
fn is_variable(path: &str) -> bool {
    path.contains('$')
}

/// What the path is made of, the last thing first.
#[derive(Default)]
struct Trail {
    parts: Vec<(Definition, Key)>,
    is_inexact: bool,
}

impl Trail {
    fn add(&mut self, definition: Definition, content: Key, is_exact: bool) {
        self.parts.push((definition, content));
        self.is_inexact |= !is_exact;
    }

    fn ending_with(self, bottom: Key) -> Traced {
        let copied_by = match self.parts.as_slice() {
            [(definition, _)] if !self.is_inexact => Some(*definition),
            _ => None,
        };
        Traced { content: Key::of(("traced", &self.parts, bottom)), copied_by }
    }
}
