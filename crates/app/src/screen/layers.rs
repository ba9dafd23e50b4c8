use std::rc::Rc;

use onionskin_analysis::{Analysis, Problem};
use onionskin_cache::{Cause, Change, Replay, Verdict};
use onionskin_graph::{BuildGraph, InstructionNode, Operation, Stage, stage_name};
use onionskin_syntax::{Instruction, Keyword};
use onionskin_text::LineRange;

use super::folded::{FoldedStage, folded};
use super::lanes::{self, LanePlan, Lanes};
use super::layout::{
    self, HEADING_HEIGHT, LANE_SLAB_HEIGHT, Place, ROW_GAP, SETTING_HEIGHT, SLAB_HEIGHT, Size,
};
use super::piles::{self, Pile};
use super::takings::{Taking, takings};
use crate::folds::CaretIn;
use crate::{Fold, PileOrder, State};

/// The most characters of an instruction that a row holds; more than any row has room for.
pub(crate) const MAX_ROW_CHARACTERS: usize = 200;

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
    /// The slab of its stage, where that is folded and starts here: what is shown instead of the row itself.
    pub folded: Option<FoldedStage>,
    /// Whether it is within a folded stage that starts above it: then nothing of it is shown.
    pub is_hidden: bool,
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
    /// That its author says something of it, in words; not before notes are loaded.
    pub note: Option<&'static str>,
    /// Whether it is the selected one.
    pub is_selected: bool,
    /// Where it stands beside the editor.
    pub place: Place,
}

/// How the rows are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Which way up.
    pub order: PileOrder,
    /// The height of the stack, where its rows do not stand beside their source.
    pub free_height: Option<u32>,
    /// How many stages there are.
    pub n_stages: usize,
    /// What holds for all stages that nothing else was asked of; `None` where there is only one.
    pub all: Option<Fold>,
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
    fn heading_height(&self) -> u32 {
        if self.heading.is_some() && self.folded.is_none() { HEADING_HEIGHT } else { 0 }
    }

    /// The height of the row itself, with the gap below it.
    fn height(&self, slab_height: u32) -> u32 {
        match self.shape {
            _ if self.folded.is_some() => LANE_SLAB_HEIGHT,
            Shape::Setting | Shape::Start => SETTING_HEIGHT,
            Shape::Base | Shape::Layer | Shape::Step => slab_height,
        }
    }

    /// The verdict of what is shown: of the row, or of its folded stage.
    pub(crate) fn shown_verdict(&self) -> Verdict {
        self.folded.as_ref().map_or(self.verdict, |stage| stage.verdict)
    }

    /// Whether what is shown is selected or holds what is.
    pub(crate) fn is_marked(&self) -> bool {
        self.folded.as_ref().map_or(self.is_selected, |stage| stage.has_selected)
    }

    /// The top of the row with its heading, and the height of both with the gap below.
    pub fn extent(&self) -> (u32, u32) {
        let (top, bottom) = self.with_heading();
        (top, bottom.saturating_sub(top).saturating_add(ROW_GAP))
    }

    /// The top and the bottom of the row with its heading, which is above it or, in a stack that is turned over, below.
    pub(crate) fn with_heading(&self) -> (u32, u32) {
        let Place { top, bottom, heading_is_below, .. } = self.place;
        let heading = self.heading_height();
        if heading_is_below {
            (top, bottom.saturating_add(heading))
        } else {
            (top.saturating_sub(heading), bottom)
        }
    }
}

/// What the stack is made of.
pub(crate) struct Stack {
    /// The rows, in file order.
    pub(crate) rows: Vec<Rc<LayerRow>>,
    /// What is drawn behind them where there are several stages.
    pub(crate) lanes: Option<Lanes>,
    /// How they are arranged.
    pub(crate) arrangement: Arrangement,
}

/// The stack of `analysis`. `problems` are those of each instruction.
pub(crate) fn stack(
    state: &State,
    analysis: &Analysis,
    replay: &Replay,
    problems: &[Vec<&Problem>],
    selected: Option<usize>,
) -> Stack {
    let instructions: Vec<&Instruction> = analysis.dockerfile.instructions().collect();
    let graph = &analysis.graph;
    let n_stages = graph.stages.len();
    let has_lanes = n_stages > 1;
    let takings_of = |(at, instruction): (usize, &&Instruction)| {
        if has_lanes { takings(graph, at, instruction.keyword) } else { Vec::new() }
    };
    let all_takings: Vec<Vec<Taking>> = instructions.iter().enumerate().map(takings_of).collect();
    let plan = lanes::plan(graph, &all_takings);
    let mut rows: Vec<LayerRow> = Vec::with_capacity(instructions.len());
    for ((at, instruction), takings) in instructions.iter().enumerate().zip(&all_takings) {
        let node = graph.instructions.get(at);
        let outcome = replay.outcomes.get(at);
        let step = node.and_then(|node| node.step.as_ref());
        let own_stage = node.and_then(|node| node.stage);
        let lane = lane(&plan, own_stage);
        let is_start = has_lanes && step.is_none() && instruction.keyword == Some(Keyword::From);
        rows.push(LayerRow {
            lane,
            takes: takings.iter().map(|taking| taking.words(graph)).collect(),
            arrows: sides(&plan, own_stage, lane, takings),
            folded: None,
            is_hidden: false,
            lines: instruction.lines,
            beside: LineRange {
                first: state.line_folds.shown(instruction.lines.first),
                last: state.line_folds.shown(instruction.lines.last),
            },
            start: instruction.span.start,
            stage: own_stage,
            heading: node.and_then(|node| heading(graph, node.stage?, at)),
            step: step.map(|step| step.label.clone()),
            shape: if is_start { Shape::Start } else { shape(node) },
            text: instruction.text.chars().take(MAX_ROW_CHARACTERS).collect(),
            verdict: outcome.map_or(Verdict::Settings, |outcome| outcome.verdict),
            cause: outcome.and_then(|outcome| outcome.causes.first()).map(root).unwrap_or_default(),
            has_error: problems.get(at).is_some_and(|own| !own.is_empty()),
            note: None,
            is_selected: selected == Some(at),
            place: Place::default(),
        });
    }
    if has_lanes {
        fold(state, graph, &mut rows, &all_takings);
    }
    let mut arrangement = Arrangement {
        order: state.pile_order,
        free_height: None,
        n_stages,
        all: has_lanes.then(|| state.folds.all(n_stages)),
    };
    let slab_height = if has_lanes { LANE_SLAB_HEIGHT } else { SLAB_HEIGHT };
    if arrangement.order == PileOrder::BaseAtBottom || arrangement.all == Some(Fold::Folded) {
        arrangement.free_height = Some(place_free(&mut rows, &plan, slab_height, arrangement.order));
    } else {
        place_beside_source(&mut rows, slab_height);
    }
    let is_beside_source = arrangement.free_height.is_none();
    let lanes = has_lanes.then(|| {
        let drawn = lanes::lanes(graph, &rows, &all_takings, plan.n_lanes);
        Lanes { guides: if is_beside_source { drawn.guides } else { Vec::new() }, ..drawn }
    });
    Stack { rows: rows.into_iter().map(Rc::new).collect(), lanes, arrangement }
}

/// The lane of a row; rows in front of the first stage stand in the first lane.
fn lane(plan: &LanePlan, stage: Option<usize>) -> usize {
    stage.and_then(|stage| plan.lanes.get(stage)).copied().unwrap_or_default()
}

/// Whether arrows end at the left side of a row, and whether at its right.
fn sides(plan: &LanePlan, stage: Option<usize>, own_lane: usize, takings: &[Taking]) -> (bool, bool) {
    let mut others = takings.iter().filter(|taking| Some(taking.stage) != stage);
    let from = |taking: &Taking| lane(plan, Some(taking.stage));
    let is_right = others.clone().any(|taking| from(taking) >= own_lane);
    (others.any(|taking| from(taking) < own_lane), is_right)
}

/// Folds the stages that are to be folded.
fn fold(state: &State, graph: &BuildGraph, rows: &mut [LayerRow], takings: &[Vec<Taking>]) {
    for (at, stage) in graph.stages.iter().enumerate() {
        let own = stage.instructions.clone();
        let has_selected = rows.get(own.clone()).is_some_and(|own| own.iter().any(|row| row.is_selected));
        let caret = if has_selected { CaretIn::ThisStage } else { CaretIn::Elsewhere };
        if state.folds.of(at, graph.stages.len(), caret) == Fold::Open {
            continue;
        }
        let folded = folded(graph, stage, rows, takings);
        let Some([slab, hidden @ ..]) = rows.get_mut(own) else { continue };
        slab.folded = Some(folded);
        for row in hidden {
            row.is_hidden = true;
            slab.arrows = (slab.arrows.0 || row.arrows.0, slab.arrows.1 || row.arrows.1);
        }
    }
}

/// Places rows beside their source.
fn place_beside_source(rows: &mut [LayerRow], slab_height: u32) {
    let size = |row: &LayerRow| Size {
        lines: row.beside,
        height: row.height(slab_height),
        heading: row.heading_height(),
    };
    let places = layout::places(rows.iter().filter(|row| !row.is_hidden).map(size));
    put(rows, places);
}

/// Places rows close together, each stage in its lane. Returns the height of all.
fn place_free(rows: &mut [LayerRow], plan: &LanePlan, slab_height: u32, order: PileOrder) -> u32 {
    let mut piles: Vec<Pile> = Vec::new();
    let mut stage_of_last = None;
    for row in rows.iter().filter(|row| !row.is_hidden) {
        if piles.is_empty() || row.stage != stage_of_last {
            let reach = row.stage.and_then(|stage| plan.reaches.get(stage)).copied().unwrap_or_default();
            piles.push(Pile { lane: row.lane, reach, heading: row.heading_height(), rows: Vec::new() });
            stage_of_last = row.stage;
        }
        if let Some(pile) = piles.last_mut() {
            pile.rows.push(row.height(slab_height));
        }
    }
    let (mut places, height) = piles::places(&piles, plan.n_lanes);
    if order == PileOrder::BaseAtBottom {
        for place in &mut places {
            *place = piles::turned(*place, height);
        }
    }
    put(rows, places);
    rows.iter().map(|row| row.with_heading().1).max().unwrap_or_default()
}

/// Gives each row its place; a row that is not shown has that of its stage's slab.
fn put(rows: &mut [LayerRow], places: Vec<Place>) {
    let mut places = places.into_iter();
    let mut last = Place::default();
    for row in rows {
        if !row.is_hidden {
            last = places.next().unwrap_or_default();
        }
        row.place = last;
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
pub(crate) fn root(cause: &Cause) -> String {
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
