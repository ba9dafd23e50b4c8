use std::borrow::Cow;
use std::ops::Range;

use onionskin_syntax::{Instruction, Word};

use crate::Subject;
use crate::places::Places;
use crate::syntax::heredoc_end;

/// Text that a shell reads, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct ShellText<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) places: Places<'a>,
}

impl<'a> ShellText<'a> {
    /// The part `range` of it.
    pub(super) fn part(&self, range: Range<usize>) -> ShellText<'_> {
        let places = self.places.behind(range.start);
        ShellText { text: Cow::Borrowed(self.text.get(range).unwrap_or_default()), places }
    }

    /// The `word` of an instruction with the heredocs behind it, as BuildKit hands both to the shell.
    pub(super) fn of_instruction(
        subject: &Subject<'a>,
        instruction: &'a Instruction,
        word: &'a Word,
    ) -> Self {
        let mut places = Places::of_joined(word, subject.source, subject.dockerfile.escape);
        let mut text = Cow::Borrowed(word.text.as_str());
        for heredoc in &instruction.heredocs {
            let text = text.to_mut();
            if !text.ends_with('\n') {
                text.push('\n');
            }
            places.add(text.len(), heredoc.span.start as usize);
            text.push_str(&heredoc.content);
            if let Some(end) = heredoc_end(subject.source, heredoc) {
                places.add(text.len(), end.start as usize);
                text.push_str(&heredoc.name);
                text.push('\n');
            }
        }
        Self { text, places }
    }
}
