use onionskin_cache::Verdict;
use onionskin_explain::{Inline, Prose};

use super::Matrix;
use crate::words;

impl Matrix {
    /// The grid as a table in GitHub's Markdown: a line for each change, a column for each step, and the totals.
    pub fn markdown(&self) -> String {
        let mut lines = Vec::with_capacity(self.rows.len() + 2);
        let steps = self.steps.iter().map(|step| format!("{} {}", code(&step.name), step.keyword));
        lines.push(line([escaped(words::matrix::CHANGES)].into_iter().chain(steps), words::matrix::TOTALS));
        lines.push(line((0..=self.steps.len()).map(|_| "---".to_owned()), "---"));
        for row in &self.rows {
            let verdicts = row.verdicts.iter().map(|verdict| verdict_words(*verdict));
            lines.push(line([inline(&row.label)].into_iter().chain(verdicts), &row.totals));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn line(cells: impl Iterator<Item = String>, last: &str) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.extend([" ", &cell, " |"]);
    }
    line + " " + last + " |"
}

/// A verdict as a sign and words.
fn verdict_words(verdict: Verdict) -> String {
    let sign = match verdict {
        Verdict::Reused => "✓ ",
        Verdict::Rebuilds => "↻ ",
        Verdict::RebuildsUnlessSame => "? ",
        Verdict::NotBuilt | Verdict::Settings => "– ",
    };
    let (lead, rest) = words::verdict(verdict);
    [sign, lead, rest].concat()
}

fn inline(prose: &Prose) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) => escaped(text),
        Inline::Code(text) => code(text),
    };
    prose.0.iter().map(piece).collect()
}

/// `text` as code. What would end the code or the cell, and cannot be escaped in code, is plain text instead.
fn code(text: &str) -> String {
    let is_plain = text.is_empty() || text.contains(['`', '|', '\\']) || text.contains(char::is_control);
    if is_plain { escaped(text) } else { ["`", text, "`"].concat() }
}

/// Plain text on one line, with a `\` in front of what would be markup or end the cell.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '@' | ':' => {
                out.extend(['\\', character]);
            }
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, escaped};

    #[test]
    fn a_name_never_ends_its_cell_or_its_code() {
        let cases = [
            ("requirements.txt", "`requirements.txt`"),
            ("<b>*x*", "`<b>*x*`"),
            ("a|b", r"a\|b"),
            ("a`b", r"a\`b"),
            (r"a\|b", r"a\\\|b"),
            ("a\nb", "a b"),
        ];
        for (text, expected) in cases {
            assert_eq!(code(text), expected, "{text:?}");
        }
    }

    #[test]
    fn text_is_never_markup() {
        assert_eq!(escaped("<b> a_b* [x] @me"), r"\<b\> a\_b\* \[x\] \@me");
    }
}
