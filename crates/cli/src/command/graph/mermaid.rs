use std::fmt::Write as _;

use super::drawing::{Box, Drawing};

/// The drawing in the language of Mermaid.
pub(super) fn draw(drawing: &Drawing) -> String {
    let mut mermaid = "flowchart TB\n".to_owned();
    for step in &drawing.loose {
        put(&mut mermaid, "  ", step);
    }
    for (number, (stage, steps)) in drawing.stages.iter().enumerate() {
        let _ = writeln!(mermaid, "  subgraph stage{number} [\"{}\"]", escaped(stage));
        for step in steps {
            put(&mut mermaid, "    ", step);
        }
        mermaid.push_str("  end\n");
    }
    for arrow in &drawing.arrows {
        let line = if arrow.goes_on { "-->" } else { "-.->" };
        let _ = writeln!(mermaid, "  s{} {line} s{}", arrow.from, arrow.to);
    }
    mermaid
}

fn put(mermaid: &mut String, indent: &str, step: &Box) {
    let _ = writeln!(mermaid, "{indent}s{}[\"{}\"]", step.index, escaped(&step.name));
}

/// A text in quotes: what has a meaning there, in Markdown or in HTML, is written by its number.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | '*' | '_' | ';' => {
                let _ = write!(escaped, "#{};", u32::from(character));
            }
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_ends_its_string_or_is_markup() {
        assert_eq!(escaped("RUN echo \"<b>\""), "RUN echo #34;#60;b#62;#34;");
    }
}
