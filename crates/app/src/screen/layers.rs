use std::rc::Rc;

use onionskin_analysis::{Analysis, Problem};
use onionskin_cache::{Cause, Change, Replay, Verdict};
use onionskin_graph::{BuildGraph, InstructionNode, Operation, Stage, stage_name};
use onionskin_syntax::{Instruction, Keyword};
use onionskin_text::LineRange;

use super::folds::Folds;
use super::lanes::{Lanes, lanes};
use super::layout::{self, HEADING_HEIGHT, LANE_SLAB_HEIGHT, Place, SETTING_HEIGHT, SLAB_HEIGHT, Size};
use super::takings::{Taking, takings};

/// The most characters of an instruction that a row holds; more than any row has room for.
const MAX_ROW_CHARACTERS: usize = 200;

/// The stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layers {
    /// One row for each instruction, in file order; at least one.
    Rows(Vec<Rc<LayerRow>>),
    /// The file has no instruction.
    Empty,
    /// The file is too large, and why.
    TooLarge(String),
}

/// An instruction in the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// The lines of the instruction.
    pub lines: LineRange,
    /// The same lines counted among those that the editor shows.
    pub beside: LineRange,
    /// The byte offset of its first byte.
    pub start: u32,
    /// The index of its stage; `None` in front of the first FROM.
    pub stage: Option<usize>,
    /// The lane that it stands in where stages stand side by side, counted from 0.
    pub lane: usize,
    /// What it takes from other stages, in words: "takes /out from build".
    pub takes: Vec<String>,
    /// Whether arrows end at its left side, and whether at its right.
    pub arrows: (bool, bool),
    /// The heading of the stage that starts here, where the file has several.
    pub heading: Option<Heading>,
    /// The label of its step, as `docker build` prints it; `None` for settings.
    pub step: Option<String>,
    /// What it looks like.
    pub shape: Shape,
    /// What it says, on one line, cut where it is very long.
    pub text: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The root of the verdict, in a word or two.
    pub cause: String,
    /// Whether BuildKit refuses it.
    pub has_error: bool,
    /// Whether it is the selected one.
    pub is_selected: bool,
    /// Where it stands beside the editor.
    pub place: Place,
}

/// The heading of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name, or the one that `docker build` prints: "stage-1".
    pub name: String,
    /// What the build does with it.
    pub note: &'static str,
}

/// What a row looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The base of the pile: an image.
    Base,
    /// A layer of the image.
    Layer,
    /// A step that makes no layer.
    Step,
    /// The start of a stage that takes no image: it has no step, but all else in the stage stands on it.
    Start,
    /// A setting of the image.
    Setting,
}

impl LayerRow {
    /// The height of the heading above it where stages stand side by side.
    pub(crate) fn heading_height(&self) -> u32 {
        if self.heading.is_some() { HEADING_HEIGHT } else { 0 }
    }
}

/// The rows of the stack, in file order, and what is drawn behind them where there are several stages. `problems` are
/// those of each instruction.
pub(crate) fn rows(
    analysis: &Analysis,
    replay: &Replay,
    problems: &[Vec<&Problem>],
    folds: &Folds,
    selected: Option<usize>,
) -> (Vec<Rc<LayerRow>>, Option<Lanes>) {
    let instructions: Vec<&Instruction> = analysis.dockerfile.instructions().collect();
    let graph = &analysis.graph;
    let has_lanes = graph.stages.len() > 1;
    let mut rows: Vec<LayerRow> = Vec::with_capacity(instructions.len());
    let mut all_takings: Vec<Vec<Taking>> = Vec::new();
    for (at, instruction) in instructions.iter().enumerate() {
        let node = graph.instructions.get(at);
        let outcome = replay.outcomes.get(at);
        let step = node.and_then(|node| node.step.as_ref());
        let stage = node.and_then(|node| node.stage);
        let takings = if has_lanes { takings(graph, at, instruction.keyword) } else { Vec::new() };
        let lane = stage.filter(|_| has_lanes).unwrap_or_default();
        let from =
            |is_side: fn(usize, usize) -> bool| takings.iter().any(|taking| is_side(taking.stage, lane));
        let is_start = has_lanes && step.is_none() && instruction.keyword == Some(Keyword::From);
        rows.push(LayerRow {
            lane,
            takes: takings.iter().map(|taking| taking.words(graph)).collect(),
            arrows: (from(|stage, lane| stage < lane), from(|stage, lane| stage > lane)),
            lines: instruction.lines,
            beside: LineRange {
                first: folds.shown(instruction.lines.first),
                last: folds.shown(instruction.lines.last),
            },
            start: instruction.span.start,
            stage,
            heading: node.and_then(|node| heading(graph, node.stage?, at)),
            step: step.map(|step| step.label.clone()),
            shape: if is_start { Shape::Start } else { shape(node) },
            text: instruction.text.chars().take(MAX_ROW_CHARACTERS).collect(),
            verdict: outcome.map_or(Verdict::Settings, |outcome| outcome.verdict),
            cause: outcome.and_then(|outcome| outcome.causes.first()).map(root).unwrap_or_default(),
            has_error: problems.get(at).is_some_and(|own| !own.is_empty()),
            is_selected: selected == Some(at),
            place: Place::default(),
        });
        all_takings.push(takings);
    }
    place(&mut rows, if has_lanes { LANE_SLAB_HEIGHT } else { SLAB_HEIGHT });
    let lanes = has_lanes.then(|| lanes(graph, &rows, &all_takings));
    (rows.into_iter().map(Rc::new).collect(), lanes)
}

fn place(rows: &mut [LayerRow], slab_height: u32) {
    let size = |row: &LayerRow| Size {
        lines: row.beside,
        height: if matches!(row.shape, Shape::Setting | Shape::Start) { SETTING_HEIGHT } else { slab_height },
        heading: row.heading_height(),
    };
    let places = layout::places(rows.iter().map(size));
    for (row, place) in rows.iter_mut().zip(places) {
        row.place = place;
    }
}

fn shape(node: Option<&InstructionNode>) -> Shape {
    match node.and_then(|node| node.step.as_ref()) {
        None => Shape::Setting,
        Some(step) if step.makes_layer => Shape::Layer,
        Some(step) => match step.operation {
            Operation::Pull { .. } => Shape::Base,
            Operation::MakeDirectory { .. } | Operation::Copy { .. } | Operation::Run { .. } => Shape::Step,
        },
    }
}

fn heading(graph: &BuildGraph, at: usize, instruction: usize) -> Option<Heading> {
    let starts_here = |stage: &&Stage| stage.instructions.start == instruction && graph.stages.len() > 1;
    let stage = graph.stages.get(at).filter(starts_here)?;
    let note = match stage {
        _ if graph.target == Some(at) && at + 1 == graph.stages.len() => "final image",
        _ if graph.target == Some(at) => "target",
        stage if stage.is_needed => "needed",
        _ => "not needed",
    };
    Some(Heading { name: stage_name(graph, at), note })
}

/// The root of a verdict, in a word or two.
fn root(cause: &Cause) -> String {
    match cause {
        Cause::Changed(Change::FirstBuild) => "first build".to_owned(),
        Cause::Changed(Change::AppCode) => "app code".to_owned(),
        Cause::Changed(Change::Files(paths)) => format!("{} files", paths.len()),
        Cause::Changed(Change::BaseImage(image)) => image.clone(),
        Cause::Changed(Change::Argument(name)) => format!("ARG {name}"),
        Cause::Changed(Change::Dockerfile) | Cause::Edited { .. } => "Dockerfile".to_owned(),
        Cause::Changed(Change::NoCache) => "no cache".to_owned(),
        Cause::Changed(Change::Nothing) | Cause::NothingItReadsChanged => {
            "nothing it reads changed".to_owned()
        }
        Cause::Changed(Change::File(path)) | Cause::Reads { path, .. } | Cause::TakesFrom { path, .. } => {
            path.clone()
        }
        Cause::StartsFrom { .. } => "the step before it".to_owned(),
        Cause::SameBaseImage => "same base image".to_owned(),
        Cause::StageNotNeeded(_) => "stage not needed".to_owned(),
        Cause::OnlySettings => "only settings".to_owned(),
    }
}
