use std::rc::Rc;

use onionskin_analysis::Analysis;
use onionskin_graph::stage_name;
use onionskin_text::LineRange;

use super::layers::MAX_ROW_CHARACTERS;
use crate::{LayerRow, Shape, words};

/// The stack as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Whether there are several stages: only then rows say which one they belong to and what they take from others.
    pub has_stages: bool,
    /// One row for each instruction, in file order; at least one.
    pub rows: Vec<Rc<TableRow>>,
}

/// An instruction in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// What the stack says of it.
    pub layer: Rc<LayerRow>,
    /// Its lines: "4", "4–6".
    pub lines: String,
    /// The name of its stage; empty in front of the first FROM.
    pub stage: String,
    /// The number of its step: "3/5"; empty for settings.
    pub step: String,
    /// What it says, on one line; where it is very long, it ends in "…".
    pub text: String,
    /// The root of its verdict, in a word or two; empty where it cannot be built.
    pub cause: String,
    /// Whether it makes a layer; empty where it cannot be built.
    pub kind: &'static str,
    /// What it takes from other stages; empty where it takes nothing.
    pub takes: String,
}

/// The table for the rows of the stack; `None` where there is no row.
pub(crate) fn table(analysis: &Analysis, layers: &[Rc<LayerRow>]) -> Option<Table> {
    let graph = &analysis.graph;
    let mut rows = Vec::with_capacity(layers.len());
    for ((layer, instruction), node) in
        layers.iter().zip(analysis.dockerfile.instructions()).zip(&graph.instructions)
    {
        let step = node.step.as_ref();
        let is_left_out = layer.has_error && step.is_none();
        rows.push(Rc::new(TableRow {
            layer: Rc::clone(layer),
            lines: lines(layer.lines),
            stage: layer.stage.map(|stage| stage_name(graph, stage)).unwrap_or_default(),
            step: step.map(|step| format!("{}/{}", step.number, step.total)).unwrap_or_default(),
            text: shortened(&instruction.text),
            cause: if is_left_out { String::new() } else { layer.cause.clone() },
            kind: if is_left_out { "" } else { kind(layer.shape) },
            takes: layer.takes.join(", "),
        }));
    }
    (!rows.is_empty()).then_some(Table { has_stages: graph.stages.len() > 1, rows })
}

fn lines(LineRange { first, last }: LineRange) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// The start of `text`, with a sign that there is more where that is so.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_ROW_CHARACTERS) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text.to_owned(),
    }
}

const fn kind(shape: Shape) -> &'static str {
    match shape {
        Shape::Base => words::table::BASE,
        Shape::Layer => words::table::LAYER,
        Shape::Step => words::table::STEP_ONLY,
        Shape::Start => words::table::START,
        Shape::Setting => words::table::SETTING,
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_ROW_CHARACTERS, shortened};

    #[test]
    fn a_text_of_the_most_characters_is_whole_and_a_longer_one_says_that_it_is_cut() {
        let longest = "é".repeat(MAX_ROW_CHARACTERS);
        assert_eq!(shortened(&longest), longest);
        assert_eq!(shortened(&format!("{longest}é")), format!("{longest}…"));
    }
}
