mod markdown;

use std::rc::Rc;

use onionskin_analysis::{Analysis, Scenario};
use onionskin_cache::{Change, Verdict};
use onionskin_explain::{Prose, Subject, change_labels, totals};
use onionskin_graph::{InstructionNode, Step, stage_name};
use onionskin_syntax::{Instruction, Keyword};

use super::layers::root;
use super::table::shortened;
use crate::{CopyField, CopyOutcome, State, words};

/// The most steps that have a column. Of some 3,700 public Dockerfiles, the one with the most has 362, and with 20 changes
/// these are 10,000 cells: with many more a browser gets slow.
pub const MAX_COLUMNS: usize = 500;

/// Every change, and what it does to every step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The stages that have columns, in file order; empty where the file has only one.
    pub stages: Vec<StageColumns>,
    /// All steps, in file order. Only the first [`Matrix::n_columns`] have a column.
    pub steps: Rc<Vec<StepColumn>>,
    /// How many columns there are.
    pub n_columns: usize,
    /// The changes, in the order of the change bar.
    pub rows: Vec<Rc<MatrixRow>>,
    /// The verdicts that occur.
    pub legend: Vec<Verdict>,
    /// The column of the selected instruction, where it has one.
    pub selected: Option<usize>,
    /// The cell of the chosen change and the selected instruction.
    pub reading: Option<CellReading>,
    /// What came of the last press on the Copy button.
    pub copied: Option<CopyOutcome>,
}

/// The columns of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageColumns {
    /// Its name.
    pub name: String,
    /// How many there are; at least one.
    pub n_columns: usize,
}

/// The column of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepColumn {
    /// The byte offset of the first byte of its instruction.
    pub start: u32,
    /// Its number in its stage: "3/5".
    pub number: String,
    /// What `docker build` calls it, without brackets: "3/5", "build 3/5".
    pub name: String,
    /// What kind of instruction it is: "RUN".
    pub keyword: &'static str,
    /// Its instruction, cut where it is very long.
    pub text: String,
    /// Whether it is the first step of a stage, and not of the first one.
    pub starts_stage: bool,
}

/// What a change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// The change.
    pub change: Change,
    /// What it is called.
    pub label: Prose,
    /// What it does to each step; as many as there are [steps](Matrix::steps).
    pub verdicts: Vec<Verdict>,
    /// How many steps rebuild: "3 of 5 rebuild".
    pub totals: String,
    /// How many steps rebuild, and which, in a sentence.
    pub cost: Prose,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
}

/// A cell in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellReading {
    /// What the change is called.
    pub change: Prose,
    /// What `docker build` calls the step: "[build 3/5]".
    pub step: String,
    /// The instruction, cut where it is very long.
    pub text: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Its root, in a word or two.
    pub cause: String,
}

impl Matrix {
    /// The cell that the keyboard reaches first, as row and column: that of the chosen change and the selected instruction.
    pub fn first_stop(&self) -> (usize, usize) {
        let row = self.rows.iter().position(|row| row.is_chosen).unwrap_or_default();
        (row, self.selected.unwrap_or_default())
    }
}

/// The grid of all changes; `None` where the file has no instruction.
pub(crate) fn matrix(
    state: &State,
    subject: &Subject<'_>,
    analysis: &Analysis,
    selected: Option<usize>,
) -> Option<Matrix> {
    let selected = selected?;
    let steps = steps(analysis);
    let rows = rows(subject, analysis, &steps);
    let column = steps.iter().position(|(at, _)| *at == selected);
    let columns: Vec<StepColumn> = steps.into_iter().map(|(_, column)| column).collect();
    let n_columns = columns.len().min(MAX_COLUMNS);
    let is_there = |verdict: &Verdict| rows.iter().any(|row| row.verdicts.contains(verdict));
    let verdicts = [Verdict::Reused, Verdict::Rebuilds, Verdict::RebuildsUnlessSame, Verdict::NotBuilt];
    Some(Matrix {
        stages: stages(analysis, n_columns),
        n_columns,
        legend: verdicts.into_iter().filter(is_there).collect(),
        selected: column.filter(|column| *column < n_columns),
        reading: reading(analysis, &rows, selected, column.and_then(|column| columns.get(column))),
        steps: Rc::new(columns),
        rows,
        copied: state.copied.filter(|copied| copied.field == CopyField::Changes).map(|copied| copied.outcome),
    })
}

/// The nodes that have a step, each with its index.
fn numbered(analysis: &Analysis) -> impl Iterator<Item = (usize, &InstructionNode, &Step)> {
    let nodes = analysis.graph.instructions.iter().enumerate();
    nodes.filter_map(|(at, node)| Some((at, node, node.step.as_ref()?)))
}

/// The columns, each with the index of its instruction.
fn steps(analysis: &Analysis) -> Vec<(usize, StepColumn)> {
    let instructions: Vec<&Instruction> = analysis.dockerfile.instructions().collect();
    let mut stage = None;
    let mut columns = Vec::new();
    for (at, node, step) in numbered(analysis) {
        let Some(instruction) = instructions.get(at) else { continue };
        columns.push((
            at,
            StepColumn {
                start: instruction.span.start,
                number: format!("{}/{}", step.number, step.total),
                name: step.label.trim_matches(['[', ']']).to_owned(),
                keyword: instruction.keyword.map(Keyword::name).unwrap_or_default(),
                text: shortened(&instruction.text),
                starts_stage: stage.is_some_and(|stage| stage != node.stage),
            },
        ));
        stage = Some(node.stage);
    }
    columns
}

/// The stages of the first `n_columns` steps.
fn stages(analysis: &Analysis, n_columns: usize) -> Vec<StageColumns> {
    let graph = &analysis.graph;
    if graph.stages.len() < 2 {
        return Vec::new();
    }
    let mut stages: Vec<StageColumns> = Vec::new();
    let mut last = None;
    for (_, node, _) in numbered(analysis).take(n_columns) {
        match stages.last_mut().filter(|_| last == Some(node.stage)) {
            Some(stage) => stage.n_columns += 1,
            None => stages.push(StageColumns {
                name: node.stage.map(|stage| stage_name(graph, stage)).unwrap_or_default(),
                n_columns: 1,
            }),
        }
        last = Some(node.stage);
    }
    stages
}

fn rows(subject: &Subject<'_>, analysis: &Analysis, steps: &[(usize, StepColumn)]) -> Vec<Rc<MatrixRow>> {
    let changes = analysis.scenarios.iter().map(|scenario| &scenario.change);
    let labels = change_labels(subject.registry, changes);
    let row = |(at, (scenario, label)): (usize, (&Scenario, Prose))| {
        let outcome = |(at, _): &(usize, StepColumn)| scenario.replay().outcomes.get(*at);
        let verdicts: Vec<Verdict> = steps
            .iter()
            .map(|step| outcome(step).map_or(Verdict::NotBuilt, |outcome| outcome.verdict))
            .collect();
        let count = |wanted: Verdict| verdicts.iter().filter(|verdict| **verdict == wanted).count();
        let (certain, maybe) = (count(Verdict::Rebuilds), count(Verdict::RebuildsUnlessSame));
        let total = certain + maybe + count(Verdict::Reused);
        Rc::new(MatrixRow {
            change: scenario.change.clone(),
            label,
            totals: words::matrix::totals(certain, maybe, total),
            cost: totals(&Subject { replay: scenario.replay(), ..*subject }),
            is_chosen: at == analysis.chosen,
            verdicts,
        })
    };
    analysis.scenarios.iter().zip(labels).enumerate().map(row).collect()
}

fn reading(
    analysis: &Analysis,
    rows: &[Rc<MatrixRow>],
    selected: usize,
    column: Option<&StepColumn>,
) -> Option<CellReading> {
    let column = column?;
    let outcome = analysis.replay().outcomes.get(selected)?;
    Some(CellReading {
        change: rows.get(analysis.chosen)?.label.clone(),
        step: ["[", &column.name, "]"].concat(),
        text: column.text.clone(),
        verdict: outcome.verdict,
        cause: outcome.causes.first().map(root).unwrap_or_default(),
    })
}
