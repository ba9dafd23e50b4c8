//! Brace expansions: `{a,b}` and `{1..3}`. A bracket is one only together with its counterpart.

use onionskin_text::Span;

use crate::{Part, PartKind};

/// A `{` that is still open.
struct Open {
    at: usize,
    /// The part that it stands in.
    part_idx: usize,
    commas: Vec<usize>,
}

/// Splits the literal parts of a word at the brackets and commas of brace expansions, which become parts.
pub(crate) fn split_braces(parts: Vec<Part>, text: &str) -> Vec<Part> {
    let marks = marks(&parts, text);
    if marks.is_empty() {
        return parts;
    }
    let mut marks = marks.into_iter().peekable();
    let mut split = Vec::new();
    let mut literal = |start: usize, end: usize, kind: PartKind| {
        if start < end {
            split.push(Part { span: Span::new(start, end), kind });
        }
    };
    for part in parts {
        let range = part.span.range();
        if part.kind != PartKind::Literal {
            literal(range.start, range.end, part.kind);
            continue;
        }
        let mut at = range.start;
        while let Some((start, end)) = marks.next_if(|mark| mark.0 < range.end) {
            literal(at, start, PartKind::Literal);
            literal(start, end, PartKind::Brace);
            at = end;
        }
        literal(at, range.end, PartKind::Literal);
    }
    split
}

/// Start and end of every bracket, comma and `..` that counts, in order.
fn marks(parts: &[Part], text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<Open> = Vec::new();
    let mut marks = Vec::new();
    for (part_idx, part) in parts.iter().enumerate() {
        if part.kind != PartKind::Literal {
            continue;
        }
        for (at, byte) in part.span.range().zip(part.span.text(text).bytes()) {
            match (byte, open.last_mut()) {
                (b'{', _) => open.push(Open { at, part_idx, commas: Vec::new() }),
                (b',', Some(last)) => last.commas.push(at),
                (b'}', Some(_)) => {
                    let Some(last) = open.pop() else { continue };
                    let inner = text.get(last.at + 1..at).unwrap_or_default();
                    if !last.commas.is_empty() {
                        marks.extend(last.commas.iter().chain([&last.at, &at]).map(|&at| (at, at + 1)));
                    } else if last.part_idx == part_idx
                        && let Some((low, _)) = inner.split_once("..").filter(|_| is_range(inner))
                    {
                        let dots = last.at + 1 + low.len();
                        marks.extend([(last.at, last.at + 1), (dots, dots + 2), (at, at + 1)]);
                    }
                }
                _ => {}
            }
        }
    }
    marks.sort_unstable();
    marks
}

/// Whether it is `1..3`, `a..c` or `0..8..2`.
fn is_range(inner: &str) -> bool {
    let is_end =
        |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (2..=3).contains(&inner.split("..").count()) && inner.split("..").all(is_end)
}

#[cfg(test)]
mod tests {
    use crate::{CommandKind, PartKind, parse};

    /// The word `text`, with the marks of brace expansions between spaces.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let script = parse(text);
        let CommandKind::Simple { words, .. } = &script.list.items[0].and_or.first.first.kind else {
            panic!("{text} is no simple command");
        };
        let mut drawn = String::new();
        for part in &words[0].parts {
            let written = part.span.text(text);
            drawn.push_str(&if part.kind == PartKind::Brace {
                format!(" {written} ")
            } else {
                written.to_owned()
            });
        }
        assert_eq!(drawn, expected);
    }

    #[test]
    fn braces_with_commas_or_a_range_are_expansions() {
        check("a{b,c}d", "a { b , c } d");
        check("{,x}", " {  , x } ");
        check("{1..3}{a..c..2}", " { 1 .. 3 }  { a .. c..2 } ");
        check("{a,{b,c}}", " { a ,  { b , c }  } ");
        check("{\"a b\",$c}", " { \"a b\" , $c } ");
    }

    #[test]
    fn other_braces_are_text() {
        for text in
            ["{}", "{a}", "a{", "}a,b{", "{a,b", "{{x}}", "\\{a,b}", "{\"a,b\"}", "{a\"..\"b}", "{..}"]
        {
            check(text, text);
        }
        check("{{a,b}}", "{ { a , b } }");
    }
}
