//! One instruction: its word, its flags and its arguments.

use std::ops::Range;

use onionskin_text::LineRange;

use crate::args::{Read, is_blank, read_args};
use crate::flags::read_flags;
use crate::joined::{Joined, trimmed};
use crate::{Args, Escape, Instruction, Keyword};

/// What reading an instruction depends on beside its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// The escape character in force.
    pub(crate) escape: Escape,
    /// The lines that the instruction stands on.
    pub(crate) lines: LineRange,
    /// How many ONBUILD it stands behind.
    depth: u32,
}

impl Context {
    /// The context of an instruction of the file itself.
    pub(crate) const fn new(escape: Escape, lines: LineRange) -> Self {
        Self { escape, lines, depth: 0 }
    }
}

/// How many ONBUILD are read in a row. BuildKit refuses the second one; what stands behind a few more is kept
/// as text, so that a line of nothing else cannot exhaust the stack.
const MAX_ONBUILD_DEPTH: u32 = 4;

/// Reads an instruction, without its heredocs. The message is that of BuildKit's line parser where
/// it refuses the arguments.
pub(crate) fn read_instruction(joined: &Joined<'_>, context: Context) -> (Instruction, Option<String>) {
    read_range(joined, trimmed(&joined.text), context)
}

fn read_range(joined: &Joined<'_>, range: Range<usize>, context: Context) -> (Instruction, Option<String>) {
    let text = joined.text.get(range.clone()).unwrap_or_default();
    let word_end = range.start + text.find(is_blank).unwrap_or(text.len());
    let word = joined.word(range.start..word_end);
    let keyword = Keyword::from_word(&word.text);
    let (flags, flags_end) = read_flags(joined, word_end..range.end, context.escape);
    let args_range = args_range(&joined.text, flags_end..range.end);
    let (args, error) = read_args(keyword, joined, args_range, context);
    let trailing = joined.text.get(range.end..).unwrap_or_default().trim_end_matches('\r').to_owned();
    let instruction = Instruction {
        keyword,
        word,
        lines: context.lines,
        span: joined.span(range),
        text: text.to_owned(),
        trailing,
        flags,
        args,
        heredocs: Vec::new(),
        has_empty_continuation: false,
    };
    (instruction, error)
}

/// `range` without white space at its ends. Flags may end inside of a character, at a byte of it that BuildKit
/// takes for white space; what is left of that character is dropped.
fn args_range(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (range.start..range.end).find(|&at| text.is_char_boundary(at)).unwrap_or(range.end);
    let inner = trimmed(text.get(start..range.end).unwrap_or_default());
    start + inner.start..start + inner.end
}

/// The instruction behind ONBUILD.
pub(crate) fn read_trigger(joined: &Joined<'_>, range: Range<usize>, context: Context) -> Read {
    if range.is_empty() {
        return (Args::Trigger(None), None);
    }
    if context.depth >= MAX_ONBUILD_DEPTH {
        return (Args::Unread(joined.word(range)), None);
    }
    let context = Context { depth: context.depth + 1, ..context };
    let (trigger, error) = read_range(joined, range, context);
    (Args::Trigger(Some(Box::new(trigger))), error)
}
