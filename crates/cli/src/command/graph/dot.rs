use std::fmt::Write as _;

use super::drawing::{Box, Drawing};

/// The drawing in the language of Graphviz.
pub(super) fn draw(drawing: &Drawing) -> String {
    let mut dot = "digraph build {\n  rankdir = TB;\n  node [shape = box, style = rounded];\n".to_owned();
    for step in &drawing.loose {
        put(&mut dot, "  ", step);
    }
    for (number, (stage, steps)) in drawing.stages.iter().enumerate() {
        let _ = writeln!(dot, "  subgraph cluster_{number} {{\n    label = {};", quoted(stage));
        for step in steps {
            put(&mut dot, "    ", step);
        }
        dot.push_str("  }\n");
    }
    for arrow in &drawing.arrows {
        let style = if arrow.goes_on { "" } else { " [style = dashed]" };
        let _ = writeln!(dot, "  s{} -> s{}{style};", arrow.from, arrow.to);
    }
    dot.push_str("}\n");
    dot
}

fn put(dot: &mut String, indent: &str, step: &Box) {
    let _ = writeln!(dot, "{indent}s{} [label = {}];", step.index, quoted(&step.name));
}

/// A string of the language: only the quote and what would escape it have a meaning in it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_text_ends_its_string() {
        assert_eq!(quoted("RUN echo \"a\\\""), r#""RUN echo \"a\\\"""#);
    }
}
