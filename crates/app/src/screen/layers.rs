use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_cache::{Cause, Change, Replay, Verdict};
use onionskin_graph::{Base, BuildGraph, InstructionNode, Operation, Stage, stage_name};
use onionskin_syntax::Instruction;
use onionskin_text::LineRange;

use super::layout::{self, Place, SETTING_HEIGHT, SLAB_HEIGHT, Size};

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
    /// The byte offset of its first byte.
    pub start: u32,
    /// The index of its stage; `None` in front of the first FROM.
    pub stage: Option<usize>,
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
    /// A setting of the image.
    Setting,
}

/// The rows of the stack, in file order.
pub(crate) fn rows(analysis: &Analysis, replay: &Replay, selected: Option<usize>) -> Vec<Rc<LayerRow>> {
    let instructions: Vec<&Instruction> = analysis.dockerfile.instructions().collect();
    let refused = refused(analysis, &instructions);
    let graph = &analysis.graph;
    let mut rows: Vec<LayerRow> = Vec::with_capacity(instructions.len());
    for (at, instruction) in instructions.iter().enumerate() {
        let node = graph.instructions.get(at);
        let outcome = replay.outcomes.get(at);
        let step = node.and_then(|node| node.step.as_ref());
        rows.push(LayerRow {
            lines: instruction.lines,
            start: instruction.span.start,
            stage: node.and_then(|node| node.stage),
            heading: node.and_then(|node| heading(graph, node.stage?, at)),
            step: step.map(|step| step.label.clone()),
            shape: shape(node),
            text: instruction.text.chars().take(MAX_ROW_CHARACTERS).collect(),
            verdict: outcome.map_or(Verdict::Settings, |outcome| outcome.verdict),
            cause: outcome.and_then(|outcome| outcome.causes.first()).map(root).unwrap_or_default(),
            has_error: refused.get(at).copied().unwrap_or(false),
            is_selected: selected == Some(at),
            place: Place::default(),
        });
    }
    place(&mut rows);
    rows.into_iter().map(Rc::new).collect()
}

fn place(rows: &mut [LayerRow]) {
    let size = |row: &LayerRow| Size {
        lines: row.lines,
        height: if row.shape == Shape::Setting { SETTING_HEIGHT } else { SLAB_HEIGHT },
        has_heading: row.heading.is_some(),
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
        _ if graph.target == Some(at) => "final image",
        stage if !stage.is_needed => "not needed for the final image",
        Stage { base: Base::Stage(_), .. } => "built on an earlier stage",
        Stage { base: Base::Image(_) | Base::Scratch, .. } => "used on the way",
    };
    Some(Heading { name: stage_name(graph, at), note })
}

/// For each instruction, whether an error is about it.
fn refused(analysis: &Analysis, instructions: &[&Instruction]) -> Vec<bool> {
    let mut refused = vec![false; instructions.len()];
    for error in &analysis.problems {
        let n_started =
            instructions.partition_point(|instruction| instruction.span.start <= error.span.start);
        if let Some(holder) = n_started.checked_sub(1).and_then(|at| refused.get_mut(at)) {
            *holder = true;
        }
    }
    refused
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
