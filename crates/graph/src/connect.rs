use onionskin_syntax::{Instruction, Keyword};

use crate::onbuild::Triggers;
use crate::outline::Outline;
use crate::source::{TakenFrom, from_flag, mounted};
use crate::{Base, GraphError, Inputs, contexts, reference};

/// Which stages take files from which, before any instruction is carried out.
pub(crate) struct Connections {
    /// For each stage the stages that it takes files from, each with the instruction that does.
    takes: Vec<Vec<(usize, usize)>>,
    /// The same for what the ONBUILD instructions of its base stage add.
    triggers: Vec<Vec<usize>>,
    /// Whether anything is taken from an image that is no stage. BuildKit counts a mount without `from` as one.
    pub(crate) has_foreign_source: bool,
    pub(crate) errors: Vec<GraphError>,
}

impl Connections {
    pub(crate) fn of(outline: &Outline<'_>, triggers: &[Option<Triggers>], inputs: &Inputs) -> Self {
        let mut connections =
            Self { takes: Vec::new(), triggers: Vec::new(), has_foreign_source: false, errors: Vec::new() };
        let mut foreign = Vec::new();
        for stage in 0..outline.stages.len() {
            let mut takes = Vec::new();
            for (at, instruction) in outline.body(stage) {
                for taken in taken_from(instruction, outline) {
                    match taken {
                        Ok(TakenFrom::Stage(source)) => takes.push((source, at)),
                        Ok(TakenFrom::Image(image)) => foreign.push((image, copy_at(instruction, at))),
                        Ok(TakenFrom::Context) => connections.has_foreign_source = true,
                        Err(message) => connections.errors.push(GraphError::nowhere(message)),
                    }
                }
            }
            connections.takes.push(takes);
            connections.triggers.push(taken_by_triggers(stage, outline, triggers));
        }
        connections.has_foreign_source |= !foreign.is_empty();
        connections.errors.extend(connections.cycle(outline));
        connections.errors.extend(bad_references(outline, foreign, inputs));
        connections
    }

    /// The stages that the stage `target` needs: its base and every stage that it takes files from, and so on. With
    /// them, which of these only ONBUILD instructions need.
    pub(crate) fn needed(&self, outline: &Outline<'_>, target: usize) -> (Vec<bool>, Vec<bool>) {
        let without = self.reach(outline, target, false);
        let needed = self.reach(outline, target, true);
        let only_by_triggers = needed.iter().zip(without).map(|(with, without)| *with && !without).collect();
        (needed, only_by_triggers)
    }

    fn reach(&self, outline: &Outline<'_>, target: usize, with_triggers: bool) -> Vec<bool> {
        let mut is_needed = vec![false; outline.stages.len()];
        let mut waiting = vec![target];
        while let Some(stage) = waiting.pop() {
            let Some(seen) = is_needed.get_mut(stage).filter(|seen| !**seen) else { continue };
            *seen = true;
            if let Some(Base::Stage(base)) = outline.stages.get(stage).map(|header| &header.base) {
                waiting.push(*base);
            }
            waiting.extend(self.takes.get(stage).into_iter().flatten().map(|(source, _)| *source));
            if with_triggers {
                waiting.extend(self.triggers.get(stage).into_iter().flatten());
            }
        }
        is_needed
    }

    /// BuildKit's message about the first stage in file order from which a way leads back to a stage on it.
    fn cycle(&self, outline: &Outline<'_>) -> Option<GraphError> {
        let mut visits = vec![Visit::New; self.takes.len()];
        for start in 0..self.takes.len() {
            // Stages on the way from `start`, each with how many of its sources have been looked at.
            let mut way = vec![(start, 0)];
            if visits.get(start) != Some(&Visit::New) {
                continue;
            }
            while let Some((stage, next)) = way.last_mut() {
                let stage = *stage;
                set(&mut visits, stage, Visit::OnTheWay);
                let source = self.takes.get(stage).and_then(|takes| takes.get(*next)).copied();
                *next += 1;
                match source.map(|(source, _)| (source, visits.get(source))) {
                    None => {
                        set(&mut visits, stage, Visit::Done);
                        way.pop();
                    }
                    Some((_, Some(Visit::OnTheWay))) => {
                        let first = way.first().and_then(|(stage, n)| self.takes.get(*stage)?.get(n - 1));
                        let name = outline.display_name(start);
                        return Some(GraphError {
                            message: format!("circular dependency detected on stage: {name}"),
                            instruction: first.map(|(_, at)| *at),
                        });
                    }
                    Some((source, Some(Visit::New))) => way.push((source, 0)),
                    Some((_, Some(Visit::Done) | None)) => {}
                }
            }
        }
        None
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    OnTheWay,
    Done,
}

fn set(visits: &mut [Visit], stage: usize, visit: Visit) {
    if let Some(known) = visits.get_mut(stage) {
        *known = visit;
    }
}

/// Where an instruction takes files from; the build context only for mounts, of COPY nothing is said then.
fn taken_from(instruction: &Instruction, outline: &Outline<'_>) -> Vec<Result<TakenFrom, String>> {
    match instruction.keyword {
        Some(Keyword::Copy) => {
            from_flag(instruction).map(|from| TakenFrom::of_copy(from, outline)).into_iter().collect()
        }
        Some(Keyword::Run) => {
            let taken = |from: Option<String>| {
                Ok(from.map_or(TakenFrom::Context, |from| TakenFrom::of_name(&from, outline)))
            };
            mounted(instruction).map(taken).collect()
        }
        _ => Vec::new(),
    }
}

/// The instruction that BuildKit names for a foreign image: a COPY, and none for a mount.
fn copy_at(instruction: &Instruction, at: usize) -> Option<usize> {
    (instruction.keyword == Some(Keyword::Copy)).then_some(at)
}

fn taken_by_triggers(stage: usize, outline: &Outline<'_>, triggers: &[Option<Triggers>]) -> Vec<usize> {
    let Some(Base::Stage(base)) = outline.stages.get(stage).map(|header| &header.base) else {
        return Vec::new();
    };
    let instructions =
        triggers.get(*base).and_then(Option::as_ref).into_iter().flat_map(Triggers::instructions);
    let taken = instructions.flat_map(|instruction| taken_from(instruction, outline));
    taken
        .filter_map(|taken| match taken {
            Ok(TakenFrom::Stage(source)) => Some(source),
            Ok(TakenFrom::Image(_) | TakenFrom::Context) | Err(_) => None,
        })
        .collect()
}

/// What BuildKit says of names of images that are none, in all stages.
fn bad_references<'a>(
    outline: &'a Outline<'_>,
    foreign: Vec<(String, Option<usize>)>,
    inputs: &'a Inputs,
) -> impl Iterator<Item = GraphError> + 'a {
    let bases =
        outline.stages.iter().filter(|header| header.is_sound).filter_map(|header| match &header.base {
            Base::Image(image) => Some((image.clone(), Some(header.instructions.start))),
            Base::Stage(_) | Base::Scratch => None,
        });
    bases.chain(foreign).filter_map(|(image, instruction)| {
        if image == "scratch" || image.contains('$') || contexts::find(&image, inputs).is_some() {
            return None;
        }
        let error = reference::normalize(&image).err()?;
        let message = format!("failed to parse stage name {}: {error}", onionskin_syntax::go::quote(&image));
        Some(GraphError { message, instruction })
    })
}
