use onionskin_cache::Replay;
use onionskin_graph::BuildGraph;
use onionskin_syntax::Dockerfile;

use super::shortened::shortened;
use onionskin_report::cause_chain;

/// How many characters of an instruction stand in the table.
const MAX_TEXT_CHARACTERS: usize = 44;

/// A line for each instruction: its step, its line, what it says, its verdict, and why.
pub(super) fn table(file: &Dockerfile, graph: &BuildGraph, replay: &Replay) -> String {
    let mut rows = vec![["step", "line", "instruction", "verdict", "why"].map(str::to_owned)];
    let nodes = graph.instructions.iter().zip(&replay.outcomes);
    for (at, (instruction, (node, outcome))) in file.instructions().zip(nodes).enumerate() {
        rows.push([
            node.step.as_ref().map_or_else(String::new, |step| step.label.clone()),
            instruction.lines.first.to_string(),
            shortened(&instruction.text, MAX_TEXT_CHARACTERS),
            outcome.verdict.name().to_owned(),
            cause_chain(at, &outcome.causes, graph),
        ]);
    }
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| n_columns(cell)).max();
    let widths: Vec<usize> = (0..5).map(|column| width(column).unwrap_or_default()).collect();
    let mut table = String::new();
    for row in &rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(width - n_columns(cell));
            // Numbers stand under each other.
            let parts = if at == 1 { [padding.as_str(), cell, "  "] } else { [cell, padding.as_str(), "  "] };
            line.extend(parts);
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}

fn n_columns(text: &str) -> usize {
    text.chars().count()
}
