//! From the file to its nodes: directives first, then item by item.

use onionskin_text::{LineRange, Span};
use pest::Parser as _;
use pest::iterators::Pair;

use crate::check::{Stages, check};
use crate::grammar::{Grammar, Rule};
use crate::heredoc::{bodies, openers};
use crate::instruction::{Context, read_instruction};
use crate::joined::Joined;
use crate::{
    Args, Directive, Dockerfile, ErrorStage, Escape, Instruction, Keyword, Node, NodeKind, Parse, SyntaxError,
};

/// The longest line that BuildKit reads, in bytes without its line feed (Go's `bufio.MaxScanTokenSize` - 1).
pub(crate) const MAX_LINE_LEN: usize = 65_535;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

pub(crate) fn parse(source: &str) -> Parse {
    let (read, unread) = source.split_at(start_of_long_line(source).unwrap_or(source.len()));
    let mut parser = Parser::new(read);
    parser.directives();
    while parser.node_start < read.len() {
        parser.item();
    }
    parser.finish(unread)
}

/// Where the first line starts that BuildKit does not read because it is too long.
fn start_of_long_line(source: &str) -> Option<usize> {
    if source.len() <= MAX_LINE_LEN {
        return None;
    }
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', source.as_bytes()) {
        if end - start > MAX_LINE_LEN {
            return Some(start);
        }
        start = end + 1;
    }
    (source.len() - start > MAX_LINE_LEN).then_some(start)
}

struct Parser<'s> {
    source: &'s str,
    /// The byte that is read next; always the start of a line, but for a byte order mark.
    at: usize,
    /// The line of `at`, counted from 1.
    line: u32,
    /// Where the next node starts.
    node_start: usize,
    escape: Escape,
    nodes: Vec<Node>,
    line_errors: Vec<SyntaxError>,
    instruction_errors: Vec<SyntaxError>,
    stages: Stages,
}

impl<'s> Parser<'s> {
    fn new(source: &'s str) -> Self {
        let at = if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Self {
            source,
            at,
            line: 1,
            node_start: 0,
            escape: Escape::default(),
            nodes: Vec::new(),
            line_errors: Vec::new(),
            instruction_errors: Vec::new(),
            stages: Stages::default(),
        }
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Reads directives while every line is one that has not been there before.
    fn directives(&mut self) {
        let start = self.at;
        let parsed = Grammar::parse(Rule::directives, self.rest());
        for pair in parsed.into_iter().flatten().flat_map(Pair::into_inner) {
            let end = start + pair.as_span().end();
            let mut fields = pair.into_inner().map(|field| field.as_str().to_owned());
            let name = fields.next().unwrap_or_default().to_ascii_lowercase();
            let directive = Directive { name, value: fields.next().unwrap_or_default(), line: self.line };
            let error = self.directive_error(&directive);
            if directive.name == "escape" && directive.value == "`" {
                self.escape = Escape::Backtick;
            }
            self.push(end, NodeKind::Directive(directive));
            self.line += 1;
            if let Some(message) = error {
                // BuildKit counts lines from 0 here, and names no line 0.
                let line = self.line.checked_sub(2).filter(|&line| line > 0);
                self.line_errors.push(SyntaxError {
                    message,
                    line,
                    span: self.nodes.last().map_or_else(Span::default, |node| node.span),
                    stage: ErrorStage::Lines,
                });
                return;
            }
        }
    }

    fn directive_error(&self, directive: &Directive) -> Option<String> {
        let seen =
            |node: &Node| matches!(&node.kind, NodeKind::Directive(seen) if seen.name == directive.name);
        if self.nodes.iter().any(seen) {
            Some(format!("only one {} parser directive can be used", directive.name))
        } else if directive.name == "escape" && !matches!(directive.value.as_str(), "\\" | "`") {
            Some(format!("invalid escape token '{}' does not match ` or \\", directive.value))
        } else {
            None
        }
    }

    /// Reads comments and blank lines up to an instruction, and the instruction.
    fn item(&mut self) {
        let rule = match self.escape {
            Escape::Backslash => Rule::backslash_item,
            Escape::Backtick => Rule::backtick_item,
        };
        let start = self.at;
        let parsed = Grammar::parse(rule, self.rest());
        for pair in parsed.into_iter().flatten().flat_map(Pair::into_inner) {
            let span = pair.as_span();
            let (item_start, item_end) = (start + span.start(), start + span.end());
            self.skip_blank_lines(item_start);
            if pair.as_rule() == Rule::comment {
                self.leaf(item_end, NodeKind::Comment);
            } else {
                self.instruction(start, pair);
            }
        }
        if self.at == start {
            // What no item matches is white space at the end of the file.
            self.leaf(self.source.len(), NodeKind::Blank);
        }
    }

    /// Makes a node of the whole lines of white space before the item that starts at `start`.
    fn skip_blank_lines(&mut self, start: usize) {
        let gap = self.source.get(self.at..start).unwrap_or_default();
        if let Some(last_feed) = memchr::memrchr(b'\n', gap.as_bytes()) {
            self.leaf(self.at + last_feed + 1, NodeKind::Blank);
        }
    }

    fn leaf(&mut self, end: usize, kind: NodeKind) {
        self.count_lines(end);
        self.push(end, kind);
    }

    /// Reads the instruction that `pair` matched in the text from `base` on, and the heredocs behind it.
    fn instruction(&mut self, base: usize, pair: Pair<'_, Rule>) {
        let first = self.line;
        let end = base + pair.as_span().end();
        let mut has_empty_continuation = false;
        let pieces = pair.into_inner().filter_map(|piece| {
            let span = piece.as_span();
            has_empty_continuation |= piece.as_rule() == Rule::inner_blank;
            let is_text = !matches!(piece.as_rule(), Rule::inner_blank | Rule::rest_of_line);
            is_text.then_some((base + span.start(), base + span.end()))
        });
        let joined = Joined::new(self.source, pieces);
        self.count_lines(end);
        let last = self.last_line(end);
        let context = Context::new(self.escape, LineRange { first, last });
        let (mut instruction, mut error) = read_instruction(&joined, context);
        instruction.has_empty_continuation = has_empty_continuation;
        let mut end = end;
        if error.is_none() && joined.text.contains("<<") && can_open_heredocs(&instruction) {
            (end, error) = self.heredocs(&mut instruction, end);
        }
        match error {
            Some(message) => {
                let error = SyntaxError {
                    message,
                    line: Some(first),
                    span: instruction.span,
                    stage: ErrorStage::Lines,
                };
                self.line_errors.push(error);
            }
            None => self.instruction_errors.extend(check(&instruction, &mut self.stages)),
        }
        self.push(end, NodeKind::Instruction(Box::new(instruction)));
    }

    /// Reads the heredocs of `instruction`, whose own lines end at `end`. Returns where the last one ends.
    fn heredocs(&mut self, instruction: &mut Instruction, end: usize) -> (usize, Option<String>) {
        let openers = match openers(&instruction.text) {
            Ok(openers) if openers.is_empty() => return (end, None),
            Ok(openers) => openers,
            Err(message) => return (end, Some(message)),
        };
        let (heredocs, terminated) = bodies(self.source, end, openers);
        instruction.heredocs = heredocs;
        let end = terminated.unwrap_or(self.source.len());
        self.count_lines(end);
        instruction.lines.last = self.last_line(end);
        (end, terminated.err().map(|_| "unterminated heredoc".to_owned()))
    }

    /// Moves on to `end`, counting the lines that end before it.
    fn count_lines(&mut self, end: usize) {
        let passed = self.source.as_bytes().get(self.at..end).unwrap_or_default();
        let n_feeds = memchr::memchr_iter(b'\n', passed).count();
        self.line = self.line.saturating_add(u32::try_from(n_feeds).unwrap_or(u32::MAX));
        self.at = end;
    }

    /// The line of the byte before `end`, where `end` is what has been counted up to.
    fn last_line(&self, end: usize) -> u32 {
        let ends_with_feed = end.checked_sub(1).and_then(|at| self.source.as_bytes().get(at)) == Some(&b'\n');
        self.line - u32::from(ends_with_feed)
    }

    fn push(&mut self, end: usize, kind: NodeKind) {
        self.nodes.push(Node { span: Span::new(self.node_start, end), kind });
        self.node_start = end;
        self.at = end;
    }

    /// Adds what only the whole file shows, and the part of it that BuildKit does not read.
    fn finish(mut self, unread: &str) -> Parse {
        let has_instructions = self.nodes.iter().any(|node| matches!(node.kind, NodeKind::Instruction(_)));
        let n_read = self.last_line(self.source.len());
        let n_read = if self.source.is_empty() { 0 } else { n_read };
        let unread_span = Span::new(self.source.len(), self.source.len() + unread.len());
        let whole_file = |message: &str, span| SyntaxError {
            message: message.to_owned(),
            line: Some(n_read).filter(|&line| line > 0),
            span,
            stage: ErrorStage::Lines,
        };
        if !has_instructions {
            self.line_errors.push(whole_file("file with no instructions", Span::new(0, self.source.len())));
        } else if !unread.is_empty() {
            let message = format!("dockerfile line greater than max allowed size of {MAX_LINE_LEN}");
            self.line_errors.push(whole_file(&message, unread_span));
        }
        if !unread.is_empty() {
            let n_feeds = memchr::memchr_iter(b'\n', unread.as_bytes()).count();
            let n_unread = u32::try_from(n_feeds).unwrap_or(u32::MAX) + u32::from(!unread.ends_with('\n'));
            let lines = LineRange { first: n_read + 1, last: n_read.saturating_add(n_unread) };
            let node = Instruction::unread(unread, unread_span, lines);
            self.nodes.push(Node { span: unread_span, kind: NodeKind::Instruction(Box::new(node)) });
        }
        let mut errors = self.line_errors;
        errors.append(&mut self.instruction_errors);
        Parse { dockerfile: Dockerfile { escape: self.escape, nodes: self.nodes }, errors }
    }
}

/// Whether heredocs mean anything to `instruction`: RUN, COPY and ADD in shell form, also behind ONBUILD.
fn can_open_heredocs(instruction: &Instruction) -> bool {
    match (&instruction.args, instruction.keyword) {
        (Args::Trigger(Some(trigger)), _) => takes_heredocs(trigger),
        _ => takes_heredocs(instruction),
    }
}

fn takes_heredocs(instruction: &Instruction) -> bool {
    matches!(instruction.keyword, Some(Keyword::Run | Keyword::Copy | Keyword::Add))
        && !matches!(instruction.args, Args::Json(_))
}
