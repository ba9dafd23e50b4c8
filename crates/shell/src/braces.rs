//! Brace expansions: `{a,b}` and `{1..3}`. A bracket is one only together with its counterpart.

use onionskin_text::Span;

use crate::{Part, PartKind};

/// A bracket, comma or `..`.
struct Mark {
    start: usize,
    end: usize,
    /// Whether it is part of a brace expansion, not text.
    counts: bool,
}

/// A `{` that is still open.
struct Open {
    mark_idx: usize,
    /// The part that it stands in.
    part_idx: usize,
    comma_idxs: Vec<usize>,
    /// Whether there is another one in it, so that it cannot start a range.
    is_nesting: bool,
}

/// Splits the literal parts of a word at the brackets and commas of brace expansions, which become parts.
pub(crate) fn split_braces(parts: Vec<Part>, text: &str) -> Vec<Part> {
    let marks = marks(&parts, text);
    if !marks.iter().any(|mark| mark.counts) {
        return parts;
    }
    let mut marks = marks.into_iter().filter(|mark| mark.counts).peekable();
    let mut split = Vec::new();
    let mut literal = |start: usize, end: usize, kind: PartKind| {
        if start < end {
            split.push(Part { span: Span::new(start, end), kind });
        }
    };
    for part in parts {
        let range = part.span.range();
        if !matches!(part.kind, PartKind::Literal) {
            literal(range.start, range.end, part.kind);
            continue;
        }
        let mut at = range.start;
        while let Some(Mark { start, end, .. }) = marks.next_if(|mark| mark.start < range.end) {
            literal(at, start, PartKind::Literal);
            literal(start, end, PartKind::Brace);
            at = end;
        }
        literal(at, range.end, PartKind::Literal);
    }
    split
}

/// What could be a mark, in order.
fn marks(parts: &[Part], text: &str) -> Vec<Mark> {
    let mut open: Vec<Open> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for (part_idx, part) in parts.iter().enumerate() {
        if !matches!(part.kind, PartKind::Literal) {
            continue;
        }
        for (at, byte) in part.span.range().zip(part.span.text(text).bytes()) {
            let mut push = |start: usize, end: usize, counts: bool| {
                marks.push(Mark { start, end, counts });
                marks.len() - 1
            };
            match (byte, open.last_mut()) {
                (b'{', outer) => {
                    if let Some(outer) = outer {
                        outer.is_nesting = true;
                    }
                    let mark_idx = push(at, at + 1, false);
                    open.push(Open { mark_idx, part_idx, comma_idxs: Vec::new(), is_nesting: false });
                }
                (b',', Some(last)) => last.comma_idxs.push(push(at, at + 1, false)),
                (b'}', Some(_)) => {
                    let Some(last) = open.pop() else { continue };
                    let start = marks.get(last.mark_idx).map_or(at, |mark| mark.end);
                    if last.comma_idxs.is_empty() {
                        let is_text = last.part_idx == part_idx && !last.is_nesting;
                        let dots = text.get(start..at).filter(|_| is_text).and_then(dots);
                        let Some(dots) = dots else { continue };
                        marks.push(Mark { start: start + dots, end: start + dots + 2, counts: true });
                    }
                    marks.push(Mark { start: at, end: at + 1, counts: true });
                    for idx in last.comma_idxs.into_iter().chain([last.mark_idx]) {
                        if let Some(mark) = marks.get_mut(idx) {
                            mark.counts = true;
                        }
                    }
                }
                _ => {}
            }
        }
    }
    marks
}

/// Where the first `..` is in `1..3`, `a..c` or `0..8..2`.
fn dots(inner: &str) -> Option<usize> {
    let is_end =
        |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_range = (2..=3).contains(&inner.split("..").count()) && inner.split("..").all(is_end);
    inner.find("..").filter(|_| is_range)
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
            let mark = if matches!(part.kind, PartKind::Brace) { " " } else { "" };
            drawn.extend([mark, written, mark]);
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
